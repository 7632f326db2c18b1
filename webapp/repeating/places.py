"""Whose memory has the answer to a request."""

from collections import OrderedDict
from threading import Lock

MOST_KNOWN = 10_000

Key = tuple[object, ...]


class Places:
    """Requests to the ids of their connections; those not asked for longest are forgotten."""

    def __init__(self, most: int = MOST_KNOWN) -> None:
        self._most = most
        self._lock = Lock()
        self._by_key: OrderedDict[Key, str] = OrderedDict()

    def of(self, key: Key) -> str | None:
        """The id of the connection; None where nothing is known of such a request, "" where it was
        asked once.
        """
        return self._by_key.get(key)

    def note(self, key: Key, connection_id: str) -> None:
        """Its memory has it."""
        with self._lock:
            self._by_key[key] = connection_id
            self._by_key.move_to_end(key)
            while len(self._by_key) > self._most:
                self._by_key.popitem(last=False)
