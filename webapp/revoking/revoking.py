"""Has revocations carried out behind the requests that ask for them, each once."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from redis import Redis
from redis.exceptions import RedisError

from webapp.api.grants import GrantsApi
from webapp.auth.addresses import address_of
from webapp.auth.held_lock import exclusively
from webapp.auth.sealing import Sealer
from webapp.background import Threads
from webapp.background.errands import Errands, GivenUp, Held
from webapp.background.owner import Owner
from webapp.revoking.carrying_out import Work, carry_out
from webapp.revoking.revocation import Revocation, Target, again

MOST_AT_ONCE = 4
"""Revocations that one process carries out; each has a thread and a connection of its own."""
MOST_OF_ONE = 2
"""Of these, revocations of one person in one account, which go one by one anyway."""
LOCK_LIFE, LOCK_WAIT = 10.0, 60.0
"""Seconds: of a dead owner's lock, and of waiting for another tab's revocations."""

log = logging.getLogger(__name__)


class NoSuchRevocation(Exception):
    """It is not this session's, or is kept no more."""


class NoGrantsApi(Exception):
    """The platform offers this dashboard no way to revoke the permissions of others."""


class Revoking:
    """One per process. Every method raises RedisError as it is."""

    def __init__(self, redis: Redis, sealer: Sealer, clock: Callable[[], float] = time.time):
        self._redis = redis
        self._errands = Errands(redis, sealer, "revocation", Revocation)
        self._threads = Threads("revocation", MOST_AT_ONCE, MOST_OF_ONE)
        self._clock = clock

    def begin(
        self,
        owner: Owner,
        name: str,
        targets: Sequence[Target],
        grants: GrantsApi,
        *,
        whose: str,
        seconds: int,
    ) -> bool:
        """Have these taken away; False where that is under way, or done, under this `name`. What
        failed is tried again. `whose` names the person and account, whose revocations go one by
        one.

        Raises TooOften where too much is going on; then nothing was begun.
        """
        fresh = Revocation(id=name, targets=tuple(targets), begun_at=self._clock())
        with self._threads.place(whose) as start:
            task = self._errands.claim(owner, fresh, seconds, again)
            if task is not None:
                start(lambda: self._carry_out(task, grants, whose))
        return task is not None

    def look(self, owner: Owner, name: str, patience: float = 0.0) -> Revocation:
        """How one stands, at the latest after so many seconds. Raises NoSuchRevocation."""
        revocation = self._errands.look(owner, name, patience)
        if revocation is None:
            raise NoSuchRevocation(name)
        return revocation

    def _carry_out(self, task: Held[Revocation], grants: GrantsApi, whose: str) -> None:
        def note(revocation: Revocation) -> None:
            self._errands.note(task, revocation)

        work = Work(grants, lambda: self._lock(whose), note, self._clock)
        try:
            with self._errands.at_it(task):
                note(carry_out(task.errand, work))
        except (GivenUp, RedisError) as error:  # told as interrupted, unless another goes on
            log.warning("A revocation was not carried out to its end: %r", error)

    def _lock(self, whose: str) -> AbstractContextManager[None]:
        address = address_of("grants-lock", whose)
        return exclusively(self._redis, address, life_seconds=LOCK_LIFE, wait_seconds=LOCK_WAIT)
