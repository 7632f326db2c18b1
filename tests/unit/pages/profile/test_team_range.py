"""Where a person's scores lie among the team's, against a plain count."""

from statistics import median

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import people
from webapp.api.focus import Domain, Facet, FocusSent
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.pages.profile.team_range import TeamRange, team_range
from webapp.people.team_spreads import Path, team_spreads

KEYS = st.sampled_from(("flexibility", "d", "somethingNew"))
SCORES = st.none() | st.floats(min_value=-1000, max_value=1000)
FACETS = st.lists(st.builds(Facet, key=KEYS, score=SCORES), max_size=3, unique_by=lambda f: f.key)
DOMAINS = st.lists(
    st.builds(Domain, key=KEYS, score=SCORES, facets=FACETS.map(tuple)),
    max_size=3,
    unique_by=lambda domain: domain.key,
).map(tuple)
MISSHAPEN = FocusSent({"flexibility": msgspec.Raw(b'"no domain"')})


@st.composite
def crowds(draw: st.DrawFn) -> list[Profile]:
    """People with Focus domains and facets of every kind, known or not."""
    crowd = draw(people(max_size=8))
    return [msgspec.structs.replace(one, focus=draw(st.none() | DOMAINS)) for one in crowd]


def range_of(person: Profile, team: list[Profile] | None) -> TeamRange:
    return team_range(person, None if team is None else team_spreads(team))


def disc_of(person: Profile, letter: str) -> float | None:
    return getattr(person.disc, letter) if person.disc else None


def focus_of(person: Profile, domain: str, facet: str | None) -> float | None:
    """By going through everything."""
    for each in person.focus or ():
        if each.key == domain:
            if facet is None:
                return each.score
            return next((one.score for one in each.facets if one.key == facet), None)
    return None


def score_at(person: Profile, path: Path) -> float | None:
    if path[0] == "disc":
        return disc_of(person, path[1])
    return focus_of(person, path[1], path[2] if len(path) == 3 else None)


@given(crowds())
def test_every_range_is_what_a_plain_count_gives(crowd: list[Profile]) -> None:
    for person in crowd[:2]:
        found = range_of(person, crowd)
        for path, spread in found.spreads.items():
            known = [value for one in crowd if (value := score_at(one, path)) is not None]
            if len(known) < 3:
                assert spread is None
                continue
            assert spread is not None
            assert (spread.n, spread.lowest, spread.highest) == (
                len(known),
                min(known),
                max(known),
            )
            assert spread.middle == median(known)


@given(crowds())
def test_every_score_that_a_person_has_is_looked_for_and_no_other(crowd: list[Profile]) -> None:
    for person in crowd[:2]:
        disc = [("disc", letter) for letter in "disc"] if person.disc else []
        focus: list[Path] = []
        for domain in person.focus or ():
            focus.append(("focus", domain.key))
            focus += [("focus", domain.key, facet.key) for facet in domain.facets]
        assert set(range_of(person, crowd).spreads) == {*disc, *focus}


@pytest.mark.parametrize("n", [0, 1, 2, 3, 1000])
def test_of_fewer_than_three_people_nothing_is_said(n: int) -> None:
    team = [Profile(id=str(number), disc=Disc(d=float(number))) for number in range(n)]
    found = range_of(Profile(id="me", disc=Disc(d=1.0)), team)

    strip = found.strip(("disc", "d"), 1.0)

    assert (strip is not None) == found.shown == (n >= 3)
    if strip:
        middle = "1" if n == 3 else "499.5"
        assert strip.words == f"here 0 to {n - 1}, middle {middle}, of {n:,} people"


def test_what_is_kept_back_is_said_once_and_how_much_of_it() -> None:
    me = Profile(id="me", disc=Disc(d=1.0, i=2.0, s=3.0, c=4.0))
    team = [me, me, me]
    assert range_of(me, team).silence is None
    two = Profile(id="x", disc=Disc(d=5.0))
    assert "some of these scores" in str(range_of(me, [me, me, two]).silence)
    assert "any of these scores" in str(range_of(me, [me, me]).silence)
    assert range_of(Profile(id="pending"), team).silence is None


def test_where_the_team_could_not_be_read_nothing_is_said_of_it() -> None:
    found = range_of(Profile(id="me", disc=Disc(d=1.0)), None)

    assert found == TeamRange({})
    assert (found.shown, found.silence, found.strip(("disc", "d"), 1.0)) == (False, None, None)


def test_a_colleague_of_another_shape_spoils_only_their_own_focus() -> None:
    focus = (Domain(key="flexibility", score=50),)
    me = Profile(id="me", disc=Disc(d=1.0), focus=focus)
    odd = Profile(id="odd", disc=Disc(d=99.0), focus=MISSHAPEN)

    spreads = range_of(me, [me, me, me, odd]).spreads

    disc, flexibility = spreads["disc", "d"], spreads["focus", "flexibility"]
    assert disc is not None
    assert flexibility is not None
    assert (disc.n, disc.highest, flexibility.n) == (4, 99.0, 3)


def test_a_person_of_another_shape_is_shown_among_the_team_by_disc_alone() -> None:
    odd = Profile(id="odd", disc=Disc(d=99.0), focus=MISSHAPEN)
    team = [Profile(id="x", disc=Disc(d=1.0), focus=(Domain(key="flexibility", score=50),))] * 3

    assert {path[0] for path in range_of(odd, team).spreads} == {"disc"}


def test_a_domain_and_a_dimension_of_one_name_are_kept_apart() -> None:
    me = Profile(id="me", disc=Disc(d=1.0), focus=(Domain(key="d", score=90),))

    spreads = range_of(me, [me, me, me]).spreads

    assert [
        spread.middle for spread in (spreads["disc", "d"], spreads["focus", "d"]) if spread
    ] == [
        1.0,
        90.0,
    ]
