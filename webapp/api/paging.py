"""Every item of a list that comes in pages without totals, each exactly once.

Source: Profile API reference, section 3 ("Pagination"): `limit` and `page` from 1, skip =
(page - 1) * limit; no total, no next link; the largest `limit` is not documented.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import Protocol, TypeVar

from webapp.api.errors import UnexpectedAnswer
from webapp.api.reading_ahead import ahead
from webapp.memory import Memory

PAGE_SIZE = 100
SMALLEST_CAP = 10  # the documented default limit: no platform caps below its own default
MAX_PAGES = 2000
ROUND = 5  # a cap that somebody chose is a multiple of it
BELIEVED_SECONDS = 300.0
WEIGHT = 400  # bytes of one item, without the texts in it, which the answers weigh


class HasId(Protocol):
    """Anything with the platform's id."""

    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=HasId)
Made = TypeVar("Made")


class Ends:
    """First pages that were the whole list, by how many items they had: a second page, asked for
    to be sure, brought nothing. That is believed for a while, unless the number is one at which a
    platform may cap its pages: then the same first page may come of a list that has grown.
    """

    def __init__(self, clock: Callable[[], float] = monotonic):
        self._clock = clock
        self._seen: dict[int, float] = {}

    def is_known(self, count: int) -> bool:
        """Whether so many items on a first page are surely all."""
        seen = self._seen.get(count)
        return bool(count % ROUND) and seen is not None and self._clock() - seen < BELIEVED_SECONDS

    def note(self, count: int) -> None:
        """Another page was asked for, and there is none."""
        self._seen[count] = self._clock()


def every_item(
    fetch: Callable[[int, int], Sequence[Item]],
    make: Callable[[Item], Made],
    memory: Memory,
    first: Sequence[Item] | None = None,
) -> Sequence[Made]:
    """All items of `fetch(limit, page)`, made into what callers want: first place kept, latest
    value kept. Where `fetch` gives the very same pages again, so is what is given for them.
    `first` is the first page of PAGE_SIZE, where that is known. Raises as `pages`.
    """
    ends = memory.kept((fetch.__qualname__, Ends), (), Ends, 0)

    def fetched(limit: int, page: int) -> Sequence[Item]:
        if first is not None and (limit, page) == (PAGE_SIZE, 1):
            return first
        return fetch(limit, page)

    with ahead(fetched) as read:
        found = tuple(pages(read, ends))
    each = WEIGHT * sum(map(len, found))
    return memory.kept(fetch.__qualname__, found, lambda: _merged(found, make), each)


def _merged(found: Iterable[Sequence[Item]], make: Callable[[Item], Made]) -> tuple[Made, ...]:
    by_id: dict[str, Item] = {}
    for items in found:
        by_id.update((item.id, item) for item in items)
    return tuple(make(item) for item in by_id.values())


def one_item(fetch: Callable[[int, int], Sequence[Item]], item_id: str) -> Item | None:
    """The item of this id, and nothing is asked once it is found; None where no page has it.
    Raises as `pages`.
    """
    every = (item for items in pages(fetch) for item in items)
    return next((item for item in every if item.id == item_id), None)


def pages(
    fetch: Callable[[int, int], Sequence[Item]], ends: Ends | None = None, begin: int = 1
) -> Iterator[Sequence[Item]]:
    """Page by page, each asked for when it is wanted; from `begin` on where those before it, of
    PAGE_SIZE each, are known.

    A first page shorter than asked for may be all there is, or a cap of the platform's. From
    then on its size is the limit asked for, so that skips agree whichever of the two limits the
    platform computes them with; and only a shorter page than that is known to be the last, or one
    that `ends` knows.
    Raises UnexpectedAnswer after MAX_PAGES pages.
    """
    known: set[str] = set()
    limit = PAGE_SIZE
    for page in range(begin, MAX_PAGES + 1):
        items = fetch(limit, page)
        yield items
        before = len(known)
        known.update(item.id for item in items)
        if page == 1:
            first, limit = len(items), max(len(items), SMALLEST_CAP)
        # A page with nobody new: the platform repeats itself.
        if len(items) < limit or len(known) == before:
            if ends and begin == 1 and len(known) == first:
                ends.note(first)
            return
        if page == 1 and ends and first < PAGE_SIZE and ends.is_known(first):
            return
    raise UnexpectedAnswer(f"More than {MAX_PAGES} pages")
