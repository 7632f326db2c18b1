"""The filters: true to the value, whatever the platform sends."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.focus import Domain
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.responses import filters

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
DISC, FOCUS, CORE = Disc(style="DI", d=80.0), (Domain(key="flexibility"),), ("freedom",)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("selfBelief", "Self belief"),
        ("veryHigh", "Very high"),
        ("wisdom", "Wisdom"),
        ("family_happiness", "Family happiness"),
        ("very-low", "Very low"),
        ("usesAPI", "Uses API"),
        ("APIUse", "API use"),
        ("top5", "Top 5"),
        ("Already in words", "Already in words"),
        ("", ""),
        ("--", "--"),
        ("élanVital", "Élan vital"),
    ],
)
def test_a_key_is_shown_as_words(key: str, shown: str) -> None:
    assert filters.words(key) == shown


@given(st.text())
def test_words_keep_every_letter_and_figure_in_order(key: str) -> None:
    def kept(text: str) -> str:
        return "".join(c for c in text if c.isalnum()).upper().lower()

    assert kept(filters.words(key)) == kept(key)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll"), max_codepoint=127), min_size=1))
def test_words_said_twice_are_the_same_words(key: str) -> None:
    assert filters.words(filters.words(key)) == filters.words(key)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (81.20411327, "81.2"),
        (54, "54"),
        (54.0, "54"),
        (99.96, "100"),
        (0.04, "0"),
        (-0.04, "0"),
        (-12.5, "-12.5"),
        (1e300, "1e+300"),
        (None, "—"),
    ],
)
def test_a_score_has_one_decimal_at_most(value: float | None, shown: str) -> None:
    assert filters.score(value) == shown


@given(st.floats(min_value=-999_999, max_value=999_999))
def test_a_score_is_true_to_the_value(value: float) -> None:
    shown = filters.score(value)
    assert abs(float(shown) - value) <= 0.05 + 1e-9
    assert not shown.endswith((".0", "."))
    assert shown != "-0"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (50, "50"),
        (2521, "2,521"),
        (-0.04, "0"),
        (137_903.24, "137,903.2"),
        (1_379_032.4, "1,379,032.4"),
        (1_379_032.0, "1,379,032"),
        (25_000_000_000.0, "25,000,000,000"),
        (1e300, "1e+300"),
    ],
)
def test_a_sum_is_written_out(value: float, shown: str) -> None:
    assert filters.amount(value) == shown


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_a_sum_is_true_to_the_value(value: float) -> None:
    assert float(filters.amount(value).replace(",", "")) == pytest.approx(value, abs=0.051)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0, "0%"),
        (100 / 2521, "under 1%"),
        (0.99, "under 1%"),
        (1, "1%"),
        (100 / 3, "33.3%"),
        (99, "99%"),
        (99.96, "over 99%"),
        (100, "100%"),
    ],
)
def test_somebody_is_never_none_in_a_hundred(share: float, shown: str) -> None:
    assert filters.per_cent(share) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (9.6, "9.6"),
        (9.999, "9.9"),
        (10.0, "10"),
        (19.96, "19.9"),
        (Decimal("19.96"), "19.9"),
        (1e300, "1e+300"),
        (Decimal("1e40"), "1e+40"),
    ],
)
def test_below_a_bound_nothing_reads_as_the_bound(value: float | Decimal, shown: str) -> None:
    assert filters.cut(value) == shown


def test_a_day_is_told_in_utc() -> None:
    late = datetime(2026, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert filters.on_date(late) == "4 Mar 2026"


@pytest.mark.parametrize(
    ("past", "shown"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(minutes=59), "just now"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=31), "1 month ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_an_age_is_told_in_the_largest_unit_that_fits(past: timedelta, shown: str) -> None:
    with time_machine.travel(NOW, tick=False):
        assert filters.ago(NOW - past) == shown


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        (Profile(id="1", disc=DISC, focus=FOCUS, core=CORE), None),
        (Profile(id="1"), "Invited, not started"),
        (Profile(id="1", disc=DISC, core=CORE), "Partly done: Focus missing"),
        (Profile(id="1", disc=DISC), "Partly done: Focus and Core values missing"),
        (Profile(id="1", focus=FOCUS, core=CORE), "Partly done: DISC missing"),
    ],
)
def test_standing_names_what_is_missing(profile: Profile, shown: str | None) -> None:
    assert filters.standing(profile) == shown


def test_every_filter_is_listed_under_its_own_name() -> None:
    assert all(function.__name__ == name for name, function in filters.FILTERS.items())
