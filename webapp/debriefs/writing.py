"""Has debriefs written behind the requests that ask for them, and says how they stand."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from webapp.api import ApiError, NotFound
from webapp.api.debriefs import Debrief
from webapp.api.profiles import Completion, Profile
from webapp.auth.errors import LoginUnavailable
from webapp.background import Threads
from webapp.debriefs.shown import Shown, Standing, read, shown
from webapp.debriefs.states import FORESEEN, Failed, Reason, State, Written, failure
from webapp.debriefs.store import Claim, DebriefStore

MOST_AT_ONCE = 8
"""Debriefs that one process waits for; each has a thread and a connection of its own."""

log = logging.getLogger(__name__)

Read = Callable[[str], Debrief | None]
Write = Callable[[str], Debrief]


class Debriefs:
    """One per process. A process that ends waits for no answer, and what it was waiting for is
    told as interrupted.
    """

    def __init__(
        self,
        store: DebriefStore,
        most_at_once: int = MOST_AT_ONCE,
        clock: Callable[[], float] = time.time,
    ):
        self._store = store
        self._threads = Threads("debrief", most_at_once)
        self._clock = clock

    def of(self, token_key: str, profile: Profile) -> Shown | None:
        """How somebody's debrief stands, by what is known here; None for who has no results."""
        if profile.completion is Completion.PENDING:
            return None
        return self._known(token_key, profile.id)

    def look(
        self, token_key: str, profile_id: str, read_it: Read, *, is_wished: bool = False
    ) -> Shown:
        """The same, and where nothing sure is known here, by asking Profile: where a person wishes
        it (`is_wished`) whatever is known, but for a debrief that is here already.

        `read_it` is the call that only reads. It never fails the page that the section is part of;
        NotFound alone is passed on, for what cannot be an id.
        """
        known = self._known(token_key, profile_id)
        is_here = known.standing is Standing.WRITTEN
        if known.waits_for_a_look or (is_wished and not is_here):
            return _looked(known, read_it)
        return known

    def write(self, token_key: str, profile: Profile, write_it: Write, seconds: int) -> None:
        """Have one written, unless that is under way, or done; `write_it` is the call, and what
        comes of it is kept for `seconds` at most.

        Raises TooOften where this process writes as many as it can; then nothing was begun.
        """
        with self._threads.place() as start:
            claim = self._store.claim(token_key, profile.id, seconds)
            if claim is not None:
                start(lambda: self._write(claim, profile.id, write_it))

    def forget(self, token_key: str, profile_id: str) -> None:
        """The person is gone: nothing that was written of them is kept. Raises RedisError."""
        self._store.forget(token_key, profile_id)

    def _write(self, claim: Claim, profile_id: str, write_it: Write) -> None:
        with self._store.at_it(claim):
            self._store.finish(claim, self._outcome(profile_id, write_it))

    def _outcome(self, profile_id: str, write_it: Write) -> State:
        try:
            return Written(write_it(profile_id), self._clock())
        except FORESEEN as error:
            log.warning("No debrief: %s: %s", type(error).__name__, error)
            return failure(error, self._clock())
        except Exception:
            log.exception("A debrief was asked for, and this dashboard made a mistake.")
            return Failed(Reason.UNCLEAR)

    def _known(self, token_key: str, profile_id: str) -> Shown:
        return shown(profile_id, self._store.look(token_key, profile_id), self._clock())


def _looked(known: Shown, read_it: Read) -> Shown:
    try:
        found = read_it(known.profile_id)
    except NotFound:
        raise
    except (ApiError, LoginUnavailable) as error:
        log.warning("No look at a debrief: %s: %s", type(error).__name__, error)
        unread = Standing.UNREADABLE if known.standing is Standing.UNREAD else known.standing
        return replace(known, standing=unread, is_looked=True)
    if found is not None:
        return read(known.profile_id, found)
    none = Standing.NONE if known.standing is Standing.UNREAD else known.standing
    return replace(known, standing=none, is_looked=True)
