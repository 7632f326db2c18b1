"""What a reading of the platform says of the rows of a batch; pure."""

from typing import TypeVar

from msgspec.structs import replace

from webapp.batches.batch import Batch, Row
from webapp.batches.states import OPEN, Outcome
from webapp.batches.trade import Found

T = TypeVar("T")


def open_places(batch: Batch[T]) -> list[int]:
    """Which rows are not settled."""
    return [place for place, row in enumerate(batch.rows) if row.outcome in OPEN]


def untold_places(batch: Batch[T]) -> list[int]:
    """Of which rows nobody knows whether they were done, or what they made."""
    return [place for place, row in enumerate(batch.rows) if _is_untold(row)]


def cleared(row: Row[T], found: Found | None, number: int, now: float) -> Row[T]:
    """An open row before anything is sent, by a reading in which it has this number: what is so
    already, and what was not done when it was tried. Without a reading what was tried stays so.
    """
    if found is not None and number in found:
        outcome = Outcome.ALREADY if row.outcome is Outcome.PENDING else Outcome.DONE
        return replace(row, outcome=outcome, made=found[number], settles_at=None)
    was_tried = row.outcome is not Outcome.PENDING
    if was_tried and (found is None or not row.is_settled(now)):
        return row
    return replace(row, outcome=Outcome.PENDING, said=None, settles_at=None)


def judged(row: Row[T], found: Found, number: int, now: float) -> Row[T]:
    """An untold row by a reading after it was sent."""
    if number in found:
        return replace(row, outcome=Outcome.DONE, made=found[number], settles_at=None)
    if row.outcome is Outcome.DONE or not row.is_settled(now):
        return row
    return replace(row, outcome=Outcome.FAILED)


def with_row(batch: Batch[T], place: int, row: Row[T], now: float) -> Batch[T]:
    """The batch with another row in that place."""
    rows = batch.rows
    return replace(batch, rows=(*rows[:place], row, *rows[place + 1 :]), at=now)


def _is_untold(row: Row[T]) -> bool:
    return row.outcome is Outcome.UNSURE or (row.outcome is Outcome.DONE and row.made is None)
