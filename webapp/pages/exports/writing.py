"""An export in, the bytes of a file out. Pure."""

import csv
import io

import msgspec

from webapp.pages.exports.records import Export, Record
from webapp.people.columns import LABELS
from webapp.responses.cells import inert

CORE_COLUMNS = 5
"""As many ranks as the platform names; further ones get columns, too, where somebody has them."""

Cell = str | float | None


def as_json(export: Export) -> bytes:
    """Indented UTF-8."""
    return msgspec.json.format(msgspec.json.encode(export), indent=2)


def as_csv(export: Export) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, without which Excel reads another encoding.

    The first row names the columns; moment and account stand in each row, so that every row is a
    person's. Text is quoted: a spreadsheet that splits at semicolons then makes no cells of it.
    """
    with_tags = export.question.tags is not None
    ranks = max([CORE_COLUMNS, *(len(record.core) for record in export.people)])
    text = io.StringIO(newline="")
    csv.writer(text).writerow(_heads(ranks, with_tags))
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    for record in export.people:
        cells = _cells(record, ranks, with_tags)
        closing = (export.as_of.isoformat(timespec="seconds"), export.account)
        writer.writerow([_safe(cell) for cell in (*cells, *closing)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _heads(ranks: int, with_tags: bool) -> list[str]:
    heads: list[str] = []
    for key, label in LABELS.items():
        if key == "core":
            heads += [f"{label} {rank}" for rank in range(1, ranks + 1)]
        elif key != "tags" or with_tags:
            heads.append(label)
    return [*heads, "As of", "Account"]


def _cells(record: Record, ranks: int, with_tags: bool) -> list[Cell]:
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


def _safe(cell: Cell) -> Cell:
    return inert(cell) if isinstance(cell, str) else cell
