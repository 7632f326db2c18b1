"""An invite sent once more. No reading shows whether it was."""

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

_BEFORE = {Standing.GONE: Outcome.GONE, Standing.ANSWERED: Outcome.ANSWERED}
_MISSING = {
    Standing.GONE: Outcome.GONE,
    Standing.ANSWERED: Outcome.ANSWERED,
    Standing.PENDING: Outcome.NOT_OFFERED,
    Standing.UNKNOWN: Outcome.UNTOLD,
}
"""What a 404 means by how the person stands: a call that does not exist is answered so, too."""


@dataclass(frozen=True)
class Resending:
    """`send` is the call (`InvitesApi.again`); `read` is None where people may not be read."""

    send: Callable[[str], None]
    read: Read | None
    clock: Callable[[], float] = time.time

    def __call__(self, act: Act, note: Callable[[Act], None]) -> Act:
        """Carry it out; `note` keeps that it is about to be sent, before it is. Raises what says
        that nothing was sent, and is no matter of this one person.
        """
        ended = ended_by_reading(act, self.read, _BEFORE, self.clock)
        return ended or noted_and_sent(act, note, self._sent)

    def _sent(self, act: Act) -> Act:
        try:
            self.send(act.profile_id)
        except (Conflict, NoSuchPerson, NotOffered, Rejected, TooMany) as error:
            return self._refused(act, error)
        except (Unavailable, UnexpectedAnswer) as error:
            is_unsent = isinstance(error, Unavailable) and not error.was_sent
            return act.came_to(Outcome.UNREACHED if is_unsent else Outcome.UNSURE)
        return act.came_to(Outcome.DONE)

    def _refused(self, act: Act, error: ApiError) -> Act:
        match error:
            case TooMany():
                return nothing_sent(act, error, self.clock())
            case NotOffered():
                return act.came_to(Outcome.NOT_OFFERED)
            case Rejected(message=said):
                return act.came_to(Outcome.REFUSED, said)
            case Conflict(message=said):
                waits = standing_now(self.read, act.profile_id) is Standing.PENDING
                return act.came_to(Outcome.REFUSED if waits else Outcome.ANSWERED, said)
        return act.came_to(_MISSING[standing_now(self.read, act.profile_id)])
