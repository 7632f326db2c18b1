"""An invite cancelled: the pending profile is deleted, and a reading shows that it is gone.

Source: authentication page, `profiles:write`; that there is one call for both is assumed.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from webapp.api import Conflict, NoSuchPerson, NotOffered, Rejected, TooMany
from webapp.api.errors import ApiError, Unavailable, UnexpectedAnswer
from webapp.pending_invites.act import Act, Outcome
from webapp.pending_invites.readings import (
    Read,
    Standing,
    ended_by_reading,
    noted_and_sent,
    nothing_sent,
    standing_now,
)

_BEFORE = {
    Standing.GONE: Outcome.GONE,
    Standing.ANSWERED: Outcome.ANSWERED,
    Standing.UNKNOWN: Outcome.UNREACHED,
}
_DONE = {
    Standing.GONE: Outcome.DONE,
    Standing.ANSWERED: Outcome.STANDS,
    Standing.PENDING: Outcome.STANDS,
    Standing.UNKNOWN: Outcome.UNPROVEN,
}
"""What a success means by what is read after it."""
_LOST = {
    Standing.GONE: Outcome.DONE,
    Standing.ANSWERED: Outcome.ANSWERED,
    Standing.PENDING: Outcome.FAILED,
    Standing.UNKNOWN: Outcome.UNSURE,
}
"""What no usable answer means."""


@dataclass(frozen=True)
class Cancelling:
    """`delete` is the call (`ProfilesApi.delete`). Whoever may not read people cannot know that it
    deletes no results, so that it does nothing for them.
    """

    delete: Callable[[str], None]
    read: Read
    clock: Callable[[], float] = time.time

    def __call__(self, act: Act, note: Callable[[Act], None]) -> Act:
        """Carry it out; `note` keeps that it is about to be sent, before it is. Raises what says
        that nothing was sent, and is no matter of this one person.
        """
        ended = ended_by_reading(act, self.read, _BEFORE, self.clock)
        return ended or noted_and_sent(act, note, self._sent)

    def _sent(self, act: Act) -> Act:
        try:
            self.delete(act.profile_id)
        except TooMany as error:
            return nothing_sent(act, error, self.clock())
        except (Conflict, NoSuchPerson, NotOffered, Rejected) as error:
            return self._refused(act, error)
        except (Unavailable, UnexpectedAnswer) as error:
            if isinstance(error, Unavailable) and not error.was_sent:
                return act.came_to(Outcome.UNREACHED)
            return act.came_to(_LOST[self._now(act)])
        return act.came_to(_DONE[self._now(act)])

    def _refused(self, act: Act, error: ApiError) -> Act:
        now = self._now(act)
        if now in (Standing.GONE, Standing.ANSWERED):
            return act.came_to(_LOST[now])
        match error:
            case Rejected(message=said) | Conflict(message=said):
                return act.came_to(Outcome.REFUSED, said)
        is_told = isinstance(error, NotOffered) or now is Standing.PENDING
        return act.came_to(Outcome.NOT_OFFERED if is_told else Outcome.UNTOLD)

    def _now(self, act: Act) -> Standing:
        return standing_now(self.read, act.profile_id)
