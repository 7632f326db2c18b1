"""One page of what fits a question; pure."""

from collections.abc import Sequence
from typing import Protocol, Self, TypeVar


class Paged(Protocol):
    """A question that asks for one page of so many things; pages count from 1."""

    @property
    def page(self) -> int: ...
    @property
    def size(self) -> int: ...
    def on_page(self, page: int) -> Self: ...


Item = TypeVar("Item")
Question = TypeVar("Question", bound=Paged)


def page_of(items: Sequence[Item], asked: Question) -> tuple[Question, Sequence[Item], int]:
    """The question on a page that there is (beyond the end: the last), what stands on that page,
    and how many pages there are, 1 at least.
    """
    pages = max(-(-len(items) // asked.size), 1)
    asked = asked.on_page(min(asked.page, pages))
    start = (asked.page - 1) * asked.size
    return asked, items[start : start + asked.size], pages


def beyond(page: int, pages: int) -> tuple[str, ...]:
    """A sentence where there is no such page, as the last one is shown then; else none."""
    return (f"There is no page {page}; showing the last, page {pages}.",) if page > pages else ()
