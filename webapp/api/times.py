"""The forms of time the platform sends.

Source: Profile API reference, section 3 ("Times").
"""

from datetime import UTC, datetime


def parse_time(sent: object) -> datetime | None:
    """The moment `sent` names, with its offset as sent; None when absent or unreadable.

    Takes ISO 8601 with `Z` (profiles) or with an offset (tags, account), and Unix seconds as a
    number (`billing.trialEndDate`). An ISO time without an offset is taken as UTC.
    """
    try:
        if isinstance(sent, str):
            moment = datetime.fromisoformat(sent)
        elif isinstance(sent, int | float) and not isinstance(sent, bool):
            moment = datetime.fromtimestamp(sent, UTC)
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    if not 1 < moment.year < 9999:
        return None  # at the edges, moving it to another zone would overflow
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
