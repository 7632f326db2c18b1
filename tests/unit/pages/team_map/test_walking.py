"""Arrow keys: towards the side that they say, and to everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.team_map.walking import SIDES, reached, reading_order, steps

_UNITS = st.integers(0, 640)
_POINT = st.builds(complex, _UNITS, _UNITS)
POINTS = st.lists(_POINT, max_size=40, unique=True)
MARK = 46.0


def apart(points: list[complex]) -> list[complex]:
    """Those that do not touch one before them, in reading order: as marks lie."""
    kept: list[complex] = []
    for point in points:
        if all(abs(point - other) >= MARK for other in kept):
            kept.append(point)
    return [kept[index] for index in reading_order(kept)]


@given(POINTS)
def test_the_keys_lead_to_everybody(points: list[complex]) -> None:
    marks = apart(points)

    assert reached(steps(marks)) == set(range(len(marks)))


@given(st.lists(_POINT, min_size=80, max_size=120, unique=True))
def test_the_keys_lead_to_everybody_in_a_crowd(points: list[complex]) -> None:
    marks = apart(points)

    assert reached(steps(marks)) == set(range(len(marks)))


@given(POINTS)
def test_a_key_leads_to_the_side_that_it_says(points: list[complex]) -> None:
    marks = apart(points)

    for mark, ways in zip(marks, steps(marks), strict=True):
        for side, index in ways.items():
            assert ((marks[index] - mark) / SIDES[side]).real > 0


@given(POINTS)
def test_up_and_down_lead_nowhere_only_where_nobody_is(points: list[complex]) -> None:
    marks = apart(points)

    for mark, ways in zip(marks, steps(marks), strict=True):
        for side in ("up", "down"):
            beyond = [other for other in marks if ((other - mark) / SIDES[side]).real >= MARK]
            assert side in ways or not beyond


def test_the_nearest_is_next_and_straight_on_is_nearer_than_aside() -> None:
    marks = [100 + 100j, 200 + 100j, 300 + 100j, 110 + 160j, 190 + 300j]

    first, second, *_ = steps(marks)

    assert first == {"right": 1, "down": 3}
    assert second == {"left": 0, "right": 2, "down": 3}


def test_where_the_nearest_would_leave_somebody_out_the_keys_go_by_rows() -> None:
    """The fifth is nearest to nobody on any side."""
    marks = [20 + 90j, 150 + 230j, 260 + 270j, 350 + 310j, 50 + 400j, 500 + 510j]

    ways = steps(marks)

    assert reached(ways) == set(range(6))
    assert ways[3] == {"up": 2, "down": 4}


def test_reading_order_goes_from_row_to_row() -> None:
    assert reading_order([300 + 10j, 5 + 90j, 100 + 35j, 1 + 50j]) == [2, 0, 3, 1]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_are_walked_like_many(count: int) -> None:
    marks = apart([complex(100 * n, 100 * n) for n in range(count)])

    assert reached(steps(marks)) == set(range(count))
