"""Ending connections: here at once, at Profile within a bound."""

import logging
import threading
from collections.abc import Iterable

from webapp.auth.errors import AuthError
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import TokenStore

PATIENCE = 2.0
"""Seconds that signing out waits for Profile; slower revocations go on behind it."""

log = logging.getLogger(__name__)


def sign_out(store: TokenStore, endpoint: TokenEndpoint, token_keys: Iterable[str]) -> None:
    """Delete the tokens, then revoke the grants (RFC 7009). Never fails because of Profile."""
    ended = [_deleted(store, token_key) for token_key in token_keys]
    revocation = threading.Thread(
        target=_revoke, args=(endpoint, list(filter(None, ended))), name="revocation", daemon=True
    )
    revocation.start()
    revocation.join(PATIENCE)


def _deleted(store: TokenStore, token_key: str) -> TokenSet | None:
    stored = store.load(token_key)
    store.delete(token_key)
    return stored and stored.token_set


def _revoke(endpoint: TokenEndpoint, token_sets: list[TokenSet]) -> None:
    for token_set in token_sets:
        try:
            endpoint.revoke(token_set)
        except AuthError as error:
            log.warning("Signed out here, but Profile did not confirm: %s", error)
