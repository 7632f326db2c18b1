"""Taking back: each kind, what was done of it and nothing else."""

from typing import Any

import pytest
from msgspec.structs import replace

from webapp.api.tags import Tag
from webapp.tagging import (
    Alteration,
    Change,
    Creation,
    Deletion,
    Membership,
    Row,
    State,
    Trouble,
    WhyNot,
    Wish,
    members_mark,
    undo_of,
)

TEAM = Tag("t", "Team", "red", ("a", "b"))
ALTERED = Alteration("t", "Crew", "blue", "Team", "red")


def done(wish: Wish, **known: Any) -> Change:
    return replace(Change(id="c", wish=wish, begun_at=1.0, at=2.0, state=State.DONE), **known)


def test_only_those_for_whom_something_was_done_go_back() -> None:
    wish = Membership("t", "Team", add=("a", "b", "c", "d"), remove=("e", "f"))
    rows = {
        "a": Row.DONE,
        "b": Row.ALREADY,
        "c": Row.MEANWHILE,
        "d": Row.UNSURE,
        "e": Row.DONE,
        "f": Row.KEPT,
    }

    assert undo_of(done(wish, rows=rows)) == Membership(
        "t", "Team", add=("e",), remove=("a", "d"), had=frozenset({"a", "d"})
    )


def test_what_stopped_half_way_can_go_back_as_far_as_it_went() -> None:
    wish = Membership("t", "Team", add=("a", "b"))
    half = done(wish, state=State.STOPPED, rows={"a": Row.DONE, "b": Row.PENDING})

    assert undo_of(half) == Membership("t", "Team", remove=("a",), had=frozenset({"a"}))


def test_an_undo_can_be_undone() -> None:
    wish = Membership("t", "Team", add=("a",), remove=("b",), had=frozenset({"b"}))
    undoing = undo_of(done(wish, rows={"a": Row.DONE, "b": Row.DONE}))
    assert isinstance(undoing, Membership)

    again = undo_of(done(undoing, rows={"a": Row.DONE, "b": Row.DONE}, undoes="c"))

    assert again == wish


@pytest.mark.parametrize(
    ("wrote", "label", "color"),
    [
        ({"label", "colour"}, "Team", "red"),
        ({"label"}, "Team", "blue"),
        ({"colour"}, "Crew", "red"),
    ],
)
def test_a_face_goes_back_as_far_as_this_change_has_written_it(
    wrote: set[str], label: str, color: str
) -> None:
    altered = done(ALTERED, wrote=frozenset(wrote))

    assert undo_of(altered) == Alteration("t", label, color, "Crew", "blue")


def test_a_new_tag_is_deleted_only_as_it_was_left() -> None:
    made = done(Creation("Team", "red"), tag=replace(TEAM, profiles=()))
    filled = done(Creation("Team", "red", ("a",)), tag=TEAM, after=members_mark(["a"]))

    assert undo_of(made) == Deletion("t", "Team", members_mark(()))
    assert undo_of(filled) == Deletion("t", "Team", members_mark(["a"]))


def test_a_deleted_tag_is_made_again_with_its_people() -> None:
    gone = done(Deletion("t", "Team", members_mark(TEAM.profiles)), tag=TEAM)

    assert undo_of(gone) == Creation("Team", "red", ("a", "b"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (done(ALTERED, wrote=frozenset({"label"}), state=State.RUNNING), WhyNot.RUNNING),
        (done(ALTERED, wrote=frozenset({"label"}), undone_by="x"), WhyNot.UNDONE),
        (done(ALTERED), WhyNot.NOTHING),
        (done(ALTERED, wrote=frozenset({"label"}), state=State.CONFLICT), WhyNot.NOTHING),
        (done(Membership("t", "T", add=("a",)), rows={"a": Row.MEANWHILE}), WhyNot.NOTHING),
        (done(Deletion("t", "Team", "")), WhyNot.NOTHING),
        (done(Deletion("t", "Team", ""), tag=TEAM, state=State.STOPPED), WhyNot.NOTHING),
        (done(Creation("Team", "red"), state=State.STOPPED), WhyNot.NOTHING),
        (
            done(Creation("Team", "red"), state=State.CONFLICT, trouble=Trouble.TWIN, tag=TEAM),
            WhyNot.NOTHING,
        ),
    ],
)
def test_there_is_nothing_to_take_back(change: Change, why: WhyNot) -> None:
    assert undo_of(change) is why
