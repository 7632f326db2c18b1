"""How far an export is, whom it has read, and the tables in which both lie."""

import msgspec

from webapp.pages.exports.records import Record

VERSION = 2
"""Of the tables and of what lies in them: what another version wrote is begun anew."""
TABLES = """
CREATE TABLE IF NOT EXISTS walk (only INTEGER PRIMARY KEY CHECK (only = 1), state BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY, pass INTEGER NOT NULL, place INTEGER NOT NULL, cores INTEGER NOT NULL,
    record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tagged (id TEXT NOT NULL, place INTEGER NOT NULL, label TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS tagged_by_id ON tagged (id, place);
"""


FRESH = 300
"""Seconds for which a reading is as good as one of now; after a longer break another follows."""


class Walk(msgspec.Struct, frozen=True):
    """How far it is: `whose` export (origin and client), begun when (Unix seconds); the pass, the
    next page of it and the page size; whether the pass before this one met nobody twice, whether
    this one met somebody twice, and whether it met somebody whom the one before did not; a digest
    of who stood on its latest page, and when that was read (Unix seconds).
    """

    whose: str
    began_at: float
    number: int = 1
    page: int = 1
    limit: int = 0
    had_each_once: bool = False
    is_doubled: bool = False
    is_changed: bool = False
    is_over: bool = False
    latest: bytes = b""
    read_at: float = 0.0

    def gone_on(self, now: float, *, once: bool) -> "Walk | None":
        """The walk after a break; None where what it has is no longer how things are. A first pass
        is good enough to be held to another one; a later one would be what the file holds, and so
        one more follows it.
        """
        if 0 <= now - self.read_at <= FRESH or self.page == self.number == 1:
            return self
        if self.is_over or once:
            return None
        return msgspec.structs.replace(self, is_changed=True)


class Person(msgspec.Struct, frozen=True):
    """Somebody on a page: id and record."""

    id: str
    record: Record
