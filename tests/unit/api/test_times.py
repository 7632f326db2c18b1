"""Every form of time the platform sends, and everything else."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.times import parse_time

MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        ("2026-03-04T10:11:12.345Z", datetime(2026, 3, 4, 10, 11, 12, 345000, UTC)),
        ("2026-03-04T05:11:12.329056-05:00", datetime(2026, 3, 4, 10, 11, 12, 329056, UTC)),
        (1770008400, datetime(2026, 2, 2, 5, tzinfo=UTC)),
        (1770008400.5, datetime(2026, 2, 2, 5, 0, 0, 500000, UTC)),
        ("2026-03-04T10:11:12", datetime(2026, 3, 4, 10, 11, 12, tzinfo=UTC)),
    ],
)
def test_each_documented_form_is_read(sent: object, moment: datetime) -> None:
    assert parse_time(sent) == moment


@pytest.mark.parametrize(
    "sent",
    [None, "", "soon", True, 1e300, float("nan"), -(10**20), [], {}, "2026-13-01T00:00:00Z"],
)
def test_what_is_no_time_is_absent(sent: object) -> None:
    assert parse_time(sent) is None


@pytest.mark.parametrize("sent", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_no_other_zone_can_express_is_absent(sent: str) -> None:
    assert parse_time(sent) is None


@given(MOMENTS)
def test_any_iso_time_comes_back_with_its_offset(moment: datetime) -> None:
    read = parse_time(moment.isoformat())
    assert read == moment
    assert read is not None
    assert read.utcoffset() == moment.utcoffset()


@given(MOMENTS)
def test_any_number_of_seconds_comes_back(moment: datetime) -> None:
    assert parse_time(int(moment.timestamp())) == moment.replace(microsecond=0)


JSON = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.none())
)


@given(JSON)
def test_nothing_fails_and_every_time_can_be_moved_to_another_zone(sent: object) -> None:
    moment = parse_time(sent)
    if moment is not None:
        assert moment.astimezone(timezone(timedelta(hours=14))) == moment
        assert moment.astimezone(timezone(timedelta(hours=-14))) == moment
