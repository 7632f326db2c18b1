"""One connection's part of what is kept, so many bytes at most."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from webapp import metrics

T = TypeVar("T")

OVERHEAD = 200
"""Bytes that any entry takes, whatever it weighs."""


@dataclass(frozen=True, slots=True)
class _Entry:
    sources: tuple[object, ...]
    value: object
    weight: int


class Memory:
    """Of several threads that miss at once, each makes its own."""

    def __init__(self, most_bytes: int):
        self._most = most_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._made_of: defaultdict[int, set[Hashable]] = defaultdict(set)
        self.weight = self.hits = self.misses = 0
        self.used_at = 0.0

    def kept(
        self,
        key: Hashable,
        sources: tuple[object, ...],
        make: Callable[[], T],
        weight: int | Callable[[T], int],
    ) -> T:
        """What `make` gave last time under this key if it was made of these very sources: the
        same objects, or equal bytes. Else `make` is called; what it makes is taken to weigh so many
        bytes.
        """
        entry = self._entries.get(key)
        if entry is not None and _same(entry.sources, sources):
            self._touch(key)
            self.hits += 1
            return cast(T, entry.value)
        self.misses += 1
        value = make()
        weighed = weight if isinstance(weight, int) else weight(value)
        self._keep(key, _Entry(sources, value, weighed + OVERHEAD))
        return value

    def tell(self) -> None:
        """Counts for whoever watches; not with each of the many looks that a page takes."""
        if self.hits:
            metrics.CACHE.add("memory", "hit", by=self.hits)
        if self.misses:
            metrics.CACHE.add("memory", "miss", by=self.misses)
        self.hits = self.misses = 0

    def recalled(self, key: Hashable) -> object:
        """What was remembered under this key, None where nothing is."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._touch(key)
        return entry.value

    def remember(self, key: Hashable, value: object, weight: int) -> None:
        """Keep it in the place of what was remembered before."""
        self._keep(key, _Entry((), value, weight + OVERHEAD))

    def _touch(self, key: Hashable) -> None:
        """The longest unused goes first where there is no room."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)

    def _keep(self, key: Hashable, entry: _Entry) -> None:
        with self._lock:
            self._drop(key, unless=entry.value)
            self._entries[key] = entry
            self.weight += entry.weight
            for source in entry.sources:
                self._made_of[id(source)].add(key)
            while self.weight > self._most:
                self._drop(next(iter(self._entries)))

    def _drop(self, key: Hashable, unless: object = None) -> None:
        """With all that was made of it, which holds it, and would never be given again: who makes
        it anew makes another object. Bytes alone are the same where they are equal.
        """
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self.weight -= entry.weight
        for source in entry.sources:
            self._made_of[id(source)].discard(key)
            if not self._made_of[id(source)]:
                del self._made_of[id(source)]
        if entry.value is None or entry.value is unless or isinstance(entry.value, bytes):
            return
        for made_of_it in tuple(self._made_of.get(id(entry.value), ())):
            self._drop(made_of_it)


NOTHING = Memory(0)
"""Keeps nothing, for whoever has no connection's."""


def _same(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    """Whether each source is the same object; bytes may also be equal."""
    if len(before) != len(now):
        return False
    return all(a is b or (type(a) is bytes and a == b) for a, b in zip(before, now, strict=True))
