"""The one that decides: take the token as it is, renew it, wait for another's renewal, give up.

Lock, read again, refresh only if still due, save by compare-and-set. `invalid_grant` ends the
connection; no failure of the network ever does.
"""

import time
from collections.abc import Callable

from redis.exceptions import LockError

from webapp.auth.errors import AnswerRefused, GrantEnded, LoginUnavailable, SignInRequired
from webapp.auth.held_lock import held
from webapp.auth.token_endpoint import BUDGET, TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import StoredTokens, TokenStore

LOCK_LIFE = BUDGET + 5
"""Seconds; outlives a usual refresh, and is renewed for as long as an unusual one takes."""

LOCK_WAIT = BUDGET + 2
"""Seconds that others wait for the one who refreshes."""


class TokenKeeper:
    """Gives out the access token of one connection, and renews it once for all processes."""

    def __init__(
        self,
        token_key: str,
        store: TokenStore,
        endpoint: TokenEndpoint,
        clock: Callable[[], float] = time.time,
        lock_life: float = LOCK_LIFE,
    ):
        self._key = token_key
        self._store = store
        self._endpoint = endpoint
        self._clock = clock
        self._lock_life = lock_life

    def access_token(self) -> str:
        """A token that lives long enough for a call.

        Raises SignInRequired when the connection has ended, LoginUnavailable when the token has
        expired and Profile's login cannot be reached.
        """
        stored = self._load()
        if not self._is_stale(stored.token_set, rejected=None):
            return stored.token_set.access_token
        return self._renewed(rejected=None)

    def renew(self, rejected: str) -> str:
        """A token other than the one that the platform just rejected. Raises as access_token."""
        return self._renewed(rejected)

    def _is_stale(self, tokens: TokenSet, rejected: str | None) -> bool:
        """Whether it is the token that was rejected; where none was, whether it is due."""
        if rejected is not None:
            return tokens.access_token == rejected
        return tokens.is_due(self._clock())

    def _renewed(self, rejected: str | None) -> str:
        lock = self._store.lock(self._key, life_seconds=self._lock_life, wait_seconds=LOCK_WAIT)
        try:
            with held(lock, self._lock_life):
                stored = self._load()
                if not self._is_stale(stored.token_set, rejected):
                    return stored.token_set.access_token
                return self._refreshed(stored)
        except LockError:
            error = LoginUnavailable("Another request is still renewing this connection.")
            return self._while_it_lives(rejected, error)
        except (LoginUnavailable, AnswerRefused) as error:
            return self._while_it_lives(rejected, error)

    def _refreshed(self, stored: StoredTokens) -> str:
        if stored.token_set.refresh_token is None:
            return self._ended()
        try:
            fresh = self._endpoint.refresh(stored.token_set, self._endpoint.server())
        except GrantEnded:
            return self._after_refusal(stored)
        if self._store.save(self._key, stored.seen, fresh):
            return fresh.access_token
        return self._load().token_set.access_token

    def _after_refusal(self, stored: StoredTokens) -> str:
        """Somebody with a lapsed lock may have renewed meanwhile: read once more before ending."""
        now_stored = self._load()
        if now_stored.seen != stored.seen:
            return now_stored.token_set.access_token
        return self._ended()

    def _while_it_lives(self, rejected: str | None, error: Exception) -> str:
        """Not renewed: what is stored now still serves unless it was rejected or has expired."""
        tokens = self._load().token_set
        if tokens.access_token != rejected and tokens.expires_at > self._clock():
            return tokens.access_token
        raise LoginUnavailable("The connection could not be renewed just now.") from error

    def _load(self) -> StoredTokens:
        stored = self._store.load(self._key)
        if stored is None:
            raise SignInRequired("The connection to Profile has ended.")
        return stored

    def _ended(self) -> str:
        self._store.delete(self._key)
        raise SignInRequired("The connection to Profile has ended.")
