"""Where the state of a debrief lies: in Redis, sealed, for this session's connection alone."""

import logging
import time
from collections.abc import Callable
from typing import NamedTuple

from redis import Redis
from redis.exceptions import RedisError

from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.debriefs.states import Failed, State, Writing, as_of, decode, encode

SAVE_PATIENCE = 10.0
"""Seconds for which a debrief is held on to while Redis takes no write: there may be no other."""
SAVE_PAUSE = 0.1

log = logging.getLogger(__name__)


class Claim(NamedTuple):
    """Whose task the writing is: where its state lies, and the bytes that were put there."""

    secret: str
    seen: bytes

    def __repr__(self) -> str:
        return "Claim()"


class DebriefStore:
    """States, found and opened only by who knows the connection's token key, which lies sealed in
    the session: two tabs share them, another session of the same person does not.
    """

    def __init__(self, redis: Redis, sealer: Sealer, clock: Callable[[], float] = time.time):
        self._values = SealedValues(redis, sealer, "debrief")
        self._clock = clock

    def look(self, token_key: str, profile_id: str) -> State | None:
        """How it stands now; None where none was asked for."""
        stored = self._values.read(_secret(token_key, profile_id))
        state = decode(stored.value) if stored else None
        return state and as_of(state, self._clock())

    def claim(self, token_key: str, profile_id: str, seconds: int) -> Claim | None:
        """Note that it is being written now, for `seconds` at most; to one caller alone, however
        many processes ask. None where somebody is at it, or has done it, already.
        """
        secret, now = _secret(token_key, profile_id), self._clock()
        mark = encode(Writing(since=now))
        seen = self._values.claim(secret, mark, seconds)
        if seen is None and (stored := self._values.read(secret)):
            state = decode(stored.value)
            if state is None or isinstance(as_of(state, now), Failed):
                seen = self._values.replace(secret, stored.seen, mark)
        return None if seen is None else Claim(secret, seen)

    def finish(self, claim: Claim, state: State) -> None:
        """Note what came of it, unless it was given up meanwhile and claimed by another."""
        deadline = time.monotonic() + SAVE_PATIENCE
        while True:
            try:
                self._values.replace(claim.secret, claim.seen, encode(state))
                return
            except RedisError as error:
                if time.monotonic() > deadline:
                    log.warning("What came of a debrief could not be kept: %s", error)
                    return
                time.sleep(SAVE_PAUSE)


def _secret(token_key: str, profile_id: str) -> str:
    return f"{token_key}:{profile_id}"
