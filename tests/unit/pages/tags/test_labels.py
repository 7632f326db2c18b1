"""What may be called a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.tags.labels import LONGEST, LabelRefused, label
from webapp.people.search import legible

HEBREW = "צוות \N{LEFT-TO-RIGHT MARK}מכירות"
FAMILY = "👩\N{ZERO WIDTH JOINER}👩\N{ZERO WIDTH JOINER}👧 Parents"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.mark.parametrize("typed", ["Leads", HEBREW, FAMILY, "é" * LONGEST, "<b>&amp;", "100 %"])
def test_a_label_is_taken_as_it_is_typed(typed: str) -> None:
    assert label(typed) == typed


def test_white_space_and_what_is_not_seen_is_put_in_order() -> None:
    assert label(f"  Night \t shift{OVERRIDE}\n") == "Night shift"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", OVERRIDE, "\N{ZERO WIDTH SPACE}", "\x00"])
def test_a_blank_is_no_label(typed: str) -> None:
    with pytest.raises(LabelRefused, match=r"Type a label\."):
        label(typed)


@pytest.mark.parametrize("length", [LONGEST + 1, 300])
def test_one_that_is_too_long_is_refused_with_its_length(length: int) -> None:
    with pytest.raises(LabelRefused, match=f"100 characters at most; these are {length}"):
        label("x" * length)


@pytest.mark.parametrize("was", ["x" * 300, "two\nlines", f"odd{OVERRIDE}", "two  spaces"])
def test_one_that_stays_as_it_was_stays_exactly_so(was: str) -> None:
    assert label(legible(was), was) == was
    assert label(f" {legible(was)} ", was) == was


def test_one_that_was_too_long_must_not_become_another_that_is() -> None:
    with pytest.raises(LabelRefused):
        label("x" * 299, "x" * 300)


@given(st.text(max_size=300))
def test_what_is_taken_is_legible_and_no_longer_than_may_be(typed: str) -> None:
    try:
        taken = label(typed)
    except LabelRefused:
        assert not 0 < len(legible(typed)) <= LONGEST
    else:
        assert taken == legible(taken)
        assert 0 < len(taken) <= LONGEST
        assert label(taken) == taken
