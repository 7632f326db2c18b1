"""What a reading of the platform says of the rows of a batch; pure."""

from typing import TypeVar

from msgspec.structs import replace

from webapp.batches.batch import OPEN, Batch, Outcome, Row
from webapp.batches.trade import Found

T = TypeVar("T")


def open_places(batch: Batch[T]) -> list[int]:
    """Which rows are not settled."""
    return [place for place, row in enumerate(batch.rows) if row.outcome in OPEN]


def unsure_places(batch: Batch[T]) -> list[int]:
    """Of which rows nobody knows whether they were done."""
    return [place for place, row in enumerate(batch.rows) if row.outcome is Outcome.UNSURE]


def cleared(row: Row[T], found: Found | None, number: int) -> Row[T]:
    """An open row before anything is sent, by a reading in which it has this number: what is so
    already, and what was not done when it was tried. Without a reading what is unsure stays so.
    """
    if found is not None and number in found:
        outcome = Outcome.ALREADY if row.outcome is Outcome.PENDING else Outcome.DONE
        return replace(row, outcome=outcome, made=found[number])
    if found is None and row.outcome is Outcome.UNSURE:
        return row
    return replace(row, outcome=Outcome.PENDING, said=None)


def judged(row: Row[T], found: Found, number: int) -> Row[T]:
    """An unsure row by a reading after it was sent."""
    outcome = Outcome.DONE if number in found else Outcome.FAILED
    return replace(row, outcome=outcome, made=found.get(number))


def with_row(batch: Batch[T], place: int, row: Row[T], now: float) -> Batch[T]:
    """The batch with another row in that place."""
    rows = batch.rows
    return replace(batch, rows=(*rows[:place], row, *rows[place + 1 :]), at=now)
