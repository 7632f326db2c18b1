"""Own ids from a file: what is kept of it, and the work that it comes to, done row by row."""

import time
from collections.abc import Callable, Sequence

import msgspec

from webapp.aliases.book import Book
from webapp.aliases.results import Match
from webapp.api import Conflict, NoSuchAlias
from webapp.api.aliases import AliasesApi
from webapp.batches.trade import Found

FRESH = 1.0
"""Seconds after which what was read is too old to move a key by it,"""
WORTH = 10
"""or so many times as long as the reading took, so that a large account is not read all the time.
"""


class NoSuchFile(Exception):
    """It is not this person's, or is kept no more."""


class Line(msgspec.Struct, frozen=True):
    """One line of a file, by its number there: the cells as they stand, "" for those absent."""

    number: int
    key: str
    person: str
    email: str


class ImportDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read, before anything is done; `notes` say what is odd about it."""

    name: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


class ImportWish(msgspec.Struct, frozen=True):
    """A key for a person, from a line; where it is another's, `alias_id` and `was`, whose."""

    key: str
    person: str
    line: int
    alias_id: str = ""
    was: str = ""


class Importing:
    """The two calls of a batch. A key that is another's is moved only from whom it was shown to be
    of: somebody else may have moved it since.
    """

    def __init__(self, api: AliasesApi, clock: Callable[[], float] = time.monotonic):
        self._api, self._clock = api, clock
        self._book, self._fresh_until = Book.of(()), float("-inf")

    def look(self, wishes: Sequence[ImportWish]) -> Found | None:
        """By reading all of them."""
        book = self._read()
        return {
            place: holder.id
            for place, wish in enumerate(wishes)
            if (holder := book.holder(wish.key)) and book.is_matched(wish.key, wish.person)
        }

    def do(self, wish: ImportWish) -> str | None:
        """Make it, or move it. Conflict without words: it is not as it was shown."""
        if not wish.alias_id:
            return self._api.create(wish.key, wish.person).id
        if self._clock() > self._fresh_until:
            self._read()
        now = self._book.find(wish.alias_id)
        if now is None:
            raise NoSuchAlias("It was deleted meanwhile.")
        if Match.by(now) != (wish.key, wish.was):
            raise Conflict
        return self._api.change(wish.alias_id, profile_id=wish.person).id

    def _read(self) -> Book:
        began = self._clock()
        self._book = Book.of(self._api.every())
        ended = self._clock()
        self._fresh_until = ended + max(FRESH, WORTH * (ended - began))
        return self._book
