"""A batch: one row a wish, what came of each, and how the whole of it stands; pure."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, Self, TypeVar

import msgspec

from webapp.background.errand import Errand

T = TypeVar("T")


class Outcome(StrEnum):
    """DONE by this batch. ALREADY so: nothing was sent. REFUSED by the platform. PENDING: not
    tried. FAILED: it was tried, and a reading shows that it was not done. UNSURE: it was sent, or
    about to be, and whether it was done is not known.
    """

    DONE = "done"
    ALREADY = "already"
    REFUSED = "refused"
    PENDING = "pending"
    FAILED = "failed"
    UNSURE = "unsure"


OPEN = frozenset({Outcome.PENDING, Outcome.FAILED, Outcome.UNSURE})
"""Rows with which a batch can be continued."""


class State(StrEnum):
    """RUNNING; DONE as far as it goes; STOPPED before its end, and may be continued."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class Trouble(StrEnum):
    """Why it stopped. BUSY: the platform asks for more patience than is worth waiting. UNREACHED:
    nothing could be sent. UNCLEAR: of some of it nobody knows whether it was done, or it failed.
    INTERRUPTED on our side. SIGNED_OUT, NOT_ALLOWED and NOT_OFFERED by the platform.
    """

    BUSY = "busy"
    UNREACHED = "unreached"
    UNCLEAR = "unclear"
    INTERRUPTED = "interrupted"
    SIGNED_OUT = "signed out"
    NOT_ALLOWED = "not allowed"
    NOT_OFFERED = "not offered"


class Stop(Exception):
    """A batch cannot go on. `said` is the platform's own sentence; `again_at` the moment (Unix
    seconds) before which it asks not to be asked again.
    """

    def __init__(self, trouble: Trouble, said: str | None = None, again_at: float | None = None):
        super().__init__(trouble.value)
        self.trouble, self.said, self.again_at = trouble, said, again_at


class Row(msgspec.Struct, Generic[T], frozen=True):
    """One wish and what came of it: `made` is the id of what there is now, where that is told;
    `said` the platform's own sentence.
    """

    wish: T
    outcome: Outcome = Outcome.PENDING
    made: str | None = None
    said: str | None = None


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


def stopped(batch: "Batch[T]", stop: Stop, now: float) -> "Batch[T]":
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
