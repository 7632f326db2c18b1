"""The query string of the roster as a frozen value, and back; pure.

Source: the contract's query string of `/team`: q, tag, style, sort, page, size; and `all`, which
asks for everybody where the team would open with a saved view; and `view`, the saved view that the
question was opened as.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs, urlencode

from webapp.people.search import legible, quoted

SORT_KEYS = ("name", "email", "status", "style", "d", "i", "s", "c", "core", "tags", "updated")
HIGHEST_FIRST = frozenset({"d", "i", "s", "c", "updated"})
USUAL_SIZE, LARGEST_SIZE = 50, 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the roster is asked for. `tags` are ids and all must match; pages count from 1.

    `outright` says that asking for nothing must be said, since the team opens with a saved view;
    `view` is the id of the view that asks for these people.
    """

    q: str = ""
    tags: tuple[str, ...] = ()
    style: str | None = None
    sort: str = "name"
    descending: bool = False
    page: int = 1
    size: int = USUAL_SIZE
    outright: bool = False
    view: str = ""

    @property
    def order(self) -> str:
        """The sort as the query string says it: "name" or "-name"."""
        return f"-{self.sort}" if self.descending else self.sort

    @property
    def narrowed(self) -> bool:
        """Whether anything keeps people out of the list."""
        return bool(self.q or self.tags or self.style)

    @property
    def whom(self) -> "Asked":
        """What decides who is in the list, without how it is shown."""
        return Asked(q=self.q, tags=self.tags, style=self.style)

    @property
    def everybody(self) -> "Asked":
        """What the list begins with: nothing is asked."""
        return Asked(outright=self.outright)

    def on_page(self, page: int) -> Self:
        return replace(self, page=page)

    def sorted_by(self, key: str) -> "Asked":
        """By that column, the other way round if it is the sort already.

        Words begin with A; scores and dates with the highest, since that is what one looks for.
        """
        descending = not self.descending if self.sort == key else key in HIGHEST_FIRST
        return replace(self, sort=key, descending=descending, page=1)

    def without_tag(self, tag: str) -> "Asked":
        return replace(self, tags=tuple(t for t in self.tags if t != tag), page=1, view="")

    def query(self) -> str:
        """The shortest query string that asks for the same: "" or "?q=ana&page=2"."""
        parts: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        parts += [("tag", tag) for tag in self.tags]
        parts += [("style", self.style)] if self.style else []
        parts += [("sort", self.order)] if self.order != "name" else []
        parts += [("page", str(self.page))] if self.page != 1 else []
        parts += [("size", str(self.size))] if self.size != USUAL_SIZE else []
        parts += [("view", self.view)] if self.view else []
        parts = parts or ([("all", "1")] if self.outright else [])
        return f"?{urlencode(parts)}" if parts else ""

    @property
    def as_view(self) -> str:
        """The query string that a saved view keeps: of the first page."""
        return replace(self, page=1, outright=False, view="").query()


def parse(args: Mapping[str, Sequence[str]]) -> tuple[Asked, tuple[str, ...]]:
    """Every value of every name in, what is asked for and a sentence per ignored value out.

    Never fails. Whether a tag, a style or a page exists is for the roster to say. The roster's
    form sends an empty first `tag` for "Any tag", which lifts every tag.
    """
    notes: list[str] = []
    tags = args.get("tag", ())
    sort, descending = _sort(_first(args, "sort"), notes)
    asked = Asked(
        q=legible(_first(args, "q")),
        tags=tuple(dict.fromkeys(filter(None, tags))) if tags and tags[0] else (),
        style=_first(args, "style") or None,
        sort=sort,
        descending=descending,
        page=_page(_first(args, "page"), notes),
        size=_size(_first(args, "size"), notes),
        outright=bool(_first(args, "all")),
        view=_first(args, "view") if re.fullmatch("[0-9a-f]{1,32}", _first(args, "view")) else "",
    )
    return asked, tuple(notes)


def parsed(query: str) -> Asked:
    """What a query string, with its "?" or without, asks for."""
    return parse(parse_qs(query.removeprefix("?"), keep_blank_values=True))[0]


def _first(args: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(args.get(name, ())), "").strip()


def _sort(text: str, notes: list[str]) -> tuple[str, bool]:
    key = text.removeprefix("-")
    if key in SORT_KEYS:
        return key, text != key
    if text:
        notes.append(f"{quoted(text)} is not a column here; sorted by name.")
    return "name", False


def _number(text: str) -> int:
    """A whole number in plain figures, or 0; a longer one than anyone counts to is cut short."""
    return int(text.lstrip("0")[:9] or 0) if re.fullmatch("[0-9]+", text) else 0


def _page(text: str, notes: list[str]) -> int:
    if text and not _number(text):
        notes.append(f"{quoted(text)} is not a page number; showing page 1.")
    return _number(text) or 1


def _size(text: str, notes: list[str]) -> int:
    size = _number(text)
    if size > LARGEST_SIZE:
        notes.append(f"{quoted(text)} is too many for one page; showing {LARGEST_SIZE} a page.")
    elif text and not size:
        notes.append(f"{quoted(text)} is not a page size; showing {USUAL_SIZE} a page.")
    return min(size or USUAL_SIZE, LARGEST_SIZE)
