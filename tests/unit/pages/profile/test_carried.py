"""The tags of one person."""

from webapp.api.tags import Tag
from webapp.pages.profile.carried import carried


def test_only_tags_that_list_the_person_are_shown_by_label() -> None:
    tags = (
        Tag(id="1", label="zeta", profiles=("me", "you")),
        Tag(id="2", label="Alpha", profiles=("me",)),
        Tag(id="3", label="beta", profiles=("you", "me2")),
    )
    assert [tag.id for tag in carried(tags, "me")] == ["2", "1"]
    assert carried((), "me") == ()
