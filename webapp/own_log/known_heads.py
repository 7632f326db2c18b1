"""The ends of logs as this process last saw them, so that most entries take one call to Redis."""

from threading import Lock
from typing import NamedTuple

from webapp.own_log.chain import Head

MOST_KNOWN = 10_000


class Seen(NamedTuple):
    """An end as it lay in Redis, and opened; b"" for none."""

    sealed: bytes = b""
    head: Head = Head()


class KnownHeads:
    """By address; those that were not used for longest are forgotten. Safe between threads."""

    def __init__(self, most: int = MOST_KNOWN) -> None:
        self._most = most
        self._seen: dict[str, Seen] = {}
        self._lock = Lock()

    def of(self, address: str) -> Seen:
        """As last seen here; as if there were none, where it was not."""
        with self._lock:
            return self._seen.get(address, Seen())

    def note(self, address: str, seen: Seen) -> None:
        """It lies there now."""
        with self._lock:
            self._seen.pop(address, None)
            self._seen[address] = seen
            while len(self._seen) > self._most:
                del self._seen[next(iter(self._seen))]
