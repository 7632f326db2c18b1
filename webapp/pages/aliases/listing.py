"""The own ids of an account as rows: found, sorted, one page of them; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.aliases import Book
from webapp.api.aliases import PROFILE_TYPE, Alias
from webapp.api.profiles import Profile
from webapp.pages.aliases.asked import SORTS, Asked
from webapp.people.by_id import by_id
from webapp.people.page import beyond, page_of
from webapp.people.search import fold, tokens


@dataclass(frozen=True, slots=True)
class Row:
    """One own id. `person` is None where nobody can be named: see `is_gone`, `is_other`."""

    alias: Alias
    person: Profile | None
    is_gone: bool

    @property
    def is_other(self) -> bool:
        """Whether it stands for something else than a person, or for nothing that can be told."""
        return self.alias.resource_type != PROFILE_TYPE or self.alias.resource_id is None

    @property
    def changed(self) -> datetime | None:
        """When it was made or changed last."""
        return self.alias.updated_at or self.alias.created_at


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column, a link that sorts; `direction` is None where it is not the sort."""

    key: str
    label: str
    direction: str | None
    query: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page; `count` fit, of `total`. `has_names` is False where people are not read."""

    asked: Asked
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    notes: tuple[str, ...]
    count: int
    total: int
    pages: int
    has_names: bool

    @property
    def found(self) -> str:
        """How many are in the list: "3 of 27 own ids"."""
        every = "1 own id" if self.total == 1 else f"{self.total:,} own ids"
        return f"{self.count:,} of {every}" if self.asked.q else every


def listing(
    book: Book, everyone: Sequence[Profile] | None, asked: Asked, notes: Sequence[str] = ()
) -> Listing:
    """The page that was asked for, or the last one; `everyone` is None where nobody is read."""
    every = rows(book, everyone)
    words = tokens(asked.q)
    fit = [row for row in every if all(word in _text(row) for word in words)] if words else every
    asked_page, shown, pages = page_of(_sorted(fit, asked), asked)
    return Listing(
        asked=asked_page,
        rows=tuple(shown),
        headings=tuple(_heading(sort, asked_page) for sort in SORTS),
        notes=(*notes, *beyond(asked.page, pages)),
        count=len(fit),
        total=len(every),
        pages=pages,
        has_names=everyone is not None,
    )


def rows(book: Book, everyone: Sequence[Profile] | None) -> list[Row]:
    """Every own id, in the platform's order."""
    known = by_id(everyone)
    return [row(alias, known) for alias in book.every]


def row(alias: Alias, known: Mapping[str, Profile] | None) -> Row:
    """One own id; `known` are people by their ids, None where nobody is read."""
    is_ours = alias.resource_type == PROFILE_TYPE and alias.resource_id is not None
    person = (known or {}).get(alias.resource_id or "") if is_ours else None
    return Row(alias, person, is_ours and known is not None and person is None)


def _text(row: Row) -> str:
    name = row.person.name if row.person else row.alias.resource_id or ""
    return fold(f"{row.alias.consumer_key or ''}\n{name}")


def _sorted(found: Sequence[Row], asked: Asked) -> list[Row]:
    """Those without the value come last in both directions; ties go by own id, then id."""
    ordered = sorted(found, key=lambda row: (_key(row) or "", row.alias.id))
    present = [row for row in ordered if _VALUES[asked.sort](row) is not None]
    present.sort(key=_VALUES[asked.sort], reverse=asked.descending)
    return present + [row for row in ordered if _VALUES[asked.sort](row) is None]


def _key(row: Row) -> str | None:
    return fold(row.alias.consumer_key) if row.alias.consumer_key else None


def _person(row: Row) -> str | None:
    return fold(row.person.name) if row.person else None


# Values of one column compare with each other; which type they are differs by column.
_VALUES: dict[str, Any] = {"key": _key, "person": _person, "changed": lambda row: row.changed}


def _heading(sort: str, asked: Asked) -> Heading:
    direction = ("descending" if asked.descending else "ascending") if sort == asked.sort else None
    return Heading(sort, SORTS[sort], direction, asked.sorted_by(sort).query())
