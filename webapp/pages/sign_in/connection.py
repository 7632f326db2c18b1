"""From fresh tokens to a signed-in session."""

from webapp.api import ApiError
from webapp.api.account import Account
from webapp.auth.browser_session import BrowserSession
from webapp.auth.errors import AuthError
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_set import TokenSet
from webapp.services import Services


def connect(services: Services, token_set: TokenSet, session: BrowserSession) -> None:
    """Store the tokens and sign the browser in under a new session id.

    Tokens of an earlier sign-in of this browser are deleted here but not revoked at Profile, which
    may hold both under one grant.
    """
    earlier = SignedIn.read(session)
    token_key = services.tokens.add(token_set)
    account = _account(services, token_key, token_set)
    session.start_over()
    SignedIn(
        token_key=token_key,
        scope=token_set.scope,
        account_id=account.id if account else None,
        account_name=account.name if account else None,
    ).write(session)
    if earlier is not None:
        services.tokens.delete(earlier.token_key)


def _account(services: Services, token_key: str, token_set: TokenSet) -> Account | None:
    """The account these tokens are bound to; a failure to learn its name stops nobody."""
    if "account:read" not in token_set.scope:
        return None
    try:
        return services.platform(services.keeper(token_key)).account.read()
    except (ApiError, AuthError):
        return None
