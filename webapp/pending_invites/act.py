"""One act upon somebody's invite, and what came of it; pure."""

from enum import StrEnum
from typing import Self

import msgspec

from webapp.background.errand import Errand


class Deed(StrEnum):
    """What is done with an invite."""

    RESEND = "resend"
    CANCEL = "cancel"


class Outcome(StrEnum):
    """READING: nothing was sent yet. SENDING: the call may be under way.

    DONE. GONE: there is no such person any more. ANSWERED: the person has answered since, so that
    it was not done. NOT_OFFERED: Profile has no such call. UNTOLD: one of both, GONE or that.
    REFUSED by Profile. BUSY: it asks for patience. UNREACHED: nothing was sent. FAILED: it was
    sent, and a reading shows that it was not done. UNSURE: whether it was done is not known.
    UNPROVEN: Profile says that it is done, and no reading shows it; STANDS: a reading denies it.
    """

    READING = "reading"
    SENDING = "sending"
    DONE = "done"
    GONE = "gone"
    ANSWERED = "answered"
    NOT_OFFERED = "not offered"
    UNTOLD = "untold"
    REFUSED = "refused"
    BUSY = "busy"
    UNREACHED = "unreached"
    FAILED = "failed"
    UNSURE = "unsure"
    UNPROVEN = "unproven"
    STANDS = "stands"


_UNDER_WAY = frozenset({Outcome.READING, Outcome.SENDING})
_NOTHING_SENT = frozenset({Outcome.BUSY, Outcome.UNREACHED})


class Act(Errand, frozen=True, kw_only=True):
    """`who` is how the person was called when it was asked for; `said` the platform's own sentence;
    `at` its latest news, and `again_at` the moment before which the platform asks not to be asked
    again, in Unix seconds.
    """

    deed: Deed
    profile_id: str
    who: str
    at: float
    outcome: Outcome = Outcome.READING
    said: str | None = None
    again_at: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether somebody should be at it."""
        return self.outcome in _UNDER_WAY

    def interrupted(self) -> Self:
        """What was about to be sent when its process ended may have been."""
        was_sent = self.outcome is Outcome.SENDING
        return self.came_to(Outcome.UNSURE if was_sent else Outcome.UNREACHED)

    def came_to(
        self, outcome: Outcome, said: str | None = None, again_at: float | None = None
    ) -> Self:
        """The same with what came of it."""
        return msgspec.structs.replace(self, outcome=outcome, said=said, again_at=again_at)


def again(known: Act) -> Act | None:
    """How the same form is carried out anew; None where it is not. A message goes out at most once
    a form; a cancellation reads before it does anything, so that it may be tried as often as it is
    not known to be done.
    """
    may_be_tried = known.outcome in _NOTHING_SENT
    if known.deed is Deed.CANCEL:
        may_be_tried |= known.outcome in (Outcome.FAILED, Outcome.UNSURE, Outcome.STANDS)
    return known.came_to(Outcome.READING) if may_be_tried else None
