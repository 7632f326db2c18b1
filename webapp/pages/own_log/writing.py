"""A log as a file for spreadsheets. Pure."""

from collections.abc import Sequence

from webapp.own_log import Deed
from webapp.pages.own_log.sentences import sentence
from webapp.responses.csv_file import Cell, csv_bytes

_HEADS = ("Number", "At", "In words", "Action", "Target", "Outcome", "Previous", "Hash")


def as_csv(entries: Sequence[Deed | None]) -> bytes:
    """Oldest first. What cannot be read is an empty row."""
    empty = [""] * len(_HEADS)
    return csv_bytes(_HEADS, (_cells(deed) if deed else empty for deed in entries))


def _cells(deed: Deed) -> Sequence[Cell]:
    said = (deed.at, sentence(deed.action), deed.action, deed.target or "", deed.outcome)
    return [deed.number, *said, deed.previous, deed.hash]
