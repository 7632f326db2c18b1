"""The tags of one person, and what a form of them was drawn from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.tags import Tag
from webapp.people.person_tags import label_drawn, person_tags

TAGS = (
    Tag(id="1", label="zeta", profiles=("me", "you")),
    Tag(id="2", label="Alpha", profiles=("me",)),
    Tag(id="3", label="beta", profiles=("you", "me2")),
    Tag(id="4", label="\u00c4hnlich"),
)


def test_tags_that_list_the_person_are_theirs_and_the_others_offered_both_by_label() -> None:
    tags = person_tags(TAGS, "me")

    assert [tag.id for tag in tags.carried] == ["2", "1"]
    assert [tag.id for tag in tags.offered] == ["4", "3"]


def test_an_account_without_tags_has_none_to_carry_or_to_offer() -> None:
    tags = person_tags((), "me")

    assert tags.carried == tags.offered == ()


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())
def test_a_form_knows_the_labels_of_its_own_tags_exactly(label: str, is_theirs: bool) -> None:
    tag = Tag(id="1", label=label, profiles=("me",) if is_theirs else ())
    tags = person_tags((tag,), "me")
    own, other = tags.labels_carried, tags.labels_offered
    if not is_theirs:
        own, other = other, own

    assert label_drawn(own, "1") == label
    assert label_drawn(other, "1") is None


@given(st.text(st.sampled_from("abc \t\r\n\x0b\x85\u2028")))
def test_it_holds_no_end_of_line_that_a_browser_would_alter(label: str) -> None:
    drawn = person_tags((Tag(id="1", label=label),), "me").labels_offered

    assert not set(drawn) & set("\r\n")


@pytest.mark.parametrize("drawn", ["", "[]", "{", '{"1": 2}', '"1"', "null", '{"1": "x"} '])
def test_what_no_form_of_ours_holds_names_no_tag(drawn: str) -> None:
    assert label_drawn(drawn, "2") is None
