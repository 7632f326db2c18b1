"""The one that decides: take the token as it is, renew it, wait for another's renewal, give up.

Lock, read again, refresh only if still due, save by compare-and-set. `invalid_grant` ends the
connection; no failure of the network ever does.
"""

import time
from collections.abc import Callable

from redis.exceptions import LockError

from webapp.auth.errors import AnswerRefused, GrantEnded, LoginUnavailable, SignInRequired
from webapp.auth.token_endpoint import BUDGET, TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import StoredTokens, TokenStore

LEEWAY = 60
"""Seconds before expiry from which on a token counts as due."""

LOCK_LIFE = BUDGET + 5
"""Seconds; outlives the refresh call, so that no second one starts while the first may answer."""

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
    ):
        self._key = token_key
        self._store = store
        self._endpoint = endpoint
        self._clock = clock

    def access_token(self) -> str:
        """A token that lives long enough for a call.

        Raises SignInRequired when the connection has ended, LoginUnavailable when the token has
        expired and Profile's login cannot be reached.
        """
        stored = self._load()
        if not self._is_due(stored.token_set):
            return stored.token_set.access_token
        return self._renewed(self._is_due)

    def renew(self, rejected: str) -> str:
        """A token other than the one that the platform just rejected. Raises as access_token."""
        return self._renewed(lambda tokens: tokens.access_token == rejected)

    def _is_due(self, tokens: TokenSet) -> bool:
        return tokens.expires_within(LEEWAY, self._clock())

    def _renewed(self, is_stale: Callable[[TokenSet], bool]) -> str:
        lock = self._store.lock(self._key, life_seconds=LOCK_LIFE, wait_seconds=LOCK_WAIT)
        try:
            with lock:
                stored = self._load()
                if is_stale(stored.token_set):
                    return self._refreshed(stored, is_stale)
                return stored.token_set.access_token
        except LockError:
            return self._without_lock(is_stale)

    def _refreshed(self, stored: StoredTokens, is_stale: Callable[[TokenSet], bool]) -> str:
        if stored.token_set.refresh_token is None:
            return self._ended()
        try:
            fresh = self._endpoint.refresh(stored.token_set)
        except GrantEnded:
            return self._after_refusal(stored)
        except (LoginUnavailable, AnswerRefused) as error:
            return self._while_it_lives(stored.token_set, is_stale, error)
        if self._store.save(self._key, stored.seen, fresh):
            return fresh.access_token
        return self._load().token_set.access_token

    def _after_refusal(self, stored: StoredTokens) -> str:
        """Somebody with a lapsed lock may have renewed meanwhile: read once more before ending."""
        now_stored = self._load()
        if now_stored.seen != stored.seen:
            return now_stored.token_set.access_token
        return self._ended()

    def _while_it_lives(
        self, tokens: TokenSet, is_stale: Callable[[TokenSet], bool], error: Exception
    ) -> str:
        """Due but not yet expired, and not rejected: the old token still serves."""
        if is_stale == self._is_due and not tokens.expires_within(0, self._clock()):
            return tokens.access_token
        raise LoginUnavailable("The connection could not be renewed just now.") from error

    def _without_lock(self, is_stale: Callable[[TokenSet], bool]) -> str:
        """Whoever holds the lock took too long; what it may have stored decides."""
        tokens = self._load().token_set
        if is_stale(tokens):
            raise LoginUnavailable("Another request is still renewing this connection.")
        return tokens.access_token

    def _load(self) -> StoredTokens:
        stored = self._store.load(self._key)
        if stored is None:
            raise SignInRequired("The connection to Profile has ended.")
        return stored

    def _ended(self) -> str:
        self._store.delete(self._key)
        raise SignInRequired("The connection to Profile has ended.")
