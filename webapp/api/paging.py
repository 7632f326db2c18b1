"""Every item of a list that comes in pages without totals, each exactly once.

Source: Profile API reference, section 3 ("Pagination"): `limit` and `page` from 1, skip =
(page - 1) * limit; no total, no next link; the largest `limit` is not documented.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from webapp.api.errors import UnexpectedAnswer

PAGE_SIZE = 100
SMALLEST_CAP = 10  # the documented default limit: no platform caps below its own default
MAX_PAGES = 2000


class HasId(Protocol):
    """Anything with the platform's id."""

    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=HasId)


def every_item(fetch: Callable[[int, int], Sequence[Item]]) -> list[Item]:
    """All items of `fetch(limit, page)`: first place kept, latest value kept. Raises as `pages`."""
    found: dict[str, Item] = {}
    for items in pages(fetch):
        found.update((item.id, item) for item in items)
    return list(found.values())


def one_item(fetch: Callable[[int, int], Sequence[Item]], item_id: str) -> Item | None:
    """The item of this id, and nothing is asked once it is found; None where no page has it.
    Raises as `pages`.
    """
    every = (item for items in pages(fetch) for item in items)
    return next((item for item in every if item.id == item_id), None)


def pages(fetch: Callable[[int, int], Sequence[Item]]) -> Iterator[Sequence[Item]]:
    """Page by page, each asked for when it is wanted.

    A first page shorter than asked for may be all there is, or a cap of the platform's. From
    then on its size is the limit asked for, so that skips agree whichever of the two limits the
    platform computes them with; and only a shorter page than that is known to be the last.
    Raises UnexpectedAnswer after MAX_PAGES pages.
    """
    known: set[str] = set()
    limit = PAGE_SIZE
    for page in range(1, MAX_PAGES + 1):
        items = fetch(limit, page)
        yield items
        before = len(known)
        known.update(item.id for item in items)
        if page == 1:
            limit = max(len(items), SMALLEST_CAP)
        # A page with nobody new: the platform repeats itself.
        if len(items) < limit or len(known) == before:
            return
    raise UnexpectedAnswer(f"More than {MAX_PAGES} pages")
