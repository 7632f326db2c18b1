"""Unix seconds, as work is noted in, in the form in which it is told; pure."""

from datetime import UTC, datetime
from typing import overload


@overload
def moment(seconds: float) -> datetime: ...
@overload
def moment(seconds: float | None) -> datetime | None: ...
def moment(seconds: float | None) -> datetime | None:
    """In UTC; None for what has not been, or is not to come."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
