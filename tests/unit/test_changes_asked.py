"""What a change was asked for, in one line."""

import pytest

from webapp.api.tags import Tag
from webapp.pages.tag_changes.asked import asked_for, tag_of
from webapp.tagging import Alteration, Change, Creation, Deletion, Membership, State, Wish


def change(wish: Wish, state: State = State.DONE, tag: Tag | None = None) -> Change:
    return Change(id="c", wish=wish, begun_at=0.0, at=0.0, state=state, tag=tag)


RENAMED = Alteration("t", "Sales", "red", "Field", "red")
RECOLOURED = Alteration("t", "Field", "red", "Field", "blue")
BOTH = Alteration("t", "Sales", "red", "Field", "blue")
SAME = Alteration("t", "Field", None, "Field", "blue")
ADDING = Membership("t", "Field", add=("a", "b"))
REMOVING = Membership("t", "Field", remove=("a",))


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Creation("Field", "red"), "New tag “Field”, red"),
        (RENAMED, "Rename “Field” to “Sales”"),
        (RECOLOURED, "Edit “Field”: make it red"),
        (BOTH, "Rename “Field” to “Sales”, and make it red"),
        (SAME, "Edit “Field”"),
        (Deletion("t", "Field", ""), "Delete “Field”"),
        (ADDING, "Add “Field” to 2 people"),
        (REMOVING, "Remove “Field” from 1 person"),
    ],
)
def test_it_is_said_with_all_that_was_typed(wish: Wish, words: str) -> None:
    assert asked_for(change(wish)) == words


def test_a_tag_that_is_left_can_be_gone_to() -> None:
    made = Tag(id="new", label="Field", color="red", profiles=())

    assert tag_of(change(ADDING)) == tag_of(change(RENAMED)) == "t"
    assert tag_of(change(Creation("Field", "red"), tag=made)) == "new"
    assert tag_of(change(Creation("Field", "red"), State.STOPPED, made)) == ""
    assert tag_of(change(Deletion("t", "Field", ""))) == ""
