"""An export in, the bytes of a file out. Pure."""

import msgspec

from webapp.pages.exports.records import Export, Record
from webapp.people.columns import LABELS
from webapp.responses.csv_file import Cell, csv_bytes

CORE_COLUMNS = 5
"""As many ranks as the platform names; further ones get columns, too, where somebody has them."""


def as_json(export: Export) -> bytes:
    """Indented UTF-8."""
    return msgspec.json.format(msgspec.json.encode(export), indent=2)


def as_csv(export: Export) -> bytes:
    """Moment and account stand in each row, so that every row is a person's."""
    with_tags = export.question.tags is not None
    ranks = max([CORE_COLUMNS, *(len(record.core) for record in export.people)])
    closing = (export.as_of.isoformat(timespec="seconds"), export.account)
    rows = ((*cells(record, ranks, with_tags), *closing) for record in export.people)
    return csv_bytes(heads(ranks, with_tags), rows)


def heads(ranks: int, with_tags: bool) -> list[str]:
    """The first row, for so many Core values."""
    named: list[str] = []
    for key, label in LABELS.items():
        if key == "core":
            named += [f"{label} {rank}" for rank in range(1, ranks + 1)]
        elif key != "tags" or with_tags:
            named.append(label)
    return [*named, "As of", "Account"]


def cells(record: Record, ranks: int, with_tags: bool) -> list[Cell]:
    """One person's, as many as there are heads, but for the last two."""
    tags = () if record.tags is msgspec.UNSET else record.tags
    return [
        record.name,
        record.email,
        record.status,
        record.style,
        *(record.d, record.i, record.s, record.c),
        *record.core,
        *[None] * (ranks - len(record.core)),
        *(["; ".join(tags)] if with_tags else []),
        record.updated.isoformat() if record.updated else None,
    ]
