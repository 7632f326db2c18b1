"""What an app did under one grant: a journal of its calls, whichever way they came.

Source: AI data handling page: every action of a connector is logged. The form is our assumption.
"""

import secrets
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from threading import Lock
from typing import Literal

from msgspec import Struct

from sandbox.times import in_milliseconds

KEPT = 500

Via = Literal["rest", "mcp"]
Outcome = Literal["ok", "denied"]


class Entry(Struct, frozen=True):
    """One call: when, what (`tag.create`), of which id, by which door, and whether it was let."""

    id: str
    at: str
    action: str
    target: str | None
    via: Via
    outcome: Outcome


class Journal:
    """The latest 500 calls of one grant, and how many there ever were."""

    def __init__(self, earlier: Callable[[], Iterable[Entry]] = tuple, total: int = 0) -> None:
        """`earlier` gives those from before, oldest first, once they are asked for; `total` is how
        many there were.
        """
        self._lock = Lock()
        self._earlier, self._total = earlier, total
        self._kept: deque[Entry] | None = None

    def note(
        self, action: str, target: str | None = None, *, via: Via = "rest", outcome: Outcome = "ok"
    ) -> None:
        """Adds a call of this moment."""
        at = in_milliseconds(datetime.now(UTC))
        entry = Entry(secrets.token_hex(12), at, action, target, via, outcome)
        with self._lock:
            self._entries().append(entry)
            self._total += 1

    def page(self, number: int, limit: int) -> tuple[list[Entry], int]:
        """The `limit` calls of a page (from 1), newest first, and how many there ever were."""
        start = (number - 1) * limit
        with self._lock:
            newest_first = list(reversed(self._entries()))
            return newest_first[start : start + limit], self._total

    def _entries(self) -> deque[Entry]:
        if self._kept is None:
            self._kept = deque(self._earlier(), KEPT)
        return self._kept
