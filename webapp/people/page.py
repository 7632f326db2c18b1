"""One page of what fits a question; pure."""

from collections.abc import Sequence
from typing import TypeVar

from webapp.people.query import Asked

Item = TypeVar("Item")


def page_of(items: Sequence[Item], asked: Asked) -> tuple[Asked, Sequence[Item], int]:
    """The question on a page that there is (beyond the end: the last), what stands on that page,
    and how many pages there are, 1 at least.
    """
    pages = max(-(-len(items) // asked.size), 1)
    asked = asked.on_page(min(asked.page, pages))
    start = (asked.page - 1) * asked.size
    return asked, items[start : start + asked.size], pages
