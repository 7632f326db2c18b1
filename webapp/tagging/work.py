"""What carrying out a change needs, and how much it puts up with."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from redis.exceptions import RedisError

from webapp.api import ApiError, Conflict, Forbidden, NoSuchTag, NotFound, Rejected
from webapp.api.tags import TagsApi
from webapp.auth.errors import AuthError
from webapp.background.setbacks import Setbacks, Verdicts, final_cause, passing_cause
from webapp.tagging.change import Change
from webapp.tagging.states import Setback, Stop, Trouble

FORESEEN = (ApiError, AuthError, RedisError, Setback)
"""What may befall a round: of its calls to the platform, of the lock around it, of itself."""

LABELS: Final = None
"""What the lock around every comparison of labels is called. No string: every string may come as
the id of a tag, and would wait for itself.
"""


@dataclass(frozen=True)
class Work:
    """`lock` keeps everybody else of this dashboard from what it names; `note` keeps how far the
    change is; `pause` waits so many seconds, and `clock` tells Unix seconds.
    """

    tags: TagsApi
    lock: Callable[[str | None], AbstractContextManager[None]]
    note: Callable[[Change], None]
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time


def setbacks(work: Work, waiting: Callable[[float | None], None]) -> Setbacks:
    """Of one run; `waiting` is told until when the platform asked for patience, and None when that
    is over. Raises Stop.
    """
    verdicts = Verdicts(_final, _passing, lambda until: Stop(Trouble.BUSY, again_at=until))
    return Setbacks(verdicts, waiting, work.pause, work.clock)


def _final(error: Exception) -> Stop | None:
    """What no second try mends."""
    match error:
        case NoSuchTag():
            return Stop(Trouble.DELETED)
        case NotFound():
            return Stop(Trouble.NOT_OFFERED)
        case Rejected() | Conflict() | Forbidden():
            said = error.message
        case _:
            said = None
    cause = final_cause(error)
    return Stop(Trouble(cause.value), said) if cause else None


def _passing(error: Exception) -> Stop:
    """What to tell of what may pass, and has not."""
    return error.stop if isinstance(error, Setback) else Stop(Trouble(passing_cause(error).value))
