"""The score arithmetic, against the figures that the platform's examples show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.scoring import LEVELS, domain_score, facet_score, level, style

SHOWN = [0, 6, 12, 18, 25, 31, 37, 43, 50, 56, 62, 68, 75, 81, 87, 93, 100]


def test_a_facet_shows_one_of_seventeen_scores() -> None:
    assert [facet_score(points) for points in range(17)] == SHOWN


def test_a_domain_counts_points_and_not_the_scores_shown() -> None:
    points = [SHOWN.index(score) for score in (56, 31, 43, 68, 75, 50)]
    assert domain_score(sum(points)) == 54
    assert domain_score(6 * 16) == 100


@pytest.mark.parametrize(
    ("name", "scores"),
    [
        ("veryLow", (0, 6, 12)),
        ("low", (23, 25, 37)),
        ("baseline", (46, 50)),
        ("high", (68, 75, 78)),
        ("veryHigh", (87, 88, 100)),
    ],
)
def test_the_documented_scores_have_the_documented_levels(
    name: str, scores: tuple[int, ...]
) -> None:
    assert {level(score) for score in scores} == {name}


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_higher_score_never_has_a_lower_level(one: int, other: int) -> None:
    lower, higher = sorted((one, other))
    assert LEVELS.index(level(lower)) <= LEVELS.index(level(higher))


def test_the_style_has_the_letters_from_fifty_highest_first() -> None:
    assert style({"d": 34.7, "i": 19.0, "s": 66.4, "c": 85.0}) == "CS"
    assert style({"d": 50.0, "i": 49.99, "s": 10.0, "c": 20.0}) == "D"


def test_where_no_letter_reaches_fifty_the_highest_stands() -> None:
    assert style({"d": 12.0, "i": 31.0, "s": 49.9, "c": 20.0}) == "S"
