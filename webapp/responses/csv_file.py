"""Rows in, the bytes of a CSV file for spreadsheets out; pure."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from webapp.responses.cells import inert

Cell = str | float | None
ENCODING = "utf-8-sig"


def csv_bytes(heads: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, without which Excel reads another encoding.

    Text is quoted, so that a spreadsheet that splits at semicolons makes no cells of it, and has
    an apostrophe in front where it begins like a formula.
    """
    text = io.StringIO(newline="")
    write_csv(text, heads, rows)
    return text.getvalue().encode(ENCODING, "replace")


def write_csv(file: TextIO, heads: Sequence[str], rows: Iterable[Iterable[Cell]]) -> None:
    """The same into a file that is open in ENCODING, row by row."""
    csv.writer(file).writerow(heads)
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
