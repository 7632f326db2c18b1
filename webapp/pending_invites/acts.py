"""Has acts upon invites carried out, each by one request of many, and says how they stand."""

import logging
import time
from collections.abc import Callable

from msgspec.structs import replace
from redis import Redis

from webapp.api import Forbidden, TokenRefused
from webapp.auth.errors import AuthError
from webapp.auth.sealing import Sealer
from webapp.background.errands import Errands, GivenUp, Held
from webapp.background.owner import Owner
from webapp.pending_invites.act import Act, Deed, Outcome, again

PATIENCE = 5.0
"""Seconds for which a second press of a button waits for what the first one does."""

Work = Callable[[Act, Callable[[Act], None]], Act]
"""Carries one out, and keeps with its second argument that something is about to be sent."""


log = logging.getLogger(__name__)


class Acts:
    """One per process. Every method raises RedisError as it is. Each form is carried out within a
    request, and noted before anything is sent: however often it comes, and wherever a process
    ends, nothing is sent a second time.
    """

    def __init__(self, redis: Redis, sealer: Sealer, clock: Callable[[], float] = time.time):
        self._errands: Errands[Act] = Errands(redis, sealer, "invite-act", Act)
        self._clock = clock

    def have_done(self, owner: Owner, fresh: Act, work: Work, seconds: int) -> Act:
        """Have `fresh` carried out, unless that is under way, or done, under its id; how it stands
        then. It is kept for `seconds` at most. Raises what `work` raises: then nothing was sent.
        """
        held = self._errands.claim(owner, replace(fresh, at=self._clock()), seconds, again)
        if held is not None:
            try:
                return self._carry_out(held, work)
            except GivenUp:
                log.warning("Somebody else went on with an act upon an invite.")
        return self._errands.look(owner, fresh.id, PATIENCE) or fresh

    def look(self, owner: Owner, act_id: str) -> Act | None:
        """How one stands; None where it is not this session's, or is kept no more."""
        return self._errands.look(owner, act_id)

    def latest(self, owner: Owner, deed: Deed, profile_id: str) -> Act | None:
        """The newest of this kind about somebody; None where there is none."""
        known = self._errands.every(owner)
        of_them = (act for act in known if act.deed is deed and act.profile_id == profile_id)
        return next(of_them, None)

    def _carry_out(self, held: Held[Act], work: Work) -> Act:
        with self._errands.at_it(held):
            try:
                act = work(held.errand, lambda act: self._errands.note(held, act))
            except (Forbidden, TokenRefused, AuthError):
                self._errands.note(held, held.errand.came_to(Outcome.UNREACHED))
                raise
            except Exception:  # what was about to be sent may have been
                self._errands.note(held, held.errand.interrupted())
                raise
            self._errands.note(held, replace(act, at=self._clock()))
        return held.errand
