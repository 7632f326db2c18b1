"""How long somebody who answers 429 or 503 asks us to wait (RFC 9110 section 10.2.3)."""

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def seconds_asked(sent: str) -> int | None:
    """Seconds from now, of a `Retry-After` with seconds or an HTTP date; None when absent or
    unreadable.
    """
    if re.fullmatch(r"[0-9]{1,9}", sent):
        return int(sent)
    try:
        moment = parsedate_to_datetime(sent)
    except (ValueError, OverflowError):
        return None
    wait = moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)
    return max(0, math.ceil(wait.total_seconds()))
