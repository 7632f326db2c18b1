"""Where the state of a debrief lies: in Redis, sealed, for this session's connection alone."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from redis import Redis
from redis.exceptions import RedisError

from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealed_values import SealedValues, Stored, new_secret
from webapp.auth.sealing import Sealer
from webapp.background import Pulses
from webapp.debriefs.states import Failed, Reason, State, Writing, as_of, decode, encode
from webapp.redis_connection import patiently

log = logging.getLogger(__name__)


class Claim(NamedTuple):
    """Whose task the writing is: where its state lies, the bytes that were put there, and the
    pulse that says that somebody is at it.
    """

    secret: str
    seen: bytes
    pulse: str

    def __repr__(self) -> str:
        return "Claim()"


class DebriefStore:
    """States, found and opened only by who knows the connection's token key, which lies sealed in
    the session: two tabs share them, another session of the same person does not.
    """

    def __init__(self, redis: Redis, sealer: Sealer, clock: Callable[[], float] = time.time):
        self._values = SealedValues(redis, sealer, "debrief")
        self._pulses = Pulses(redis)
        self._dependents = Dependents(redis)
        self._clock = clock

    def look(self, token_key: str, profile_id: str) -> State | None:
        """How it stands now; None where none was asked for."""
        return self._state(self._values.read(_secret(token_key, profile_id)))

    def claim(self, token_key: str, profile_id: str, seconds: int) -> Claim | None:
        """Note that it is being written now, for `seconds` at most; to one caller alone, however
        many processes ask. None where somebody is at it, or has done it, already.
        """
        secret, pulse = _secret(token_key, profile_id), new_secret()
        mark = encode(Writing(self._clock(), pulse))
        address = self._values.address(secret)
        self._dependents.add(address_of("tokens", token_key), address, seconds)
        self._pulses.beat(pulse)  # first: nobody is to see the mark without it
        seen = self._values.claim(secret, mark, seconds)
        if seen is None and (stored := self._values.read(secret)):
            state = self._state(stored)
            if state is None or isinstance(state, Failed):
                seen = self._values.replace(secret, stored.seen, mark)
        if seen is None:
            self._pulses.stop(pulse)
            return None
        return Claim(secret, seen, pulse)

    def at_it(self, claim: Claim) -> AbstractContextManager[None]:
        """Say that somebody is writing it while the block runs."""
        return self._pulses.kept(claim.pulse)

    def finish(self, claim: Claim, state: State) -> None:
        """Note what came of it, unless it was given up meanwhile and claimed by another."""
        try:
            patiently(lambda: self._values.replace(claim.secret, claim.seen, encode(state)))
        except RedisError as error:
            log.warning("What came of a debrief could not be kept: %s", error)

    def forget(self, token_key: str, profile_id: str) -> None:
        """Nothing is known of it any more, and whoever is at it keeps nothing."""
        self._values.forget(_secret(token_key, profile_id))

    def _state(self, stored: Stored | None) -> State | None:
        state = decode(stored.value) if stored else None
        if isinstance(state, Writing) and state.pulse and not self._pulses.is_felt(state.pulse):
            return Failed(Reason.INTERRUPTED)
        return state and as_of(state, self._clock())


def _secret(token_key: str, profile_id: str) -> str:
    return f"{token_key}:{profile_id}"
