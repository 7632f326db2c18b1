"""One try to renew the tokens of a connection, made while its lock is held.

Mark as in flight, send the refresh token, save what it brings by compare-and-set. `invalid_grant`
ends the connection; no failure of the network ever does. A mark that is found says that an earlier
try died in between, or that nobody knows what became of it: the refresh is tried once more, and if
it was the answer that got lost, the connection ends with that reason (RFC 9700 section 4.14).
"""

from collections.abc import Callable

from redis.exceptions import LockError

from webapp.auth.errors import (
    NOTHING_ENDED,
    NOTHING_SPENT,
    ConnectionInterrupted,
    GrantEnded,
    LoginUnavailable,
    RefreshLimited,
    SignInRequired,
)
from webapp.auth.fresh_tokens import StoredTokens
from webapp.auth.keeper_watch import KeeperWatch, Outcome
from webapp.auth.sign_out import give_back
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import TokenStore


class Renewal:
    """Renews the tokens of one connection; who does so when is the keeper's to say."""

    def __init__(
        self,
        token_key: str,
        store: TokenStore,
        endpoint: TokenEndpoint,
        watch: KeeperWatch,
        clock: Callable[[], float],
    ):
        self._key = token_key
        self._store = store
        self._endpoint = endpoint
        self._watch = watch
        self._clock = clock

    def of(self, stored: StoredTokens) -> TokenSet:
        """The tokens that follow these, as read under the lock.

        Raises SignInRequired when the connection has ended, one of NOTHING_ENDED, or LockError
        when another renews it all the same.
        """
        if stored.token_set.refresh_token is None:
            return self._ended(stored, SignInRequired("The connection to Profile has expired."))
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
            return self._ended(sent, _reason(stored))
        except NOTHING_ENDED as error:
            self._note_failure(stored, sent, error)
            raise
        if not self._store.save(self._key, sent, fresh, self._watch.kept_alone):
            return self._came_late(fresh)
        self._watch.refreshed(Outcome.RENEWED)
        return fresh

    def _note_failure(self, before: StoredTokens, sent: StoredTokens, error: Exception) -> None:
        """Where this try surely spent nothing, what was known before it is known again."""
        doubted = before if isinstance(error, NOTHING_SPENT) else sent
        self._store.note_failure(
            self._key,
            sent,
            failed_at=self._clock(),
            unclear_since=doubted.token_set.in_flight_since,
        )

    def _came_late(self, fresh: TokenSet) -> TokenSet:
        """What another stored meanwhile serves. Where somebody ended the connection, nobody would
        ever use or end these tokens: they go back to Profile.
        """
        stored = self._store.load(self._key)
        self._watch.refreshed(Outcome.ENDED if stored is None else Outcome.RENEWED)
        if stored is not None:
            return stored.token_set
        if self._store.was_ended(self._key):
            give_back(self._endpoint, [fresh])
        raise SignInRequired("The connection to Profile has ended meanwhile.")

    def _ended(self, seen: StoredTokens, reason: SignInRequired) -> TokenSet:
        """End the connection, unless somebody who found our lock lapsed has done more since: what
        they stored serves, and while they are at it nothing is known to have ended.
        """
        if self._store.end_unchanged(self._key, seen):
            lost = isinstance(reason, ConnectionInterrupted)
            self._watch.refreshed(Outcome.LOST if lost else Outcome.ENDED)
            raise reason
        stored = self._store.living(self._key).token_set
        if stored.refresh_token == seen.token_set.refresh_token:
            raise LoginUnavailable("Another request is just renewing this connection.")
        return stored


def _reason(before: StoredTokens) -> SignInRequired:
    """Why the refresh token is not taken any more, by what was known before it was sent."""
    if before.token_set.in_flight_since is None:
        return SignInRequired("The connection to Profile has ended.")
    return ConnectionInterrupted("A renewal was interrupted.")
