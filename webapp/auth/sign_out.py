"""Ending a connection: here at once, at Profile within a bound."""

import logging
import threading

from webapp.auth.errors import AuthError
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import TokenStore

PATIENCE = 2.0
"""Seconds that signing out waits for Profile; a slower revocation goes on behind it."""

log = logging.getLogger(__name__)


def sign_out(store: TokenStore, endpoint: TokenEndpoint, token_key: str) -> None:
    """Delete the tokens, then revoke the grant (RFC 7009). Never fails because of Profile."""
    stored = store.load(token_key)
    store.delete(token_key)
    if stored is None:
        return
    revocation = threading.Thread(
        target=_revoke, args=(endpoint, stored.token_set), name="revocation", daemon=True
    )
    revocation.start()
    revocation.join(PATIENCE)


def _revoke(endpoint: TokenEndpoint, token_set: TokenSet) -> None:
    try:
        endpoint.revoke(token_set)
    except AuthError as error:
        log.warning("Signed out here, but Profile did not confirm: %s", error)
