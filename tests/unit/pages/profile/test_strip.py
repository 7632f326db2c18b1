"""A score among the team's: drawn within the scale, told as it was sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.profile.strip import strip
from webapp.people.spread import spread

SCORES = st.floats(min_value=-1e9, max_value=1e9)


@given(st.lists(SCORES, min_size=3), st.none() | SCORES)
def test_every_place_is_a_number_on_the_scale(scores: list[float], own: float | None) -> None:
    found = spread(scores)
    assert found is not None
    drawn = strip(found, own)
    low, middle, high = (float(at) for at in (drawn.lowest, drawn.middle, drawn.highest))
    assert 0 <= low <= middle <= high <= 100
    assert (drawn.own is None) == (own is None)
    assert drawn.own is None or 0 <= float(drawn.own) <= 100
    assert "nan" not in drawn.words


@given(st.lists(st.floats(min_value=0, max_value=100), min_size=3, max_size=9), st.data())
def test_a_member_of_the_team_lies_on_its_line(scores: list[float], data: st.DataObject) -> None:
    found = spread(scores)
    assert found is not None
    own = data.draw(st.sampled_from(scores))
    drawn = strip(found, own)
    assert drawn.own is not None
    assert float(drawn.lowest) <= float(drawn.own) <= float(drawn.highest)
    assert float(drawn.own) == pytest.approx(own, abs=0.051)


def test_the_figures_are_said_as_they_were_sent() -> None:
    found = spread([-5.0, 20.44, 120.0])
    assert found is not None
    drawn = strip(found, 200.0)
    assert (drawn.lowest, drawn.middle, drawn.highest, drawn.own) == ("0", "20.4", "100", "100")
    assert drawn.words == "here -5 to 120, middle 20.4, of 3 people"
