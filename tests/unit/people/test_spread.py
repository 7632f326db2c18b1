"""What the scores of a group come to, against a plain re-computation."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.people.spread import SMALLEST_GROUP, spread

SCORES = st.lists(st.none() | st.floats(min_value=0, max_value=100), max_size=40)


@given(SCORES)
def test_it_is_what_a_plain_count_gives(scores: list[float | None]) -> None:
    known = sorted(score for score in scores if score is not None)
    found = spread(scores)
    if len(known) < 3:
        assert found is None
        return
    assert found is not None
    mean = sum(known) / len(known)
    assert (found.n, found.lowest, found.highest) == (len(known), known[0], known[-1])
    assert found.mean == pytest.approx(mean)
    assert found.middle == pytest.approx(
        (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    )
    variance = sum((score - mean) ** 2 for score in known) / len(known)
    assert found.deviation == pytest.approx(math.sqrt(variance), abs=1e-6)


def test_of_two_people_nothing_is_said_in_common() -> None:
    assert SMALLEST_GROUP == 3
    assert spread([10.0, 20.0, None]) is None
    assert spread([10.0, 20.0, 30.0]) is not None


def test_what_is_no_number_is_left_out() -> None:
    assert spread([10.0, 20.0, math.nan, math.inf]) is None


def test_a_score_beyond_all_reckoning_is_left_out_too() -> None:
    assert spread([10.0, 20.0, 1e308]) is None
    found = spread([1e99, -1e99, 10.0, 1e308, 1e308])
    assert found is not None
    assert found.n == 3
    assert math.isfinite(found.deviation)
