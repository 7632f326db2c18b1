"""A form that met what others did meanwhile."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.tags import TAG_COLOURS, Tag
from webapp.pages.tags.draft import Draft, Meanwhile, alteration
from webapp.pages.tags.meeting import merged, shown_again
from webapp.tagging import Alteration, Change, State, Trouble

LABELS = st.sampled_from(["Leads", "Heads", "Chiefs", "Bosses"])
COLOURS = st.sampled_from([*TAG_COLOURS[:4], "teal"])
WISH = Draft("Heads", "red", was_label="Leads", was_color="blue")


def chosen(colour: str) -> str:
    """What a form sends of a colour: one that has no button is not sent."""
    return colour if colour in TAG_COLOURS else ""


def change(trouble: Trouble | None, tag: Tag | None = None) -> Change:
    wish = Alteration("t1", "Heads", "red", "Leads", "blue")
    state = State.CONFLICT if trouble else State.DONE
    return Change(id="c", wish=wish, begun_at=0, at=0, state=state, trouble=trouble, tag=tag)


@pytest.mark.parametrize(
    "trouble", [None, Trouble.UNREACHED, Trouble.BUSY, Trouble.NOT_OFFERED, Trouble.UNCLEAR]
)
def test_nothing_is_asked_again_where_it_is_no_matter_of_what_was_typed(
    trouble: Trouble | None,
) -> None:
    assert shown_again(WISH, change(trouble), "Said.") is None


def test_a_twin_is_shown_beside_what_was_typed() -> None:
    twin = Tag("t2", "HEADS")

    again = shown_again(WISH, change(Trouble.TWIN, twin), "Said.")

    assert again is not None
    assert (again.twin, again.typed, again.color, again.was_label) == (
        twin,
        "Heads",
        "red",
        "Leads",
    )


def test_both_values_are_shown_and_a_second_save_is_drawn_from_the_new_state() -> None:
    again = shown_again(WISH, change(Trouble.RENAMED, Tag("t1", "Chiefs", "pink")), "Said.")

    assert again is not None
    assert again.label_meanwhile == Meanwhile(now="Chiefs", yours="Heads")
    assert again.color_meanwhile == Meanwhile(now="pink", yours="red")
    assert alteration("t1", again) == Alteration("t1", "Heads", "red", "Chiefs", "pink")
    assert again.note == "Said."


def test_a_tag_that_is_gone_can_be_made_anew_of_what_was_typed() -> None:
    again = shown_again(WISH, change(Trouble.DELETED), "It is gone.")

    assert again is not None
    assert again.is_new
    assert (again.typed, again.color) == ("Heads", "red")
    assert again.note == "It is gone. Save makes a new tag of it."


def test_what_the_platform_refused_is_told_above_the_form() -> None:
    again = shown_again(WISH, change(Trouble.REFUSED), "Profile refused this.")

    assert again is not None
    assert again.note == "Profile refused this."
    assert not again.label_is_wrong


@given(LABELS, COLOURS, LABELS, COLOURS, LABELS, COLOURS)
def test_sent_again_it_overwrites_what_was_touched_and_nothing_else(
    was: str, was_colour: str, now: str, now_colour: str, mine: str, my_colour: str
) -> None:
    mine_drawn = Draft(mine, chosen(my_colour), was_label=was, was_color=was_colour)
    form = merged(mine_drawn, Tag("t1", now, now_colour))

    wish = alteration("t1", replace(form, color=chosen(form.color)))

    assert wish.was_label == now
    assert wish.was_color == now_colour
    assert wish.label == (mine if mine != was else now)
    assert wish.color == (my_colour if chosen(my_colour) not in ("", was_colour) else now_colour)


@given(LABELS, LABELS, LABELS)
def test_both_values_are_shown_where_they_differ_and_only_there(
    was: str, now: str, mine: str
) -> None:
    form = merged(Draft(mine, "red", was_label=was, was_color="red"), Tag("t1", now, "red"))

    is_shown = form.label_meanwhile is not None
    assert is_shown == (mine != was and now != was and now != mine)
    assert form.color_meanwhile is None
