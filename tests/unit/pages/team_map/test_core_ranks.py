"""Core values, against a plain count."""

import pytest
from hypothesis import given, settings

from tests.unit.pages.team_map.crowds import CROWDS
from webapp.api.profiles import Profile
from webapp.pages.team_map.core_ranks import core_ranks
from webapp.responses.filters import words


@settings(max_examples=60, deadline=None)
@given(CROWDS)
def test_each_value_is_counted_first_and_among_the_five(people: tuple[Profile, ...]) -> None:
    named = [profile.core for profile in people if profile.core]
    found = core_ranks(people)

    assert (found.people, found.absent) == (len(named), len(people) - len(named))
    if len(named) < 3:
        assert found.rows == ()
        return
    assert {row.name for row in found.rows} == {words(v) for core in named for v in core[:5]}
    for row in found.rows:
        first = sum(1 for core in named if words(core[0]) == row.name)
        among = sum(1 for core in named if row.name in map(words, core[:5]))
        assert (row.first, row.among) == (first, among)
        assert row.first_share == pytest.approx(100 * first / len(named))
        assert row.among_share == pytest.approx(100 * among / len(named))
    order = [(-row.first, -row.among, row.name) for row in found.rows]
    assert order == sorted(order)


def test_of_two_people_nothing_is_said_and_of_three_it_is() -> None:
    people = [Profile(id=str(n), core=("x2Factor", "wisdom")) for n in range(3)]

    assert core_ranks(people[:2]).rows == ()
    assert [(row.name, row.first) for row in core_ranks(people).rows] == [
        ("X 2factor", 3),
        ("Wisdom", 0),
    ]
