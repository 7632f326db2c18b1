"""Does wishes one by one, each at most once.

What is about to be sent is noted as UNSURE before it is sent, so that nobody sends it again unseen,
whatever becomes of this process. A row that is unsure is cleared by a reading alone.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from msgspec.structs import replace
from redis.exceptions import LockError, RedisError

from webapp.api import Conflict, NoAnswer, NotFound, Rejected
from webapp.background.setbacks import Setbacks, is_unclear
from webapp.batches.batch import Batch, Row, ended, stopped
from webapp.batches.readings import cleared, judged, open_places, untold_places, with_row
from webapp.batches.states import Outcome, Stop, Trouble
from webapp.batches.trade import Trade
from webapp.batches.verdicts import FORESEEN, VERDICTS, passing

T = TypeVar("T")

MOST_UNCLEAR = 3
"""Wishes in a row of which nobody knows whether they were done, after which it stops."""
SETTLES = 60.0
"""Seconds for which the platform may still be at what it did not answer, or was not heard of."""


@dataclass(frozen=True)
class Work(Generic[T]):
    """`lock` keeps everybody else from the same trade in the account; its check raises a RedisError
    where it does so no more. `note` keeps how far it is; `pause` and `clock` are in (Unix) seconds.
    """

    lock: Callable[[], AbstractContextManager[Callable[[], None]]]
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
            with ExitStack() as block:
                self._every(self._locked(block))
        except Stop as stop:
            if stop.trouble is not Trouble.UNCLEAR:  # a reading since may have cleared it
                return stopped(self._batch, stop, self._work.clock())
        except FORESEEN as error:
            return stopped(self._batch, passing(error), self._work.clock())
        return ended(self._batch, self._work.clock())

    def _locked(self, block: ExitStack) -> Callable[[], None]:
        try:
            return block.enter_context(self._work.lock())
        except LockError:
            raise Stop(Trouble.OCCUPIED) from None

    def _every(self, check: Callable[[], None]) -> None:
        while not self._tried(self._clear):
            pass
        try:
            for place in range(len(self._batch.rows)):
                while self._batch.rows[place].outcome is Outcome.PENDING:
                    self._do(place, check)
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
        places, now = open_places(self._batch), self._work.clock()
        found = self._trade.look([self._batch.rows[place].wish for place in places])
        for number, place in enumerate(places):
            self._put(place, cleared(self._batch.rows[place], found, number, now))

    def _do(self, place: int, check: Callable[[], None]) -> None:
        """Send one wish, and keep what came of it; still PENDING where it may be tried again."""
        row = self._batch.rows[place]
        unheard = self._work.clock() + SETTLES  # for whoever goes on when this process is no more
        try:
            self._put(place, replace(row, outcome=Outcome.UNSURE, settles_at=unheard))
            self._work.note(self._batch)
            check()
        except RedisError:
            self._put(place, row)
            raise
        try:
            made = self._trade.do(row.wish)
        except FORESEEN as error:
            self._met(place, row, error)
        else:
            self._answered(place, replace(row, outcome=Outcome.DONE, made=made))

    def _met(self, place: int, row: Row[T], error: Exception) -> None:
        if isinstance(error, Rejected | Conflict | NotFound):
            said = None if isinstance(error, NotFound) else error.message
            self._answered(place, replace(row, outcome=Outcome.REFUSED, said=said))
        elif is_unclear(error):
            settles_at = self._work.clock() + SETTLES if isinstance(error, NoAnswer) else None
            self._put(place, replace(row, outcome=Outcome.UNSURE, settles_at=settles_at))
            self._unclear += 1
            if self._unclear >= MOST_UNCLEAR:
                raise Stop(Trouble.UNCLEAR)
        else:
            self._put(place, row)
            self._setbacks.meet(error)

    def _answered(self, place: int, row: Row[T]) -> None:
        """The platform is there, and said what became of one."""
        self._unclear = 0
        self._setbacks.progress()
        self._put(place, row)

    def _judge(self) -> None:
        """By a reading after everything."""
        places, now = untold_places(self._batch), self._work.clock()
        wishes = [self._batch.rows[place].wish for place in places]
        found = self._trade.look(wishes) if places else None
        if found is not None:
            for number, place in enumerate(places):
                self._put(place, judged(self._batch.rows[place], found, number, now))

    def _put(self, place: int, row: Row[T]) -> None:
        self._batch = with_row(self._batch, place, row, self._work.clock())

    def _waiting(self, until: float | None) -> None:
        self._batch = replace(self._batch, waits_until=until)
        self._work.note(self._batch)
