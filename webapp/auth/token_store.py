"""Where token sets lie: beside the session, under a key, a lifetime and a lock of their own.

The session holds only an unchanging `token_key`. A slow request that writes its old session back
can therefore never put a spent refresh token in the place of a rotated one.
"""

from collections.abc import Callable
from contextlib import suppress

import msgspec
from redis import Redis
from redis.exceptions import RedisError

from webapp.auth.dependents import Dependents
from webapp.auth.errors import SignInRequired
from webapp.auth.fresh_tokens import FreshTokens, StoredTokens
from webapp.auth.held_lock import OwnLock
from webapp.auth.sealed_values import SealedValues, new_secret
from webapp.auth.sealing import Sealer
from webapp.auth.token_set import TokenSet
from webapp.redis_connection import is_followed

WORK = "work"
"""The purpose of values that outlive the renewal of their connection (`Connection.work_key`)."""


class TokenStore:
    """Token sets in Redis, sealed; found and opened by their token key only."""

    def __init__(self, redis: "Redis", sealer: Sealer, lifetime_seconds: int):
        self._redis = redis
        self._values = SealedValues(redis, sealer, "tokens")
        self.dependents = Dependents(redis)
        self._lifetime = lifetime_seconds

    def add(self, token_set: TokenSet) -> str:
        """Store a new connection's tokens and return their token key."""
        token_key = new_secret()
        self._values.add(token_key, token_set.encode(), self._lifetime)
        return token_key

    def load(self, token_key: str) -> StoredTokens | None:
        """The tokens as they are now; None when the connection has ended."""
        stored = self._values.read(token_key)
        try:
            return stored and StoredTokens(TokenSet.decode(stored.value), stored.seen)
        except msgspec.MsgspecError:
            return None  # written by a release that knew other fields

    def living(self, token_key: str) -> StoredTokens:
        """The tokens as they are now. Raises SignInRequired when the connection has ended."""
        stored = self.load(token_key)
        if stored is None:
            raise SignInRequired("The connection to Profile has ended.")
        return stored

    def mark_in_flight(
        self, token_key: str, stored: StoredTokens, now: float
    ) -> StoredTokens | None:
        """Note that the refresh token is about to be sent (Unix seconds).

        Returns what then lies there; None when the tokens changed or ended meanwhile.
        """
        marked = msgspec.structs.replace(stored.token_set, in_flight_since=now)
        seen = self._values.replace(token_key, stored.seen, marked.encode())
        return None if seen is None else StoredTokens(marked, seen)

    def note_failure(
        self, token_key: str, sent: StoredTokens, *, failed_at: float, unclear_since: float | None
    ) -> None:
        """Note that a refresh failed (Unix seconds), and since when it is not clear whether the
        refresh token is still good (None: it is). The mark of another who tries stays.
        """
        noted = msgspec.structs.replace(
            sent.token_set, failed_at=failed_at, in_flight_since=unclear_since
        )
        with suppress(RedisError):  # then those who waited try in turn
            self._values.replace(token_key, sent.seen, noted.encode())

    def is_followed(self, token_key: str) -> bool:
        """Whether a replica of Redis has them, where one is to have; raises as its namesake."""
        return is_followed(self._redis, self.address(token_key))

    def save(
        self,
        token_key: str,
        sent: StoredTokens,
        fresh: TokenSet,
        when_alone: Callable[[], None] = lambda: None,
    ) -> bool:
        """Store what the refresh token `sent` brought; see `fresh_tokens`."""
        return FreshTokens(self, token_key, sent, fresh).save(when_alone)

    def replace(self, token_key: str, seen: bytes, token_set: TokenSet) -> bytes | None:
        """As `SealedValues.replace`."""
        return self._values.replace(token_key, seen, token_set.encode())

    def delete(self, token_key: str) -> None:
        """End the connection here, and what goes with it; a late save cannot revive it."""
        self._values.end(token_key, self._lifetime)
        self.dependents.end(self.address(token_key))

    def end_unchanged(self, token_key: str, seen: StoredTokens) -> bool:
        """The same, but not over what another did since; whether the connection has ended then."""
        has_ended = self._values.end_unchanged(token_key, seen.seen, self._lifetime)
        if has_ended:
            self.dependents.end(self.address(token_key))
        return has_ended

    def was_ended(self, token_key: str) -> bool:
        """Whether somebody ended the connection; not where it gave way, lapsed or was lost."""
        return self._values.was_ended(token_key)

    def give_way(self, token_key: str, heir: str | None) -> None:
        """End the connection here for another of the same account and person. The one that has the
        tokens under `heir` takes over its WORK; without an heir that ends, too. Profile may hold
        both under one grant, so whoever comes late with tokens of this one must not revoke them.
        """
        self._values.forget(token_key)
        tokens = self.address(token_key)
        if heir is None:
            self.dependents.end(tokens)
        else:
            self.dependents.hand_on(tokens, self.address(heir), WORK, self._lifetime)

    def address(self, token_key: str) -> str:
        """Where the tokens lie; tells nothing about the token key."""
        return self._values.address(token_key)

    def lock(self, token_key: str, *, life_seconds: float, wait_seconds: float) -> OwnLock:
        """A lock over all processes, released by its owner only; `held_lock` keeps it alive."""
        return OwnLock(
            self._redis,
            f"{self.address(token_key)}:lock",
            timeout=life_seconds,
            blocking_timeout=wait_seconds,
            sleep=0.02,
            thread_local=False,  # the thread that renews it is not the one that took it
        )
