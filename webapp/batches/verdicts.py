"""What becomes of a batch by what its calls met; pure."""

from redis.exceptions import RedisError

from webapp.api import ApiError, Forbidden
from webapp.auth.errors import AuthError
from webapp.background.setbacks import Cause, Verdicts, final_cause, passing_cause
from webapp.batches.states import Stop, Trouble

FORESEEN = (ApiError, AuthError, RedisError)
"""What may befall a call, or the lock around all of them."""


def passing(error: Exception) -> Stop:
    """What to tell of what may pass, and has not."""
    return Stop(_trouble(passing_cause(error)))


def _final(error: Exception) -> Stop | None:
    cause = final_cause(error)
    said = error.message if isinstance(error, Forbidden) else None
    return Stop(_trouble(cause), said) if cause else None


def _busy(until: float) -> Stop:
    return Stop(Trouble.BUSY, again_at=until)


def _trouble(cause: Cause) -> Trouble:
    """A reading that is refused says nothing of any row."""
    return Trouble.UNCLEAR if cause is Cause.REFUSED else Trouble(cause.value)


VERDICTS = Verdicts(_final, passing, _busy)
