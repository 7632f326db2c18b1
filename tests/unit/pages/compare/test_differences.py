"""The bound between difference and shared ground: highest minus lowest, of the scores as sent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.compare.differences import APART, Entry, Scale, parted

SCORES = st.none() | st.integers(0, 100) | st.floats(min_value=-20, max_value=120)
LINES = st.lists(st.lists(SCORES, min_size=2, max_size=2), max_size=8)


def scale(*scores: float | None, name: str = "Dominance") -> Scale:
    marks = zip("ABCDE", ("Ana", "Bo", "Cy", "Di", "Ed"), scores, strict=False)
    return Scale(name, tuple(Entry(mark, who, value) for mark, who, value in marks))


@given(LINES)
def test_each_scale_is_in_exactly_one_part_and_the_parts_are_in_order(
    lines: list[list[float | None]],
) -> None:
    scales = [scale(*scores, name=str(place)) for place, scores in enumerate(lines)]
    parts = parted(scales)

    every = [*parts.differences, *parts.shared, *parts.single]
    assert sorted(each.name for each in every) == sorted(each.name for each in scales)
    widths = [each.gap or 0 for each in parts.differences]
    assert widths == sorted(widths, reverse=True)
    assert all(width >= APART for width in widths)
    closeness = [each.gap or 0 for each in parts.shared]
    assert closeness == sorted(closeness)
    assert all(width < APART for width in closeness)
    assert all(None in [entry.score for entry in each.entries] for each in parts.single)


@given(st.lists(SCORES, min_size=2, max_size=5))
def test_the_gap_is_that_of_a_plain_count_whatever_the_order(scores: list[float | None]) -> None:
    known = [Decimal(repr(value)) for value in scores if value is not None]
    expected = max(known) - min(known) if len(known) > 1 else None
    assert scale(*scores).gap == scale(*reversed(scores)).gap == expected


@pytest.mark.parametrize(
    ("scores", "points", "apart"),
    [
        ((70.3, 50.3), "20", True),  # 19.999999999999993 in the processor's arithmetic
        ((66.4, 46.4), "20", True),
        ((81.20411327, 20), "61.2", True),
        ((50, 69.96), "19.9", False),  # rounded to "20" it would contradict where it stands
        ((50.04, 70.0), "19.9", False),
        ((70, None, 50), "20", True),
        ((130, 100), "30", True),
    ],
)
def test_the_bound_holds_for_what_was_sent(
    scores: tuple[float | None, ...], points: str, apart: bool
) -> None:
    each = scale(*scores)
    assert each.points == points
    assert (each in parted([each]).differences) is apart


@pytest.mark.parametrize("scores", [(None, None), (70, None), (float("inf"), 3), (float("nan"), 1)])
def test_fewer_than_two_scores_are_no_difference_and_no_shared_ground(
    scores: tuple[float | None, ...],
) -> None:
    each = scale(*scores)
    assert (each.gap, each.points) == (None, "—")
    assert parted([each]).single == (each,)


def test_ties_stay_in_the_order_given() -> None:
    scales = [scale(10, 50, name=name) for name in "zab"]
    assert [each.name for each in parted(scales).differences] == ["z", "a", "b"]


def test_everybody_at_an_end_is_named() -> None:
    each = scale(81, 20, 81, None)
    assert [entry.name for entry in each.highest] == ["Ana", "Cy"]
    assert [entry.name for entry in each.lowest] == ["Bo"]
    assert scale(None, None).highest == ()


def test_extremes_are_those_that_profile_marks() -> None:
    levels = ("veryHigh", "veryLow", "high", "soaring", None)
    marked = [Entry("A", "Ana", 50, level).extreme for level in levels]
    assert marked == ["high", "low", None, None, None]
