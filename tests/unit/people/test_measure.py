"""The arithmetic that is shown leads to the figures that are shown."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.profiles import Profile
from webapp.people.measure import Working, measure

SCORES = st.lists(st.none() | st.floats(min_value=-10, max_value=110), max_size=30)


def _people(scores: list[float | None]) -> list[tuple[Profile, float | None]]:
    return [(Profile(id=str(place)), score) for place, score in enumerate(scores)]


@given(SCORES)
def test_the_steps_lead_to_the_figures(scores: list[float | None]) -> None:
    known = [score for score in scores if score is not None]
    found = measure(_people(scores))

    assert [score for _, score in found.scored] == known
    if len(known) < 3:
        assert found.spread is None
        return
    assert found.spread is not None
    working = found.working
    mean = sum(known) / len(known)
    assert list(working.in_order) == sorted(known)
    assert working.total == pytest.approx(sum(known), abs=1e-6)
    assert working.total / len(known) == pytest.approx(found.spread.mean)
    assert working.squares == pytest.approx(sum((x - mean) ** 2 for x in known), abs=1e-6)
    assert working.variance == pytest.approx(working.squares / len(known))
    assert math.sqrt(working.variance) == pytest.approx(found.spread.deviation)
    middles = [working.in_order[place - 1] for place in working.middles]
    assert sum(middles) / len(middles) == pytest.approx(found.spread.middle)


@given(st.integers(1, 200), st.integers(2, 20))
def test_what_is_shown_of_the_order_holds_the_middle(n: int, most: int) -> None:
    working = Working(tuple(map(float, range(n))), 0, 0, 0)
    places = [place for place, _ in working.around_the_middle(most)]

    assert set(working.middles) <= set(places)
    assert len(places) <= max(most, 2)
    assert places == list(range(places[0], places[-1] + 1))
    assert n > most or len(places) == n
    assert all(score == place - 1 for place, score in working.around_the_middle(most))
