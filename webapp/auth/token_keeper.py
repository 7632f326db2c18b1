"""The one that decides: take the token as it is, renew it, wait for another's renewal, give up.

One renewal per connection over all processes: lock, read again, and renew only if still due.
"""

import time
from collections.abc import Callable
from typing import ClassVar, Literal

from redis.exceptions import LockError

from webapp.auth.errors import (
    NOTHING_ENDED,
    AnswerRefused,
    ClientRefused,
    LoginUnavailable,
    RefreshLimited,
    RenewalRefused,
)
from webapp.auth.held_lock import held
from webapp.auth.keeper_watch import KeeperWatch, Outcome
from webapp.auth.renewal import Renewal
from webapp.auth.token_endpoint import BUDGET, TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import TokenStore

LOCK_LIFE = BUDGET + 5
"""Seconds; outlives a usual refresh, and is renewed for as long as an unusual one takes."""
LOCK_WAIT = LOCK_LIFE + 1
"""Seconds that others wait for the one who refreshes: until its lock has lapsed if it died."""


class TokenKeeper:
    """Gives out the access token of one connection, and renews it once for all processes."""

    speaks_for: ClassVar[Literal["person"]] = "person"

    def __init__(
        self,
        token_key: str,
        store: TokenStore,
        endpoint: TokenEndpoint,
        watch: KeeperWatch | None = None,
        clock: Callable[[], float] = time.time,
        lock_life: float = LOCK_LIFE,
        just_stored: TokenSet | None = None,
    ):
        """`just_stored` are the tokens of a connection that began this moment, and that nobody else
        knows yet: the first call is made with them, without another look.
        """
        self._key = token_key
        self._store = store
        self._watch = watch or KeeperWatch()
        self._renewal = Renewal(token_key, store, endpoint, self._watch, clock)
        self._clock = clock
        self._lock_life = lock_life
        self._just_stored = just_stored
        self.given: TokenSet | None = None
        """The tokens of which one was given out last."""

    def access_token(self) -> str:
        """A token that lives long enough for a call.

        Raises SignInRequired when the connection has ended. When the token has expired and is not
        renewed: LoginUnavailable, as RenewalRefused where Profile's login said no; ClientRefused
        where it said no to this dashboard.
        """
        return self._given_out(rejected=None)

    def renew(self, rejected: str) -> str:
        """A token other than the one that the platform just rejected. Raises as access_token."""
        return self._given_out(rejected)

    def _given_out(self, rejected: str | None) -> str:
        known, self._just_stored = self._just_stored, None
        tokens = self._store.living(self._key).token_set if known is None else known
        if self._is_stale(tokens, rejected):
            tokens = self._renewed(tokens, rejected)
        self._watch.granted(tokens.scope)
        self.given = tokens
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
                stored = self._store.living(self._key)
                if not self._is_stale(stored.token_set, rejected):
                    return stored.token_set
                if self._has_just_failed(stored.token_set, asked_at):
                    raise LoginUnavailable("Another request has just tried in vain.")
                return self._renewal.of(stored)
        except LockError:
            error = LoginUnavailable("Another request is still renewing this connection.")
            return self._while_it_lives(rejected, error)
        except NOTHING_ENDED as error:
            limited = isinstance(error, RefreshLimited)
            self._watch.refreshed(Outcome.LIMITED if limited else Outcome.UNAVAILABLE)
            return self._while_it_lives(rejected, error)

    def _has_just_failed(self, tokens: TokenSet, asked_at: float) -> bool:
        """Whether the refresh that we waited for has failed: one is enough for all who asked before
        its end. A time to come, or one before anybody's wait, is of a clock that goes wrong.
        """
        now = self._clock()
        return max(asked_at, now - LOCK_WAIT) < (tokens.failed_at or 0) <= now

    def _while_it_lives(self, rejected: str | None, error: Exception) -> TokenSet:
        """Not renewed: what is stored now still serves unless it was rejected or has expired."""
        tokens = self._store.living(self._key).token_set
        if self._serves(tokens, rejected):
            return tokens
        if isinstance(error, ClientRefused):
            raise error
        kind = RenewalRefused if isinstance(error, AnswerRefused) else LoginUnavailable
        raise kind(f"The connection could not be renewed just now: {error}") from error
