"""The DISC chart: true to the scores, drawn within its frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.scores import Disc
from webapp.pages.profile.disc_chart import FLOOR, TOP, disc_chart, meaning
from webapp.pages.profile.team_range import TeamRange

NOBODY = TeamRange({})
SCORES = st.none() | st.floats(min_value=-1000, max_value=1000)


@given(SCORES, SCORES, SCORES, SCORES)
def test_every_column_stands_on_the_floor_and_stays_within_the_frame(
    d: float | None, i: float | None, s: float | None, c: float | None
) -> None:
    chart = disc_chart(Disc(style="DI", d=d, i=i, s=s, c=c), NOBODY)
    assert [column.letter for column in chart.columns] == ["D", "I", "S", "C"]
    for column, value in zip(chart.columns, (d, i, s, c), strict=True):
        assert TOP <= column.y <= FLOOR
        assert column.y + column.height == pytest.approx(FLOOR)
        assert value is not None or column.height == 0


@given(st.floats(min_value=0, max_value=100))
def test_a_column_is_as_high_as_its_score(value: float) -> None:
    column = disc_chart(Disc(d=value), NOBODY).columns[0]
    assert column.height == pytest.approx((FLOOR - TOP) * value / 100, abs=0.01)


def test_half_way_up_is_fifty() -> None:
    assert disc_chart(Disc(), NOBODY).half == (TOP + FLOOR) / 2


def test_the_dimensions_of_the_style_are_emphasised() -> None:
    columns = disc_chart(Disc(style="CS"), NOBODY).columns
    assert [column.letter for column in columns if column.in_style] == ["S", "C"]
    assert not any(column.in_style for column in disc_chart(Disc(style=None), NOBODY).columns)


def test_the_chart_can_be_read_aloud() -> None:
    chart = disc_chart(Disc(style="D", d=81.20411, i=-5.0, s=150.0), NOBODY)
    assert chart.description == (
        "Dominance 81.2, Influence -5, Steadiness 150, Correctness —; a line marks 50."
    )


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("C", "Correctness first."),
        ("DI", "Dominance first, then Influence."),
        ("isc", "Influence first, then Steadiness and Correctness."),
        ("XQ", "This dashboard has no words for this style."),
        ("DD", "This dashboard has no words for this style."),
        ("DX", "This dashboard has no words for this style."),
        ("", "Profile gave no style with these scores."),
        (None, "Profile gave no style with these scores."),
    ],
)
def test_a_style_is_put_into_words(style: str | None, words: str) -> None:
    assert meaning(style) == words
