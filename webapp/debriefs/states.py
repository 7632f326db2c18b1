"""What is known of a debrief that was asked for: being written, written, or not. Pure."""

from enum import StrEnum
from typing import TypeAlias

import msgspec
from redis.exceptions import RedisError

from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NotFound,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    Unavailable,
)
from webapp.api.debriefs import WRITING, Debrief
from webapp.auth.errors import AuthError, SignInRequired
from webapp.auth.token_keeper import LOCK_WAIT

LONGEST = 2 * (LOCK_WAIT + WRITING.connect) + WRITING.read + WRITING.whole
"""Seconds after which nobody is writing any more, pulse or not: a token renewed before the call
and after a refusal, and the call itself."""


FORESEEN = (ApiError, AuthError, RedisError)
"""What may befall the call that writes."""


class Reason(StrEnum):
    """Why there is none: Profile said no, asked for patience, does not know the person (or the
    call), has no such call, was not reached, did not answer clearly, or whoever waited for the
    answer is gone."""

    REFUSED = "refused"
    BUSY = "busy"
    UNKNOWN = "unknown"
    NOT_OFFERED = "not offered"
    UNREACHED = "unreached"
    UNCLEAR = "unclear"
    INTERRUPTED = "interrupted"


class Writing(msgspec.Struct, frozen=True, tag="writing"):
    """Profile has been asked to write it, `since` then (Unix seconds), by whom this `pulse` is."""

    since: float
    pulse: str | None = None


class Written(msgspec.Struct, frozen=True, tag="written"):
    """It came `at` that moment (Unix seconds)."""

    debrief: Debrief
    at: float


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """It did not come. `said` is Profile's own sentence, where it sent one, and `again_at` the
    moment (Unix seconds) before which it asks not to be asked again.
    """

    reason: Reason
    said: str | None = None
    again_at: float | None = None

    @property
    def may_be_written(self) -> bool:
        """Whether Profile may have written it all the same."""
        return self.reason in (Reason.UNCLEAR, Reason.INTERRUPTED)


State: TypeAlias = Writing | Written | Failed


def as_of(state: State, now: float) -> State:
    """The state as it is at that moment (Unix seconds): nobody writes for ever."""
    if isinstance(state, Writing) and now - state.since > LONGEST:
        return Failed(Reason.INTERRUPTED)
    return state


def failure(error: Exception, now: float) -> Failed:
    """What one of FORESEEN comes to at that moment (Unix seconds). Without a token nothing was
    sent, or what was is refused.
    """
    match error:
        case SignInRequired() | TokenRefused():
            return Failed(Reason.REFUSED)
        case Unavailable(was_sent=False) | AuthError() | RedisError():
            return Failed(Reason.UNREACHED)
        case Rejected() | Conflict() | Forbidden():
            return Failed(Reason.REFUSED, error.message)
        case TooMany(retry_after=seconds):
            return Failed(Reason.BUSY, again_at=None if seconds is None else now + seconds)
        case NotFound():
            return Failed(Reason.UNKNOWN)
        case NotOffered():
            return Failed(Reason.NOT_OFFERED)
        case _:
            return Failed(Reason.UNCLEAR)


def encode(state: State) -> bytes:
    """As bytes, to be sealed."""
    return msgspec.msgpack.encode(state)


def decode(value: bytes) -> State | None:
    """Read what `encode` wrote; None for what another release wrote."""
    try:
        state: State = msgspec.msgpack.decode(value, type=State)
    except msgspec.MsgspecError:
        return None
    return state
