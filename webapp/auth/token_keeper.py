"""The one that decides: take the token as it is, renew it, wait for another's renewal, give up.

Lock, read again, mark as in flight, refresh only if still due, save by compare-and-set.
`invalid_grant` ends the connection; no failure of the network ever does. A mark that is found
under the lock says that its owner died in between: the refresh is tried once more, and if it was
the answer that got lost, the connection ends with that reason (RFC 9700 section 4.14).
"""

import time
from collections.abc import Callable

from redis.exceptions import LockError

from webapp.auth.errors import (
    NOTHING_ENDED,
    ConnectionInterrupted,
    GrantEnded,
    LoginUnavailable,
    RefreshLimited,
    SignInRequired,
)
from webapp.auth.held_lock import held
from webapp.auth.keeper_watch import KeeperWatch, Outcome
from webapp.auth.token_endpoint import BUDGET, TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import StoredTokens, TokenStore

LOCK_LIFE = BUDGET + 5
"""Seconds; outlives a usual refresh, and is renewed for as long as an unusual one takes."""
LOCK_WAIT = LOCK_LIFE + 1
"""Seconds that others wait for the one who refreshes: until its lock has lapsed if it died."""


class TokenKeeper:
    """Gives out the access token of one connection, and renews it once for all processes."""

    def __init__(
        self,
        token_key: str,
        store: TokenStore,
        endpoint: TokenEndpoint,
        watch: KeeperWatch | None = None,
        clock: Callable[[], float] = time.time,
        lock_life: float = LOCK_LIFE,
    ):
        self._key = token_key
        self._store = store
        self._endpoint = endpoint
        self._watch = watch or KeeperWatch()
        self._clock = clock
        self._lock_life = lock_life

    def access_token(self) -> str:
        """A token that lives long enough for a call.

        Raises SignInRequired when the connection has ended, LoginUnavailable when the token has
        expired and Profile's login cannot be reached.
        """
        return self._given_out(rejected=None)

    def renew(self, rejected: str) -> str:
        """A token other than the one that the platform just rejected. Raises as access_token."""
        return self._given_out(rejected)

    def _given_out(self, rejected: str | None) -> str:
        tokens = self._load().token_set
        if self._is_stale(tokens, rejected):
            tokens = self._renewed(tokens, rejected)
        self._watch.granted(tokens.scope)
        return tokens.access_token

    def _is_stale(self, tokens: TokenSet, rejected: str | None) -> bool:
        """Whether it is the token that was rejected; where none was, whether it is due."""
        if rejected is not None:
            return tokens.access_token == rejected
        return tokens.is_due(self._clock())

    def _serves(self, tokens: TokenSet, rejected: str | None) -> bool:
        """Whether a call can still be made with it, due or not."""
        return tokens.access_token != rejected and tokens.expires_at > self._clock()

    def _renewed(self, tokens: TokenSet, rejected: str | None) -> TokenSet:
        asked_at = self._clock()
        wait = 0.0 if self._serves(tokens, rejected) else LOCK_WAIT
        lock = self._store.lock(self._key, life_seconds=self._lock_life, wait_seconds=wait)
        try:
            with held(lock, self._lock_life):
                stored = self._load()
                if not self._is_stale(stored.token_set, rejected):
                    return stored.token_set
                return self._refreshed(stored, asked_at)
        except LockError:
            error = LoginUnavailable("Another request is still renewing this connection.")
            return self._while_it_lives(rejected, error)
        except NOTHING_ENDED as error:
            limited = isinstance(error, RefreshLimited)
            self._watch.refreshed(Outcome.LIMITED if limited else Outcome.UNAVAILABLE)
            return self._while_it_lives(rejected, error)

    def _refreshed(self, stored: StoredTokens, asked_at: float) -> TokenSet:
        if stored.token_set.refresh_token is None:
            return self._ended(SignInRequired("The connection to Profile has expired."))
        if (stored.token_set.in_flight_since or 0) > asked_at:
            raise LoginUnavailable("Another request has just tried in vain.")
        server = self._endpoint.server()
        if server.issuer != stored.token_set.issuer:
            raise LoginUnavailable("Profile names another authorization server just now.")
        if not self._watch.may_refresh():
            raise RefreshLimited("This connection was renewed very often just now.")
        sent = self._store.mark_in_flight(self._key, stored, self._clock())
        if sent is None:
            raise LockError("It lapsed, and another began to renew.")
        try:
            fresh = self._endpoint.refresh(stored.token_set, server)
        except GrantEnded:
            return self._after_refusal(sent, interrupted=stored.token_set.in_flight_since)
        except NOTHING_ENDED:
            self._store.note_failure(self._key, sent, self._clock())
            raise
        is_saved = self._store.save(self._key, sent, fresh)
        self._watch.refreshed(Outcome.RENEWED)
        return fresh if is_saved else self._load().token_set

    def _after_refusal(self, sent: StoredTokens, interrupted: float | None) -> TokenSet:
        """Somebody with a lapsed lock may have renewed meanwhile: read once more before ending."""
        now_stored = self._load().token_set
        if now_stored.refresh_token != sent.token_set.refresh_token:
            return now_stored
        if interrupted is None:
            return self._ended(SignInRequired("The connection to Profile has ended."))
        return self._ended(ConnectionInterrupted("A renewal was interrupted."))

    def _while_it_lives(self, rejected: str | None, error: Exception) -> TokenSet:
        """Not renewed: what is stored now still serves unless it was rejected or has expired."""
        tokens = self._load().token_set
        if self._serves(tokens, rejected):
            return tokens
        raise LoginUnavailable("The connection could not be renewed just now.") from error

    def _load(self) -> StoredTokens:
        stored = self._store.load(self._key)
        if stored is None:
            raise SignInRequired("The connection to Profile has ended.")
        return stored

    def _ended(self, reason: SignInRequired) -> TokenSet:
        self._store.delete(self._key)
        lost = isinstance(reason, ConnectionInterrupted)
        self._watch.refreshed(Outcome.LOST if lost else Outcome.ENDED)
        raise reason
