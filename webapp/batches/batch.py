"""A batch: one row a wish, what came of each, and how the whole of it stands; pure."""

from collections import Counter
from collections.abc import Iterable
from typing import Generic, Self, TypeVar

import msgspec

from webapp.background.errand import Errand
from webapp.batches.states import OPEN, Outcome, State, Stop, Trouble

T = TypeVar("T")


class Row(msgspec.Struct, Generic[T], frozen=True):
    """One wish and what came of it: `made` is the id of what there is now, where that is told;
    `said` the platform's own sentence. One that was not answered may be done after a reading
    that does not show it: until `settles_at` (Unix seconds) that proves nothing.
    """

    wish: T
    outcome: Outcome = Outcome.PENDING
    made: str | None = None
    said: str | None = None
    settles_at: float | None = None

    def is_settled(self, now: float) -> bool:
        """Whether a reading at this moment shows what came of it."""
        return self.settles_at is None or now >= self.settles_at


class Batch(Errand, Generic[T], frozen=True, kw_only=True):
    """All rows, in the order of the wishes. `begun_at` and `at`, the moment of the latest news, in
    Unix seconds; `waits_until` says that the platform asked for patience.
    """

    rows: tuple[Row[T], ...]
    begun_at: float
    at: float
    state: State = State.RUNNING
    trouble: Trouble | None = None
    said: str | None = None
    again_at: float | None = None
    waits_until: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether somebody should be at it."""
        return self.state is State.RUNNING

    def interrupted(self) -> Self:
        """As it stands when nobody is at it any more."""
        return msgspec.structs.replace(
            self, state=State.STOPPED, trouble=Trouble.INTERRUPTED, waits_until=None
        )

    @property
    def counts(self) -> Counter[Outcome]:
        """How many rows of each outcome."""
        return Counter(row.outcome for row in self.rows)

    @property
    def settled(self) -> int:
        """How many rows it is through with."""
        return len(self.rows) - sum(self.counts[outcome] for outcome in OPEN)

    @property
    def can_go_on(self) -> bool:
        """Whether it may be continued where it stopped."""
        return self.state is State.STOPPED and self.trouble is not Trouble.NOT_OFFERED


def running(name: str, wishes: Iterable[T], now: float) -> Batch[T]:
    """One that is about to be carried out."""
    return Batch(id=name, rows=tuple(map(Row, wishes)), begun_at=now, at=now)


def again(known: Batch[T]) -> Batch[T] | None:
    """How one that is not running goes on; None for what is done."""
    if known.state is State.DONE:
        return None
    changes = {"state": State.RUNNING, "trouble": None, "said": None, "again_at": None}
    return msgspec.structs.replace(known, **changes)


def ended(batch: Batch[T], now: float) -> Batch[T]:
    """The batch when every row was met: DONE, or STOPPED for what is not settled."""
    left = [row for row in batch.rows if row.outcome in OPEN]
    if not left:
        return msgspec.structs.replace(batch, state=State.DONE, at=now)
    again_at = max((row.settles_at for row in left if row.settles_at is not None), default=None)
    is_over = again_at is None or again_at <= now
    return stopped(batch, Stop(Trouble.UNCLEAR, again_at=None if is_over else again_at), now)


def stopped(batch: Batch[T], stop: Stop, now: float) -> Batch[T]:
    """The batch where it could not go on."""
    return msgspec.structs.replace(
        batch,
        state=State.STOPPED,
        trouble=stop.trouble,
        said=stop.said,
        again_at=stop.again_at,
        waits_until=None,
        at=now,
    )
