"""The query string of the list of own ids, and back; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from webapp.people.query import LARGEST_SIZE, USUAL_SIZE
from webapp.people.search import legible

SORTS = {"key": "Own id", "person": "Person", "changed": "Changed"}
"""The columns to sort by, and what they are called."""
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for; pages count from 1."""

    q: str = ""
    sort: str = "key"
    descending: bool = False
    page: int = 1
    size: int = USUAL_SIZE

    @property
    def order(self) -> str:
        """The sort as the query string says it: "key" or "-key"."""
        return f"-{self.sort}" if self.descending else self.sort

    @property
    def everything(self) -> "Asked":
        """The same without what was searched for."""
        return replace(self, q="", page=1)

    def on_page(self, page: int) -> Self:
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> "Asked":
        """By that column, the other way round if it is the sort already; the latest first."""
        descending = not self.descending if self.sort == sort else sort == "changed"
        return replace(self, sort=sort, descending=descending, page=1)

    def query(self) -> str:
        """The shortest query string that asks for the same: "" or "?q=ana&page=2"."""
        usual = Asked()
        parts = {
            "q": (self.q, usual.q),
            "sort": (self.order, usual.order),
            "page": (self.page, usual.page),
            "size": (self.size, usual.size),
        }
        said = {name: value for name, (value, least) in parts.items() if value != least}
        return f"?{urlencode(said)}" if said else ""


def parse(args: Mapping[str, str]) -> tuple[Asked, tuple[str, ...]]:
    """What is asked for, and a sentence for each value that was ignored. Never fails."""
    notes: list[str] = []
    order = args.get("sort", "").strip()
    sort = order.removeprefix("-")
    if sort not in SORTS:
        notes += ["There is no such column here; sorted by own id."] if order else []
        order = sort = "key"
    size = _number(args.get("size", "")) or USUAL_SIZE
    if size > LARGEST_SIZE:
        notes.append(f"That is too many for one page; showing {LARGEST_SIZE} a page.")
    return Asked(
        q=legible(args.get("q", "")),
        sort=sort,
        descending=order != sort,
        page=_number(args.get("page", "")) or 1,
        size=min(size, LARGEST_SIZE),
    ), tuple(notes)


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text.strip()) else 0
