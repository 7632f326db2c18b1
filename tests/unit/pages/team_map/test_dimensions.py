"""The DISC figures, against a plain re-computation."""

import math

import pytest
from hypothesis import given, settings

from tests.unit.pages.team_map.crowds import CROWDS
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.pages.team_map.dimensions import dimensions


@settings(max_examples=60, deadline=None)
@given(CROWDS)
def test_the_figures_are_those_of_a_plain_count(people: tuple[Profile, ...]) -> None:
    rows = dimensions(people)
    with_disc = [profile.disc for profile in people if profile.disc]

    assert [row.key for row in rows] == (list("disc") if len(with_disc) >= 3 else [])
    for row in rows:
        scores = [s for disc in with_disc if (s := getattr(disc, row.key)) is not None]
        spread = row.measure.spread
        assert (spread is None) == (row.strip is None) == (len(scores) < 3)
        if spread is None:
            continue
        mean = sum(scores) / len(scores)
        assert spread.n == len(scores)
        assert spread.mean == pytest.approx(mean)
        assert spread.deviation == pytest.approx(
            math.sqrt(sum(s * s for s in scores) / len(scores) - mean * mean), abs=1e-4
        )
        ordered = sorted(scores)
        half = len(ordered) // 2
        middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
        assert spread.middle == pytest.approx(middle)
        assert (spread.lowest, spread.highest) == (ordered[0], ordered[-1])


@settings(max_examples=60, deadline=None)
@given(CROWDS)
def test_everything_is_drawn_within_the_scale(people: tuple[Profile, ...]) -> None:
    for row in dimensions(people):
        if row.strip:
            drawn = row.strip
            assert 0 <= drawn.lowest <= drawn.middle <= drawn.highest <= 100
            assert 0 <= drawn.near <= drawn.mean <= drawn.far <= 100
            assert drawn.reach == pytest.approx(drawn.far - drawn.near, abs=0.01)


def test_of_two_people_with_disc_nothing_is_said() -> None:
    two = [Profile(id=str(n), disc=Disc("D", 50.0, 50.0, 50.0, 50.0)) for n in range(2)]

    assert dimensions([*two, Profile(id="3")]) == ()


def test_a_score_that_two_have_says_nothing_where_the_others_do() -> None:
    people = [Profile(id=str(n), disc=Disc("D", 50.0, 1.0 if n else None)) for n in range(3)]
    d, i, *_ = dimensions(people)

    assert d.strip is not None
    assert i.strip is None


def test_a_score_outside_the_scale_is_kept_and_drawn_at_its_end() -> None:
    people = [Profile(id=str(n), disc=Disc("D", 100.0 * n)) for n in range(-1, 3)]
    row = dimensions(people)[0]

    assert row.measure.spread is not None
    assert row.strip is not None
    assert (row.measure.spread.lowest, row.measure.spread.highest) == (-100, 200)
    assert (row.strip.lowest, row.strip.highest) == (0, 100)
    assert "lowest -100" in row.strip.description
