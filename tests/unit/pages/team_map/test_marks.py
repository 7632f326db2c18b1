"""What stands on a mark, beside it and in its name."""

import math

import pytest
from hypothesis import given

from tests.support.invented_teams import people
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.pages.team_map.marks import COARSE, FINE, SIDE, initials, marks
from webapp.pages.team_map.placed import placed
from webapp.pages.team_map.placing import missing
from webapp.people.disguise import disguised

ANA = Profile(
    id="1", first_name="Ana", last_name="Silva", disc=Disc(style="DI", d=81.2, i=70, s=22, c=32)
)


def beside(number: int) -> Profile:
    """Somebody with scores like Ana's."""
    disc = Disc(style="D", d=80, i=70, s=22, c=32 + number / 100)
    return Profile(id=f"b{number}", first_name=f"Ben {number}", disc=disc)


def test_a_person_is_said_with_style_scores_and_place() -> None:
    (mark,) = marks(placed([ANA]), FINE)

    assert mark.spoken == (
        "Ana Silva, style DI, Dominance 81.2, Influence 70, Steadiness 22, Correctness 32, "
        "leans towards Dominance, far from the middle"
    )
    assert (mark.inscribed, mark.label, mark.arcs) == ("AS", "Ana Silva", ())


def test_a_person_without_style_in_the_middle_is_said_so() -> None:
    (mark,) = marks(placed([Profile(id="1", disc=Disc(d=50, i=50, s=50, c=50))]), FINE)

    assert mark.spoken == (
        "No name, Dominance 50, Influence 50, Steadiness 50, Correctness 50, in the middle"
    )
    assert (mark.x, mark.y) == (SIDE / 2, SIDE / 2)


def test_several_together_are_one_mark_that_says_how_many_and_who() -> None:
    (mark,) = marks(placed([ANA, *map(beside, range(4))]), FINE)

    assert mark.spoken == (
        "5 people together towards Dominance, some way from the middle: "
        "Ana Silva, Ben 0, Ben 1 and 2 more. Show them"
    )
    assert (mark.inscribed, mark.label) == ("5", "5 people")
    assert [(arc.letter, arc.start, arc.length) for arc in mark.arcs] == [("D", 0, 100)]


def test_the_ring_of_several_shows_which_score_leads_how_many() -> None:
    even = Profile(id="2", disc=Disc(d=70, i=80, s=20, c=30))
    same = Profile(id="3", disc=Disc(d=80, i=80, s=30, c=30))

    (mark,) = marks(placed([even, same]), FINE)

    assert [(arc.letter, arc.start, arc.length) for arc in mark.arcs] == [
        ("D", 0, 50),
        ("I", 50, 50),
    ]


@pytest.mark.parametrize(
    ("disc", "side"),
    [
        (Disc(d=100, i=0, s=0, c=100), "right"),
        (Disc(d=0, i=100, s=100, c=0), "left"),
        (Disc(d=60, i=50, s=40, c=50), "both"),
    ],
)
def test_a_label_is_short_and_runs_away_from_a_near_side(disc: Disc, side: str) -> None:
    (mark,) = marks(placed([Profile(id="1", first_name="Pedro" * 9, disc=disc)]), FINE)

    assert mark.label == "PedroPedroPedroPedroPedro…"
    assert mark.side == side


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (("Ana", "Silva", None), "AS"),
        (("Ana", None, None), "A"),
        (("Person", "K7", None), "PK"),
        ((None, "o'Rourke", None), "O"),
        (("«Zoë»", "ßeta", None), "ZS"),
        ((None, None, "maren@people.test"), "M"),
        (("†", None, None), "?"),
        ((None, None, None), "?"),
        (("ليلى", "الحدّاد", None), "لا"),
    ],
)
def test_initials(names: tuple[str | None, str | None, str | None], letters: str) -> None:
    first, last, email = names

    assert initials(Profile(id="1", first_name=first, last_name=last, email=email)) == letters


@pytest.mark.parametrize("code", ["K7", "K7M4"])
def test_a_person_whose_name_is_hidden_is_told_from_others_by_the_code(code: str) -> None:
    (mark,) = marks(placed([disguised(ANA, f"Person {code}")]), FINE)

    assert (mark.inscribed, mark.label) == (code, f"Person {code}")


@pytest.mark.parametrize("unit", [FINE, COARSE])
@given(team=people(max_size=40))
def test_everybody_with_all_scores_is_in_exactly_one_mark(unit: float, team: list[Profile]) -> None:
    whole = [profile for profile in team if not missing(profile.disc)]

    drawn = marks(placed(whole), unit)

    ids = [person.profile.id for mark in drawn for person in mark.people]
    assert sorted(ids) == sorted(profile.id for profile in whole)
    assert [mark.number for mark in drawn] == list(range(1, len(drawn) + 1))
    for mark in drawn:
        assert math.hypot(mark.x - SIDE / 2, mark.y - SIDE / 2) + mark.radius * unit <= SIDE / 2
        assert set(mark.steps.values()) <= set(range(1, len(drawn) + 1)) - {mark.number}
