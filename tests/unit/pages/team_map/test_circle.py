"""Who is on the map, who is not and why, and which of them the table shows."""

import pytest
from hypothesis import given

from tests.support.invented_teams import people
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.pages.team_map.circle import Circle, circle
from webapp.people.query import Asked
from webapp.people.selection import selection

WHOLE = Disc(style="S", d=20, i=40, s=90, c=50)


def of(team: list[Profile], page: int = 1, size: int = 50) -> Circle:
    return circle(selection(team, None, Asked(page=page, size=size)))


@given(people(max_size=30))
def test_everybody_is_on_the_map_or_named_beside_it(team: list[Profile]) -> None:
    shown = of(team)

    away = [profile.id for _, absent in shown.absent for profile in absent]
    quadrants = [profile.id for quadrant in shown.quadrants for profile in quadrant.people]
    assert sorted(quadrants + away) == sorted(profile.id for profile in team)
    assert sorted(quadrants) == sorted(person.profile.id for person in shown.people)
    assert len(away) == shown.away


def test_the_quadrants_are_always_four_and_the_middle() -> None:
    named = [(quadrant.letter, quadrant.name) for quadrant in of([]).quadrants]

    assert named == [
        ("D", "Dominance"),
        ("I", "Influence"),
        ("S", "Steadiness"),
        ("C", "Correctness"),
        ("", ""),
    ]


def test_whoever_is_not_placed_is_named_with_the_reason() -> None:
    pending = Profile(id="1", first_name="Ana")
    partly = Profile(id="2", first_name="Ben", disc=Disc(style="D", d=80, i=40, s=None, c=None))
    nowhere = Profile(id="3", first_name="Cy", disc=Disc(style="D"))

    shown = of([nowhere, partly, pending])

    assert shown.absent == (
        ("DISC: not taken yet", (pending,)),
        ("Profile gave no score for Steadiness and Correctness", (partly,)),
        ("Profile gave no score for Dominance, Influence, Steadiness and Correctness", (nowhere,)),
    )


@pytest.mark.parametrize(
    ("page", "numbers"), [(1, range(10)), (3, range(20, 23)), (99, range(20, 23))]
)
def test_the_table_is_paged_and_an_unknown_page_is_the_last(page: int, numbers: range) -> None:
    team = [Profile(id=f"{n:02}", first_name=f"{n:02}", disc=WHOLE) for n in range(23)]

    shown = of(team, page=page, size=10)

    assert [int(person.profile.id) for person in shown.rows] == list(numbers)
    assert shown.pages == 3
    assert len(shown.people) == 23


@pytest.mark.parametrize("count", [0, 1, 2, 3, 1000])
def test_any_number_of_people_is_drawn_twice_with_everybody_in_each(count: int) -> None:
    team = [Profile(id=f"{n}", disc=Disc(d=n % 97, i=n % 89, s=n % 83, c=50)) for n in range(count)]

    wide, narrow = of(team).drawings

    for drawing in (wide, narrow):
        assert sum(len(mark.people) for mark in drawing.marks) == count
    assert len(narrow.marks) <= len(wide.marks) <= 340
