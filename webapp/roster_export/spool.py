"""What an export has read so far, in a file beside its target: nothing of it fills the memory, and
a run that was broken off is gone on with.

Each page goes in together with how far the walk is. SQLite, mode 600 from its first byte.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import msgspec

from webapp.pages.exports.records import Record
from webapp.roster_export.errors import ExportError
from webapp.roster_export.spool_file import OURS, locked
from webapp.roster_export.state import TABLES, VERSION, Person, Walk

LIFE = 24 * 3600
"""Seconds after which what was read is too old to be gone on with."""


class Spool:
    """One file's; closed by `with`."""

    def __init__(self, path: Path):
        """Raises ExportError where no such file can be made, or one lies there that is not ours;
        AlreadyRunning where another run has it.
        """
        self._path = path
        self._journal = path.with_name(f"{path.name}-journal")
        self._lock = locked(path)
        self._db = sqlite3.connect(path, isolation_level=None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Of what failed before anything was read, nothing stays."""
        at = self._found()
        if kind and at and (at.number, at.page) == (1, 1):
            self.remove()
        self._db.close()
        os.close(self._lock)

    def begin(
        self, whose: str, *, afresh: bool = False, once: bool = False, now: float | None = None
    ) -> Walk:
        """The walk to go on with, or a new one; `once` says that there will be no second pass.
        Raises ExportError for another account's.
        """
        now = time.time() if now is None else now
        found = None if afresh else self._found()
        if found and 0 <= now - found.began_at <= LIFE:
            if found.whose != whose:
                raise ExportError(
                    "What was read so far is of another account or client: use --fresh to drop it."
                )
            if went_on := found.gone_on(now, once=once):
                return went_on
        self._empty()
        walk = Walk(whose, now)
        self.go_on(walk)
        return walk

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is written within it is kept together, or not at all."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield

    def keep(self, people: Iterable[Person], at: Walk) -> None:
        """A page that was read `at`."""
        first = (at.page - 1) * at.limit
        packed = msgspec.msgpack.encode
        rows = (
            (one.id, at.number, place, len(one.record.core), packed(one.record))
            for place, one in enumerate(people, first)
        )
        self._db.executemany("INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?)", rows)

    def go_on(self, then: Walk) -> None:
        """How far the walk is."""
        row = (1, msgspec.msgpack.encode(then))
        self._db.execute("INSERT OR REPLACE INTO walk VALUES (?, ?)", row)

    def passes(self, ids: Iterable[str]) -> set[int]:
        """The passes in which these people were met latest; 0 stands for never."""
        asked = "SELECT pass FROM person WHERE id = ?"
        rows = (self._db.execute(asked, (one,)).fetchone() for one in ids)
        return {row[0] if row else 0 for row in rows}

    def tag(self, tagged: Iterable[tuple[str, int, str]]) -> None:
        """Who has which tag: id, place among the tags, label."""
        with self.whole():
            self._db.execute("DELETE FROM tagged")
            self._db.executemany("INSERT INTO tagged VALUES (?, ?, ?)", tagged)

    def count(self, number: int) -> int:
        """How many people were met latest in the pass of this number."""
        row = self._db.execute("SELECT count(*) FROM person WHERE pass = ?", (number,)).fetchone()
        return int(row[0])

    def most_cores(self, number: int) -> int:
        """The most Core values that anybody of that pass has."""
        row = self._db.execute("SELECT max(cores) FROM person WHERE pass = ?", (number,)).fetchone()
        return int(row[0] or 0)

    def people(self, number: int, *, with_tags: bool) -> Iterator[Person]:
        """Everybody whom that pass found, in the platform's order."""
        rows = self._db.execute(
            "SELECT id, record FROM person WHERE pass = ? ORDER BY place, id", (number,)
        )
        for profile_id, packed in rows:
            record = msgspec.msgpack.decode(packed, type=Record)
            if with_tags:
                record = msgspec.structs.replace(record, tags=self._tags(profile_id))
            yield Person(profile_id, record)

    def remove(self) -> None:
        """It has served, or is of no use."""
        self._journal.unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)

    def _empty(self) -> None:
        """Nothing but the tables, whatever lay there."""
        self._db.close()
        os.ftruncate(self._lock, 0)
        self._journal.unlink(missing_ok=True)
        self._db = sqlite3.connect(self._path, isolation_level=None)
        self._db.execute(f"PRAGMA application_id = {OURS}")
        self._db.execute(f"PRAGMA user_version = {VERSION}")
        self._db.executescript(TABLES)

    def _tags(self, profile_id: str) -> tuple[str, ...]:
        asked = "SELECT label FROM tagged WHERE id = ? ORDER BY place"
        return tuple(row[0] for row in self._db.execute(asked, (profile_id,)))

    def _found(self) -> Walk | None:
        try:
            if self._db.execute("PRAGMA user_version").fetchone() != (VERSION,):
                return None
            row = self._db.execute("SELECT state FROM walk").fetchone()
            return row and msgspec.msgpack.decode(row[0], type=Walk)
        except (sqlite3.DatabaseError, msgspec.MsgspecError):
            return None
