"""Has batches of one kind carried out, each once, and says how they stand."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any, Generic, TypeVar

from redis import Redis
from redis.exceptions import RedisError

from webapp.auth.addresses import address_of
from webapp.auth.held_lock import watched
from webapp.auth.sealing import Sealer
from webapp.background import Threads
from webapp.background.errands import Errands, GivenUp, Held
from webapp.background.owner import Owner
from webapp.batches.batch import Batch, again, running
from webapp.batches.carrying_out import CarryingOut, Work
from webapp.batches.trade import Trade

MOST_AT_ONCE = 4
"""Batches of one kind that one process carries out; each has a thread and a connection."""
MOST_OF_ONE = 2
"""Of these, batches of one connection."""
MOST_KEPT = 20
"""Batches of one kind that are kept of one connection."""
LOCK_LIFE, LOCK_WAIT = 10.0, 60.0
"""Seconds: of a dead owner's lock, and of waiting for another batch in the same account."""

T = TypeVar("T")
After = Callable[[Batch[T]], None]
log = logging.getLogger(__name__)


def nothing_more(_: Batch[Any]) -> None:
    """What follows most batches."""


class NoSuchBatch(Exception):
    """It is not this session's, or is kept no more."""


class Batches(Generic[T]):
    """One per process and kind. A process that ends waits for nothing, and what it was at is told
    as interrupted, to be continued. Every method raises RedisError as it is.
    """

    def __init__(
        self,
        redis: Redis,
        sealer: Sealer,
        name: str,
        kind: type[Batch[T]],
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ):
        """`name` tells batches of this kind from others, and `kind` is such a batch; `pause` and
        `clock` are in (Unix) seconds.
        """
        self._redis = redis
        self._errands: Errands[Any] = Errands(redis, sealer, name, kind, MOST_KEPT)
        self._threads = Threads(name, MOST_AT_ONCE, MOST_OF_ONE)
        self._starting = Lock()
        self._name = name
        self._pause, self._clock = pause, clock

    def begin(
        self,
        owner: Owner,
        batch_id: str,
        wishes: Sequence[T],
        trade: Trade[T],
        seconds: int,
        after: After[T] = nothing_more,
    ) -> None:
        """Have wishes carried out, unless that is under way, or done, under this id; `trade` must
        last longer than the request, and the batch is kept for `seconds` at most. `after` is told
        how it ended, before anybody else is.

        Raises TooOften where too much is going on; then nothing was begun.
        """
        self._start(owner, running(batch_id, wishes, self._clock()), trade, seconds, after)

    def go_on(
        self,
        owner: Owner,
        batch: Batch[T],
        trade: Trade[T],
        seconds: int,
        after: After[T] = nothing_more,
    ) -> None:
        """The same with one that stopped."""
        self._start(owner, batch, trade, seconds, after)

    def look(self, owner: Owner, batch_id: str, patience: float = 0.0) -> Batch[T]:
        """How one stands, at the latest after so many seconds. Raises NoSuchBatch."""
        batch: Batch[T] | None = self._errands.look(owner, batch_id, patience)
        if batch is None:
            raise NoSuchBatch(batch_id)
        return batch

    def every(self, owner: Owner) -> list[Batch[T]]:
        """All that are kept, the newest first."""
        return self._errands.every(owner)

    def _start(
        self, owner: Owner, fresh: Batch[T], trade: Trade[T], seconds: int, after: After[T]
    ) -> None:
        with self._starting:  # of a form that is sent again and again none is turned away
            known = self._errands.look(owner, fresh.id)
            if known is not None and (known.is_running or again(known) is None):
                return
            with self._threads.place(owner.work_key) as start:
                task = self._errands.claim(owner, fresh, seconds, again)
                if task is not None:
                    start(lambda: self._carry_out(owner, task, trade, after))

    def _carry_out(
        self, owner: Owner, task: Held[Batch[T]], trade: Trade[T], after: After[T]
    ) -> None:
        def note(batch: Batch[T]) -> None:
            self._errands.note(task, batch)

        work = Work(lambda: self._lock(owner), note, self._pause, self._clock)
        try:
            with self._errands.at_it(task):
                ended = CarryingOut(task.errand, trade, work).run()
                try:
                    after(ended)
                finally:
                    note(ended)
        except (GivenUp, RedisError) as error:  # told as interrupted, unless another goes on
            log.warning("A batch was not carried out to its end: %r", error)
        except Exception:  # told as interrupted, and what was sent is unsure
            log.exception("A batch was under way, and this dashboard made a mistake.")

    def _lock(self, owner: Owner) -> AbstractContextManager[Callable[[], None]]:
        address = address_of("batch-lock", f"{self._name} {owner.account}")
        return watched(self._redis, address, life_seconds=LOCK_LIFE, wait_seconds=LOCK_WAIT)
