"""Permissions that are to be taken away, and what came of each; pure."""

from enum import StrEnum
from typing import Self

import msgspec

from webapp.background.errand import Errand


class Result(StrEnum):
    """GONE: revoked, and a reading shows it no more. ALREADY gone, so that nothing was sent.
    UNPROVED: the platform took it, and could not be asked whether it is gone. FAILED: it is there
    still, or nothing is known. PENDING: not tried yet.
    """

    GONE = "gone"
    ALREADY = "already"
    UNPROVED = "unproved"
    FAILED = "failed"
    PENDING = "pending"


class Reason(StrEnum):
    """Why one FAILED. RESISTED: the platform took it and lists it all the same. ODD: what it says
    is none that this dashboard knows, such as an id that cannot be sent.
    """

    FORBIDDEN = "forbidden"
    REFUSED = "refused"
    ODD = "odd"
    BUSY = "busy"
    UNREACHED = "unreached"
    RESISTED = "resisted"
    SIGNED_OUT = "signed out"
    INTERRUPTED = "interrupted"


class Target(msgspec.Struct, frozen=True):
    """One grant, by its id, what its app is called, and what came of it. `at` (Unix seconds) is
    when that was known, None on a FAILED one that may be gone all the same; `said` the platform's
    own sentence, `wait` its request for patience in seconds.
    """

    grant_id: str
    name: str
    result: Result = Result.PENDING
    reason: Reason | None = None
    said: str | None = None
    wait: int | None = None
    at: float | None = None


class Revocation(Errand, frozen=True, kw_only=True):
    """What one press of a button is to take away. `begun_at` in Unix seconds."""

    targets: tuple[Target, ...]
    begun_at: float
    is_over: bool = False

    @property
    def is_running(self) -> bool:
        """Whether somebody should be at it."""
        return not self.is_over

    def interrupted(self) -> Self:
        """What was not tried, or not proved, is not known to be gone."""
        return msgspec.structs.replace(
            self,
            is_over=True,
            targets=tuple(
                Target(target.grant_id, target.name, Result.FAILED, Reason.INTERRUPTED)
                if target.result in (Result.PENDING, Result.UNPROVED)
                else target
                for target in self.targets
            ),
        )

    def told(self, target: Target) -> Self:
        """With what came of one."""
        return msgspec.structs.replace(
            self,
            targets=tuple(
                target if known.grant_id == target.grant_id else known for known in self.targets
            ),
        )

    @property
    def settled(self) -> int:
        """How many were tried."""
        return sum(target.result is not Result.PENDING for target in self.targets)


def again(known: Revocation) -> Revocation | None:
    """What failed is tried anew; None where nothing did."""
    if all(target.result is not Result.FAILED for target in known.targets):
        return None
    return msgspec.structs.replace(
        known,
        is_over=False,
        targets=tuple(
            Target(target.grant_id, target.name) if target.result is Result.FAILED else target
            for target in known.targets
        ),
    )
