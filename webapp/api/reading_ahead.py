"""Pages of a long list, some of them at once: nobody waits for a hundred answers one by one."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from typing import Generic, TypeVar

Item = TypeVar("Item")
Fetch = Callable[[int, int], Sequence[Item]]
"""Limit and page (from 1) to what stands there."""

ONE_BY_ONE = 3
"""Pages; who has no more waits little."""
MOST_AT_ONCE = 6
"""Pages that one reading has asked for at any time: at first few, so that not many are read in vain
behind the end of a short list.
"""
MOST_OF_ALL = 24
"""Pages that all readings of a process ask for side by side; the others wait."""

_threads = ThreadPoolExecutor(MOST_OF_ALL, thread_name_prefix="pages")


class _Ahead(Generic[Item]):
    """One reading, page after page; the first few one by one."""

    def __init__(self, fetch: Fetch[Item], begin: int):
        self._fetch = fetch
        self._alone = ONE_BY_ONE if begin == 1 else 0
        self._asked: dict[tuple[int, int], Future[Sequence[Item]]] = {}
        self._next = begin
        self._at_once = 1 if begin == 1 else MOST_AT_ONCE

    def read(self, limit: int, page: int) -> Sequence[Item]:
        """A page, as `fetch` gives it; raises as that."""
        if page <= self._alone:
            return self._fetch(limit, page)
        self._at_once = min(2 * self._at_once, MOST_AT_ONCE)
        for number in range(max(page, self._next), page + self._at_once):
            # what a request knows of itself goes along, for each page a copy
            run = copy_context().run
            self._asked[limit, number] = _threads.submit(run, self._fetch, limit, number)
            self._next = number + 1
        return self._asked.pop((limit, page)).result()

    def end(self) -> None:
        """What was asked for in vain: nothing of a reading goes on behind it."""
        wait([asked for asked in self._asked.values() if not asked.cancel()])


@contextmanager
def ahead(fetch: Fetch[Item], begin: int = 1) -> Iterator[Fetch[Item]]:
    """The same pages in the same order, read ahead. Who begins further on knows that there are
    many.
    """
    reading = _Ahead(fetch, begin)
    try:
        yield reading.read
    finally:
        reading.end()


def side_by_side(fetch: Fetch[Item], places: Sequence[tuple[int, int]]) -> Iterator[Sequence[Item]]:
    """What stands at each place (limit and page), in their order, so many at once."""
    for start in range(0, len(places), MOST_AT_ONCE):
        asked = places[start : start + MOST_AT_ONCE]
        runs = [partial(copy_context().run, fetch, limit, page) for limit, page in asked]
        found = [_threads.submit(run) for run in runs]
        wait(found)
        yield from (each.result() for each in found)
