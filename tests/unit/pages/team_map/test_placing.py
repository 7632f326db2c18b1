"""Where the scores put somebody: within the circle, towards the higher score, by plain sums."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.scores import Disc
from webapp.pages.team_map.placing import Place, leading, missing, place, place_at

SCORES = st.floats(min_value=-50, max_value=150)
WITHIN = st.floats(min_value=0, max_value=100)
CORNERS = {"d": (-1, 1), "i": (1, 1), "s": (1, -1), "c": (-1, -1)}
"""Right and up of the corner to which each dimension pulls."""


def scored(scores: Mapping[str, float]) -> Disc:
    """A result with these scores, and 50 for the others."""
    d, i, s, c = (scores.get(letter, 50.0) for letter in "disc")
    return Disc(d=d, i=i, s=s, c=c)


def pulled(place: Place, letter: str) -> float:
    """How far a place lies on the way to a corner."""
    right, up = CORNERS[letter]
    return place.right * right + place.up * up


@given(st.builds(Disc, d=SCORES, i=SCORES, s=SCORES, c=SCORES))
def test_everybody_is_within_the_circle(disc: Disc) -> None:
    where = place(disc)

    assert math.hypot(where.right, where.up) <= 1 + 1e-9
    assert 0 <= where.points <= math.hypot(100, 100) + 1e-9


@given(st.builds(Disc, d=WITHIN, i=WITHIN, s=WITHIN, c=WITHIN))
def test_a_place_is_the_sum_of_four_pulls_from_the_middle(disc: Disc) -> None:
    """Worked out the long way: 100 points along a diagonal are the radius; further is the edge."""
    pulls = [((score or 0) - 50, *CORNERS[letter]) for letter, score in disc.dimensions]
    right = sum(pull * x for pull, x, _ in pulls) / math.sqrt(2) / 100
    up = sum(pull * y for pull, _, y in pulls) / math.sqrt(2) / 100
    beyond = max(math.hypot(right, up), 1)

    where = place(disc)

    assert (where.right, where.up) == pytest.approx((right / beyond, up / beyond), abs=1e-9)
    assert where.points == pytest.approx(100 * math.hypot(right, up), abs=1e-6)


@given(st.builds(Disc, d=WITHIN, i=WITHIN, s=WITHIN, c=WITHIN), st.sampled_from("disc"), WITHIN)
def test_a_higher_score_never_moves_anybody_away_from_its_corner(
    disc: Disc, letter: str, other: float
) -> None:
    scores = {k: score or 0 for k, score in disc.dimensions}
    lower, higher = sorted((scores[letter], other))

    below, above = (place(scored({**scores, letter: score})) for score in (lower, higher))

    assert pulled(above, letter) >= pulled(below, letter) - 1e-9


@pytest.mark.parametrize("letter", CORNERS)
def test_one_high_score_leans_towards_its_own_corner(letter: str) -> None:
    where = place(scored({letter: 90.0}))

    right, up = CORNERS[letter]
    assert where.quadrant == letter
    assert where.right * right > 0
    assert where.up * up > 0
    assert where.points == pytest.approx(40)


@given(st.builds(Disc, d=WITHIN, i=WITHIN, s=WITHIN, c=WITHIN))
def test_the_quadrant_is_where_the_place_lies(disc: Disc) -> None:
    where = place(disc)

    if where.quadrant:
        assert pulled(where, where.quadrant) >= max(pulled(where, k) for k in CORNERS) - 1e-9
    else:
        assert where.points < 10


def test_scores_outside_of_the_scale_count_as_its_ends() -> None:
    assert place(Disc(d=140, i=-20, s=0, c=50)) == place(Disc(d=100, i=0, s=0, c=50))


@pytest.mark.parametrize(
    ("disc", "words"),
    [
        (Disc(d=50, i=50, s=50, c=50), "in the middle"),
        (Disc(d=95, i=95, s=95, c=95), "in the middle"),
        (Disc(d=50, i=59.9, s=50, c=50), "in the middle"),
        (Disc(d=50, i=60, s=50, c=50), "towards Influence, near the middle"),
        (Disc(d=50, i=50, s=80, c=40), "towards Steadiness, near the middle"),
        (Disc(d=20, i=40, s=60, c=50), "towards Steadiness, some way from the middle"),
        (Disc(d=50, i=10, s=50, c=90), "towards Correctness, far from the middle"),
        (Disc(d=80, i=60, s=50, c=30), "towards Dominance, some way from the middle"),
    ],
)
def test_a_place_in_words(disc: Disc, words: str) -> None:
    assert place(disc).where == words


@given(st.builds(Disc, d=WITHIN, i=WITHIN, s=WITHIN, c=WITHIN))
def test_a_place_is_found_again_by_where_it_is_drawn(disc: Disc) -> None:
    where = place(disc)

    again = place_at(where.right, where.up)

    assert (again.right, again.up) == pytest.approx((where.right, where.up), abs=1e-9)
    assert again.points == pytest.approx(min(where.points, 100), abs=1e-6)


def test_a_score_that_is_absent_or_no_number_is_missing() -> None:
    assert missing(None) == ("d", "i", "s", "c")
    assert missing(Disc(d=1, i=None, s=0, c=math.nan)) == ("i", "c")
    assert missing(Disc(d=0, i=0, s=0, c=0)) == ()


def test_of_equal_scores_the_first_letter_leads() -> None:
    assert leading(Disc(d=10, i=80, s=80, c=20)) == "i"
    assert leading(Disc(d=10, i=20, s=30, c=40)) == "c"
