"""From what a revoking call met to what came of it; pure."""

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
    UnexpectedAnswer,
)
from webapp.auth.errors import AuthError, LoginUnavailable
from webapp.revoking.revocation import Reason, Result, Target

FORESEEN = (ApiError, AuthError, RedisError)
"""What may befall a call, or the lock around it."""


def failed(target: Target, error: Exception, now: float | None) -> Target:
    """The target after one of FORESEEN, at that moment (Unix seconds); None where the call was sent
    and may have been done.
    """
    reason, said, wait = Reason.UNREACHED, None, None
    match error:
        case Forbidden():
            reason, said = Reason.FORBIDDEN, error.message
        case Rejected() | Conflict():
            reason, said = Reason.REFUSED, error.message
        case NotOffered() | NotFound():
            reason = Reason.REFUSED
        case UnexpectedAnswer():
            reason = Reason.ODD
        case TooMany(retry_after=seconds):
            reason, wait = Reason.BUSY, seconds
        case RedisError():
            reason = Reason.INTERRUPTED
        case TokenRefused() | AuthError() if not isinstance(error, LoginUnavailable):
            reason = Reason.SIGNED_OUT
    return msgspec.structs.replace(
        target, result=Result.FAILED, reason=reason, said=said, wait=wait, at=now
    )
