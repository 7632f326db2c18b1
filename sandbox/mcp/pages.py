"""The paging that the list tools share with the lists of REST."""

from collections.abc import Sequence
from typing import TypeVar

from sandbox.api.answers import page_and_limit
from sandbox.mcp.tools import Arguments, Schema

T = TypeVar("T")

PAGING: dict[str, Schema] = {
    "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 10},
    "page": {"type": "integer", "minimum": 1, "default": 1, "description": "Counts from 1."},
}


def page_asked(arguments: Arguments) -> tuple[int, int]:
    """`page` and `limit` by the rules of REST. Raises Refusal."""
    asked = {name: str(arguments[name]) for name in PAGING if name in arguments}
    return page_and_limit(asked)


def cut(items: Sequence[T], arguments: Arguments) -> Sequence[T]:
    """The page that is asked for. Raises Refusal."""
    page, limit = page_asked(arguments)
    return items[(page - 1) * limit : page * limit]
