"""The forms of time the platform sends.

Source: Profile API reference, section 3 "Times".
"""

from datetime import UTC, datetime


def parse_time(sent: object) -> datetime | None:
    """The moment `sent` names, always with an offset; None when absent or unreadable.

    Takes ISO 8601 with `Z` (profiles) or with an offset (tags, account), and Unix seconds as a
    number (`billing.trialEndDate`). An ISO time without an offset is taken as UTC.
    """
    try:
        match sent:
            case bool():
                return None
            case str():
                moment = datetime.fromisoformat(sent)
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            case int() | float():
                return datetime.fromtimestamp(sent, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
