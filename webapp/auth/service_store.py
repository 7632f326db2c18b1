"""Where a service's token lies, sealed, for all processes; and the lock of who asks for one.

It is found and opened by a keyed hash of address, id and secret: other credentials find nothing,
and nobody can try a guess at them without a server key.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import msgspec
from redis import Redis
from redis.exceptions import RedisError

from webapp.auth import service_errors
from webapp.auth.held_lock import exclusively
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.service_dialects import Service
from webapp.auth.service_errors import ServiceLimited, ServiceTokenError
from webapp.auth.token_set import TokenSet

PURPOSE = "service"
FAILURE_LIVES = 60.0
"""Seconds for which a failure is kept at least; those who wait for it do so for less."""
LONGEST_PAUSE = 600
"""Seconds; a service that asks for a longer pause is asked again all the same."""


class Failure(msgspec.Struct, frozen=True):
    """Why the last request brought no token: at `at`, and good `until` then (Unix seconds)."""

    kind: str
    said: str
    at: float
    until: float

    def error(self, now: float) -> ServiceTokenError:
        """The same error once more."""
        kind: type[ServiceTokenError] = getattr(service_errors, self.kind, ServiceTokenError)
        if kind is ServiceLimited:
            wait = math.ceil(self.until - now)
            return ServiceLimited(self.said, retry_after=wait if wait > 0 else None)
        return kind(self.said)


class KeptToken(msgspec.Struct, frozen=True, kw_only=True):
    """A token and its times (Unix seconds); "" where there is none."""

    access_token: str = ""
    obtained_at: float = 0.0
    due_at: float = 0.0
    expires_at: float = 0.0
    failure: Failure | None = None

    @classmethod
    def of(cls, tokens: TokenSet, now: float) -> "KeptToken":
        """What was just obtained."""
        return cls(
            access_token=tokens.access_token,
            obtained_at=now,
            due_at=tokens.due_at,
            expires_at=tokens.expires_at,
        )

    def failed(self, error: ServiceTokenError, now: float) -> "KeptToken":
        """The same after a request in vain."""
        wait = min(getattr(error, "retry_after", None) or 0, LONGEST_PAUSE)
        failure = Failure(type(error).__name__, str(error), now, now + wait)
        return msgspec.structs.replace(self, failure=failure)

    def lives_until(self) -> float:
        """When nothing of it is of use any more."""
        failure = self.failure
        return max(
            self.expires_at, max(failure.at + FAILURE_LIVES, failure.until) if failure else 0
        )

    def __repr__(self) -> str:
        return f"KeptToken({bool(self.access_token)}, expires_at={self.expires_at:.0f})"


class ServiceStore:
    """The one place of one service's token."""

    def __init__(self, redis: "Redis", sealer: Sealer, service: Service):
        client = service.client
        said = "\n".join((service.token_url, client.client_id, client.client_secret))
        self._secret = sealer.names(said, purpose=PURPOSE)[0]
        self._values = SealedValues(redis, sealer, PURPOSE)
        self._redis = redis

    def read(self) -> KeptToken:
        """What lies there. Raises redis.RedisError."""
        stored = self._values.read(self._secret)
        with suppress(msgspec.MsgspecError):  # written by a release that knew other fields
            if stored is not None:
                return msgspec.msgpack.decode(stored.value, type=KeptToken)
        return KeptToken()

    def put(self, kept: KeptToken, now: float) -> None:
        """Store it over what lies there, by who holds the lock. What cannot be stored is asked for
        again by the next: nothing is lost.
        """
        seconds = max(1, math.ceil(kept.lives_until() - now))
        with suppress(RedisError):
            self._values.forget(self._secret)
            self._values.add(self._secret, msgspec.msgpack.encode(kept), seconds)

    @contextmanager
    def exclusively(self, *, life_seconds: float, wait_seconds: float) -> Iterator[None]:
        """One at a time over all processes. Raises redis.exceptions.LockError."""
        address = f"{self._values.address(self._secret)}:lock"
        with exclusively(
            self._redis, address, life_seconds=life_seconds, wait_seconds=wait_seconds
        ):
            yield
