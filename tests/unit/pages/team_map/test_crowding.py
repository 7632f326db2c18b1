"""Marks that would touch become one: nobody lost, nobody doubled, whoever stands where."""

import cmath
import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.team_map.crowding import GAP, Group, grouped

_UNITS = st.floats(min_value=0, max_value=640)
POINTS = st.lists(st.builds(complex, _UNITS, _UNITS), max_size=80)
ROOM = 170
"""More circles of the smallest mark's size do not fit beside each other into the drawing."""


def crowd(count: int) -> list[complex]:
    """Like the seeds of a sunflower, densest in the middle."""
    turns = (cmath.rect(314 * n / max(count, 1), n * math.pi * (3 - 5**0.5)) for n in range(count))
    return [320 + 320j + turn for turn in turns]


def everybody(groups: tuple[Group, ...]) -> list[int]:
    return sorted(index for group in groups for index in group.members)


@given(POINTS)
def test_everybody_is_in_exactly_one_group_at_the_mean_of_its_members(
    points: list[complex],
) -> None:
    groups = grouped(points)

    assert everybody(groups) == list(range(len(points)))
    for group in groups:
        mean = sum(points[index] for index in group.members) / len(group.members)
        assert abs(group.at - mean) < 1e-6
        assert list(group.members) == sorted(group.members)


@given(POINTS)
def test_no_two_groups_touch(points: list[complex]) -> None:
    for one, other in combinations(grouped(points), 2):
        assert abs(one.at - other.at) >= one.radius + other.radius + GAP


@given(POINTS)
def test_the_same_points_give_the_same_groups(points: list[complex]) -> None:
    assert grouped(points) == grouped(list(points))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), unique=True, max_size=60))
def test_people_who_do_not_touch_stay_by_themselves(cells: list[tuple[int, int]]) -> None:
    groups = grouped([complex(x, y) * 47 for x, y in cells])

    assert len(groups) == len(cells)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 1000])
def test_however_many_there_are_few_marks_remain(count: int) -> None:
    groups = grouped(crowd(count))

    assert everybody(groups) == list(range(count))
    assert len(groups) <= min(count, ROOM)


def test_people_at_one_point_are_one_group() -> None:
    (group,) = grouped([300 + 300j] * 5)

    assert group.members == (0, 1, 2, 3, 4)
    assert group.at == 300 + 300j
