"""A log as a file for spreadsheets. Pure."""

import csv
import io
from collections.abc import Sequence

from webapp.own_log import Deed
from webapp.pages.own_log.sentences import sentence
from webapp.responses.cells import inert

_HEADS = ("Number", "At", "In words", "Action", "Target", "Outcome", "Previous", "Hash")


def as_csv(entries: Sequence[Deed | None]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, oldest first; text that begins like a formula has
    an apostrophe in front. What cannot be read is an empty row.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_HEADS)
    for deed in entries:
        writer.writerow(_cells(deed) if deed else [""] * len(_HEADS))
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(deed: Deed) -> list[int | str]:
    said = (deed.at, sentence(deed.action), deed.action, deed.target or "", deed.outcome)
    return [deed.number, *map(inert, (*said, deed.previous, deed.hash))]
