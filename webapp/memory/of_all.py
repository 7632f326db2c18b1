"""Everybody's memories in one process, within bounds of bytes and of idle time."""

import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable

from webapp import metrics
from webapp.memory.of_one import Memory

IDLE_SECONDS = 300.0
"""Nothing outlives its connection's last use by more; signing out elsewhere is not heard here."""
SWEEP_SECONDS = 60.0
"""Between two looks for what lies idle."""
SHARE = 2
"""One connection may have half of everything; room for that is kept."""


class Memories:
    """Everybody's, in one process: the longest unused gives way where they grow too large."""

    def __init__(self, most_bytes: int, clock: Callable[[], float] = time.monotonic):
        self._most = most_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._by_owner: OrderedDict[str, Memory] = OrderedDict()
        self._told_weight = 0
        self._sweeper: threading.Timer | None = None

    def of(self, owner: str) -> Memory:
        """The memory of one connection, named by its id."""
        now = self._clock()
        with self._lock:
            memory = self._by_owner.pop(owner, None) or Memory(self._most // SHARE)
            memory.used_at = now
            memory.tell()
            self._by_owner[owner] = memory
            self._shrink()
            self._arm()
        return memory

    def sweep(self) -> None:
        """Drop what lies idle, also where nobody comes any more; again as long as anything lies."""
        now = self._clock()
        with self._lock:
            for owner, memory in list(self._by_owner.items()):
                if now - memory.used_at > IDLE_SECONDS:
                    del self._by_owner[owner]
            self._sweeper = None
            if self._by_owner:
                self._arm()

    def _arm(self) -> None:
        if self._sweeper is None:
            self._sweeper = sweeper = threading.Timer(SWEEP_SECONDS, _sweep)
            sweeper.args = (weakref.ref(self, lambda _: sweeper.cancel()),)
            sweeper.daemon = True
            sweeper.start()

    def forget(self, owner: str) -> None:
        """Its connection has ended."""
        with self._lock:
            self._by_owner.pop(owner, None)

    @property
    def weight(self) -> int:
        """Bytes, as those who put them in weighed them."""
        with self._lock:
            return sum(memory.weight for memory in self._by_owner.values())

    def _shrink(self) -> None:
        """The longest unused goes where there is no room; whoever just came stays."""
        weight = sum(memory.weight for memory in self._by_owner.values())
        if weight != self._told_weight:
            metrics.CACHE_BYTES.set(weight)
            self._told_weight = weight
        room = self._most - self._most // SHARE
        for owner, memory in list(self._by_owner.items())[:-1]:
            if weight <= room:
                return
            weight -= memory.weight
            del self._by_owner[owner]


def _sweep(memories: weakref.ref[Memories]) -> None:
    """Of memories that nobody has any more nothing lies; waiting must not keep them alive."""
    if (alive := memories()) is not None:
        alive.sweep()
