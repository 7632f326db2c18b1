"""From the spool to the file: in order, row by row, whole or not at all."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO, NamedTuple

import msgspec

from webapp.pages.exports.records import Record
from webapp.pages.exports.writing import CORE_COLUMNS, cells, heads
from webapp.responses.csv_file import ENCODING, write_csv
from webapp.roster_export.spool import Spool
from webapp.roster_export.state import Person, Walk


class Told(NamedTuple):
    """What stands beside the people: when they were read, the account's name if that is known, and
    whether their tags are.
    """

    as_of: datetime
    account: str | None
    with_tags: bool


class _Row(Record, frozen=True, kw_only=True):
    """A person in JSON: the record, and the id by which programs know them."""

    id: str


def as_csv(spool: Spool, walk: Walk, told: Told, file: BinaryIO) -> None:
    """The columns of the dashboard's own export."""
    ranks = max(CORE_COLUMNS, spool.most_cores(walk.number))
    closing = (told.as_of.isoformat(timespec="seconds"), told.account)
    rows = (
        (*cells(person.record, ranks, told.with_tags), *closing)
        for person in _people(spool, walk, told)
    )
    text = io.TextIOWrapper(file, encoding=ENCODING, errors="replace", newline="")
    write_csv(text, heads(ranks, told.with_tags), rows)
    text.flush()
    text.detach()


def as_json(spool: Spool, walk: Walk, told: Told, file: BinaryIO) -> None:
    """An array with one person a line."""
    begin = b"[\n"
    for person in _people(spool, walk, told):
        row = _Row(id=person.id, **msgspec.structs.asdict(person.record))
        file.write(begin + msgspec.json.encode(row))
        begin = b",\n"
    file.write(b"\n]\n" if begin == b",\n" else b"[]\n")


FORMATS: dict[str, Callable[[Spool, Walk, Told, BinaryIO], None]] = {
    "csv": as_csv,
    "json": as_json,
}


def _people(spool: Spool, walk: Walk, told: Told) -> Iterator[Person]:
    return spool.people(walk.number, with_tags=told.with_tags)
