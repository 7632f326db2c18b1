"""Ending connections: here at once, at Profile within a bound."""

import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from redis.exceptions import RedisError

from webapp.auth.errors import AuthError, KeyMissing
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import TokenStore
from webapp.request_id import carried

PATIENCE = 2.0
"""Seconds that signing out waits for Profile; slower revocations go on behind it."""

PATIENCE_BEHIND = 60.0
"""Seconds that a revocation may wait for its turn at the login, which others may keep busy."""

log = logging.getLogger(__name__)


class Leaving(NamedTuple):
    """A connection that is to end; `token_set` is None where it has ended already, or cannot be
    read here.
    """

    token_key: str
    token_set: TokenSet | None


def leaving(store: TokenStore, token_keys: Iterable[str]) -> list[Leaving]:
    """What `sign_out` is to end, read while nothing has been ended yet. Raises RedisError."""
    return [Leaving(token_key, _readable(store, token_key)) for token_key in token_keys]


def _readable(store: TokenStore, token_key: str) -> TokenSet | None:
    try:
        stored = store.load(token_key)
    except KeyMissing as error:  # the person wants them gone, read or not
        log.warning("Ended here, but Profile cannot be told: %s", error)
        return None
    return stored and stored.token_set


def sign_out(store: TokenStore, endpoint: TokenEndpoint, ending: Iterable[Leaving]) -> None:
    """Delete the tokens, then revoke the grants (RFC 7009). Fails neither because of Profile nor
    of Redis: what was begun is finished as far as can be, and what could not be deleted is revoked.
    """
    token_sets = []
    for token_key, token_set in ending:
        with suppress(RedisError):
            store.delete(token_key)
        if token_set is not None:
            token_sets.append(token_set)
    revocation = threading.Thread(
        target=carried(partial(give_back, endpoint, token_sets, PATIENCE_BEHIND)),
        name="revocation",
        daemon=True,
    )
    revocation.start()
    revocation.join(PATIENCE)


def give_back(
    endpoint: TokenEndpoint, token_sets: Iterable[TokenSet], patience: float | None = None
) -> None:
    """Have tokens revoked whose connection has ended here; each within BRIEF_TIMEOUT, once its turn
    has come, for which it waits so many seconds at most.
    """
    for token_set in token_sets:
        try:
            endpoint.revoke(token_set, patience)
        except AuthError as error:
            log.warning("Ended here, but Profile did not confirm: %s", error)
