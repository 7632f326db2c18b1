"""The two ways in which the platform writes times as text.

Source: Profile API reference, section 3, "Times".
"""

from datetime import UTC, datetime, timedelta, timezone

_EASTERN = timezone(timedelta(hours=-5))
_NEXT = timedelta(microseconds=1)


def in_milliseconds(moment: datetime) -> str:
    """As on profiles: `2026-03-04T10:11:12.345Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def in_microseconds(moment: datetime) -> str:
    """As on tags and accounts: `2026-03-04T05:11:12.329056-05:00`."""
    return moment.astimezone(_EASTERN).isoformat(timespec="microseconds")


def now_in_microseconds() -> str:
    """This moment, as on tags and accounts."""
    return in_microseconds(datetime.now(UTC))


def later_than(written: str) -> str:
    """This moment, but later than the one that is `written`, however coarse the clock is."""
    return in_microseconds(max(datetime.now(UTC), datetime.fromisoformat(written) + _NEXT))
