"""Does wishes one by one, each at most once.

What is about to be sent is noted as UNSURE before it is sent, so that nobody sends it again unseen,
whatever becomes of this process. A row that is unsure is cleared by a reading alone.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from msgspec.structs import replace
from redis.exceptions import RedisError

from webapp.api import Conflict, NotFound, Rejected
from webapp.background.setbacks import Setbacks, is_unclear
from webapp.batches.batch import OPEN, Batch, Outcome, Row, State, Stop, Trouble, stopped
from webapp.batches.readings import cleared, judged, open_places, unsure_places, with_row
from webapp.batches.trade import Trade
from webapp.batches.verdicts import FORESEEN, VERDICTS, passing

T = TypeVar("T")

MOST_UNCLEAR = 3
"""Wishes in a row of which nobody knows whether they were done, after which it stops."""


@dataclass(frozen=True)
class Work(Generic[T]):
    """`lock` keeps everybody else from the same trade in the account; `note` keeps how far it is;
    `pause` waits so many seconds, and `clock` tells Unix seconds.
    """

    lock: Callable[[], AbstractContextManager[None]]
    note: Callable[[Batch[T]], None]
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time


class CarryingOut(Generic[T]):
    """One run of one batch."""

    def __init__(self, batch: Batch[T], trade: Trade[T], work: Work[T]):
        self._batch, self._trade, self._work = batch, trade, work
        self._setbacks = Setbacks(VERDICTS, self._waiting, work.pause, work.clock)
        self._unclear = 0

    def run(self) -> Batch[T]:
        """Carry it out as far as it goes. Raises GivenUp where another goes on with it."""
        try:
            with self._work.lock():
                self._every()
        except Stop as stop:
            return stopped(self._batch, stop, self._work.clock())
        except FORESEEN as error:
            return stopped(self._batch, passing(error), self._work.clock())
        if any(row.outcome in OPEN for row in self._batch.rows):
            return stopped(self._batch, Stop(Trouble.UNCLEAR), self._work.clock())
        return replace(self._batch, state=State.DONE, at=self._work.clock())

    def _every(self) -> None:
        while not self._tried(self._clear):
            pass
        try:
            for place in range(len(self._batch.rows)):
                while self._batch.rows[place].outcome is Outcome.PENDING:
                    self._do(place)
        finally:
            with suppress(*FORESEEN):
                self._judge()

    def _tried(self, reading: Callable[[], None]) -> bool:
        """Whether it succeeded; after some patience where not."""
        try:
            reading()
        except FORESEEN as error:
            self._setbacks.meet(error)
            return False
        self._setbacks.progress()
        return True

    def _clear(self) -> None:
        """By a reading before anything is sent."""
        places = open_places(self._batch)
        found = self._trade.look([self._batch.rows[place].wish for place in places])
        for number, place in enumerate(places):
            self._put(place, cleared(self._batch.rows[place], found, number))

    def _do(self, place: int) -> None:
        """Send one wish, and keep what came of it; still PENDING where it may be tried again.
        Raises Stop.
        """
        row = self._batch.rows[place]
        try:
            self._put(place, replace(row, outcome=Outcome.UNSURE))
            self._work.note(self._batch)
        except RedisError:
            self._put(place, row)
            raise
        try:
            made = self._trade.do(row.wish)
        except FORESEEN as error:
            self._met(place, row, error)
        else:
            self._unclear = 0
            self._setbacks.progress()
            self._put(place, replace(row, outcome=Outcome.DONE, made=made))

    def _met(self, place: int, row: Row[T], error: Exception) -> None:
        if isinstance(error, Rejected | Conflict | NotFound):
            said = None if isinstance(error, NotFound) else error.message
            self._put(place, replace(row, outcome=Outcome.REFUSED, said=said))
        elif is_unclear(error):
            self._unclear += 1
            if self._unclear >= MOST_UNCLEAR:
                raise Stop(Trouble.UNCLEAR)
        else:
            self._put(place, row)
            self._setbacks.meet(error)

    def _judge(self) -> None:
        """By a reading after everything."""
        places = unsure_places(self._batch)
        if not places:
            return
        found = self._trade.look([self._batch.rows[place].wish for place in places])
        if found is not None:
            for number, place in enumerate(places):
                self._put(place, judged(self._batch.rows[place], found, number))

    def _put(self, place: int, row: Row[T]) -> None:
        self._batch = with_row(self._batch, place, row, self._work.clock())

    def _waiting(self, until: float | None) -> None:
        self._batch = replace(self._batch, waits_until=until)
        self._work.note(self._batch)
