"""How rows and batches may stand, and why one may not go on; pure."""

from enum import StrEnum


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
    OCCUPIED: another batch of the account is not through yet. INTERRUPTED on our side. SIGNED_OUT,
    NOT_ALLOWED and NOT_OFFERED by the platform.
    """

    BUSY = "busy"
    UNREACHED = "unreached"
    UNCLEAR = "unclear"
    OCCUPIED = "occupied"
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
