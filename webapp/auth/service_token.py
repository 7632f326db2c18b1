"""Tokens by client credentials, for calls that no person makes: one request for all processes.

Never a person's token, and never for a page of a person: `speaks_for` says so to the type checker
and to the ways out (`webapp.api.token_source`).
"""

import time
from collections.abc import Callable
from typing import ClassVar, Literal

from redis.exceptions import LockError

from webapp.auth.service_dialects import Service
from webapp.auth.service_endpoint import WHOLE_SECONDS, ServiceEndpoint
from webapp.auth.service_errors import BeingRenewed, ServiceTokenError
from webapp.auth.service_store import KeptToken, ServiceStore

LOCK_LIFE = WHOLE_SECONDS + 5
"""Seconds after which the lock of a dead process is free."""
LOCK_WAIT = LOCK_LIFE + 1
"""Seconds that others wait for the one who asks."""
PAUSE = 5.0
"""Seconds without a second try after a failure, as long as the token at hand still serves."""


class ServiceTokenSource:
    """Gives out the token of one service; all processes share it, and one of them renews it."""

    speaks_for: ClassVar[Literal["service"]] = "service"

    def __init__(
        self,
        service: Service,
        store: ServiceStore,
        endpoint: ServiceEndpoint,
        clock: Callable[[], float] = time.time,
    ):
        self.service = service
        self._store = store
        self._endpoint = endpoint
        self._clock = clock

    def __repr__(self) -> str:
        return f"ServiceTokenSource({self.service.dialect.key!r})"

    def access_token(self) -> str:
        """A token that lives long enough for a call.

        Raises a ServiceTokenError where there is none, and redis.RedisError.
        """
        return self._given_out(rejected=None)

    def renew(self, rejected: str) -> str:
        """Another token than the one that the service just rejected. Raises as access_token."""
        return self._given_out(rejected)

    def kept(self) -> KeptToken:
        """What there is without asking for anything. Raises redis.RedisError."""
        return self._store.read()

    def _given_out(self, rejected: str | None) -> str:
        kept, now = self._store.read(), self._clock()
        serves = _serves(kept, rejected, now)
        if serves and (now < kept.due_at or _has_just_failed(kept, now)):
            return kept.access_token
        try:
            wait = 0.0 if serves else LOCK_WAIT
            with self._store.exclusively(life_seconds=LOCK_LIFE, wait_seconds=wait):
                return self._asked_for(rejected, kept)
        except LockError:
            error: ServiceTokenError = BeingRenewed("Another process is still asking for a token.")
        except ServiceTokenError as failure:
            error = failure
        if _serves(kept, rejected, self._clock()):
            return kept.access_token
        raise error

    def _asked_for(self, rejected: str | None, seen: KeptToken) -> str:
        """Under the lock: what another brought since we looked, a token or its failure; else a
        request. One is enough for all who waited for it, whatever came of it.
        """
        kept, now = self._store.read(), self._clock()
        if kept.access_token and kept.obtained_at != seen.obtained_at:
            return kept.access_token
        failure = kept.failure
        if failure and (failure != seen.failure or failure.at <= now < failure.until):
            raise failure.error(now)
        try:
            brought = KeptToken.of(self._endpoint.ask(self.service), self._clock())
        except ServiceTokenError as error:
            still = KeptToken() if kept.access_token == rejected else kept
            self._store.put(still.failed(error, self._clock()), self._clock())
            raise
        self._store.put(brought, self._clock())
        return brought.access_token


def _serves(kept: KeptToken, rejected: str | None, now: float) -> bool:
    """Whether a call can be made with it, due or not."""
    return kept.access_token not in ("", rejected) and now < kept.expires_at


def _has_just_failed(kept: KeptToken, now: float) -> bool:
    """Whether it is too early for another try; a failure to come is of a clock that goes wrong."""
    return kept.failure is not None and now - PAUSE <= kept.failure.at <= now
