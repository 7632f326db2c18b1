"""What somebody wants a tag to be, from the form to the wish."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.tags import TAG_COLOURS, Tag
from webapp.pages.tags.draft import Draft, Refused, alteration, creation, draft, drawn_from
from webapp.tagging import Alteration, Creation

LEADS = Tag("t1", "Leads", "indigo")


@pytest.mark.parametrize("colour", TAG_COLOURS)
def test_a_new_tag_has_a_label_and_one_of_the_colours(colour: str) -> None:
    assert creation(draft({"label": " Leads ", "color": colour})) == Creation("Leads", colour)


@pytest.mark.parametrize("colour", ["", "teal", "RED", "red "])
def test_no_other_colour_is_taken_and_what_was_typed_stays(colour: str) -> None:
    with pytest.raises(Refused) as refused:
        creation(draft({"label": " Leads ", "color": colour}))

    assert refused.value.draft.color_advice == "Choose one of these colours."
    assert not refused.value.draft.label_is_wrong
    assert (refused.value.draft.typed, refused.value.draft.color) == (" Leads ", colour)


def test_both_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        creation(draft({}))

    assert refused.value.draft.label_is_wrong
    assert refused.value.draft.color_is_wrong


def test_a_form_that_says_what_it_was_makes_no_new_tag_without_a_colour() -> None:
    with pytest.raises(Refused):
        creation(draft({"label": "Leads", "was_label": "Leads", "was_color": "teal"}))


def test_an_alteration_carries_what_it_was_drawn_from() -> None:
    sent = {"label": "Heads", "color": "red", "was_label": "Leads", "was_color": "indigo"}

    assert alteration("t1", draft(sent)) == Alteration("t1", "Heads", "red", "Leads", "indigo")


@pytest.mark.parametrize("colour", ["teal", "", None])
def test_an_unknown_colour_stays_unless_another_is_chosen(colour: str | None) -> None:
    shown = drawn_from(Tag("t1", "Leads", colour))
    sent = {"label": "Heads", "was_label": "Leads", "was_color": quote(colour or "")}

    assert shown.odd_color == (colour or "")
    assert alteration("t1", draft(sent)).color == (colour or None)
    assert alteration("t1", draft({**sent, "color": "red"})).color == "red"
    with pytest.raises(Refused):
        alteration("t1", draft({**sent, "color": "mauve"}))


def test_a_long_label_of_before_stays_where_only_the_colour_changes() -> None:
    long = Tag("t1", "x" * 300, "red")
    shown = drawn_from(long)

    sent = Draft(shown.typed, "blue", shown.was_label, shown.was_color)

    assert alteration("t1", sent) == Alteration("t1", long.label, "blue", long.label, "red")


@given(st.text(min_size=1), st.sampled_from([None, "teal", *TAG_COLOURS]))
def test_a_form_that_is_sent_as_it_was_drawn_changes_nothing(
    label: str, colour: str | None
) -> None:
    """Even where a browser changes the ends of lines in what it sends."""
    shown = drawn_from(Tag("t1", label, colour))
    sent = {
        "label": shown.typed,
        "color": shown.color if shown.color in TAG_COLOURS else "",
        "was_label": quote(label, safe=""),
        "was_color": quote(shown.was_color, safe=""),
    }

    wish = alteration("t1", draft(sent)) if shown.typed else None

    assert wish is None or (wish.label, wish.color) == (wish.was_label, wish.was_color)
