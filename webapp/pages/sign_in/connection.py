"""From fresh tokens to a signed-in session."""

from webapp.api import ApiError
from webapp.api.account import Account
from webapp.auth.browser_session import BrowserSession
from webapp.auth.connection import Connection
from webapp.auth.errors import AuthError
from webapp.auth.flow import Finished
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_set import TokenSet
from webapp.auth.whereabouts import Whereabouts, person_name
from webapp.services import Services


def connect(
    services: Services, finished: Finished, session: BrowserSession, here: Whereabouts
) -> SignedIn:
    """Store the tokens and sign the browser in under a new session id.

    The session goes on with its other connections where one was to be added or renewed; a sign-in
    to any other account begins from nothing. `here` is what the request tells of itself. Tokens
    that are left behind are deleted here but not revoked at Profile, which may hold both under one
    grant.
    """
    earlier = SignedIn.read(session)
    connection = _connection(services, finished.token_set)
    goes_on = earlier is not None and (finished.adds or earlier.has_account(connection.account_id))
    session.start_over(same_sign_in=goes_on and finished.adds)
    person = (
        earlier.with_connection(connection)
        if earlier and goes_on
        else SignedIn(connections=(connection,), active=connection.id)
    )
    person.write(session)
    kept = {known.token_key for known in person.connections}
    for known in earlier.connections if earlier else ():
        if known.token_key not in kept:
            services.tokens.delete(known.token_key)
    services.open_sessions.note(person, session, here)
    return person


def _connection(services: Services, token_set: TokenSet) -> Connection:
    token_key = services.tokens.add(token_set)
    account = _account(services, token_key, token_set)
    account_id = account.id if account else None
    subject = services.endpoint.subject(token_set)
    return Connection(
        token_key=token_key,
        scope=token_set.scope,
        account_id=account_id,
        account_name=account.name if account else None,
        person=person_name(token_set.issuer, subject, account_id),
    )


def _account(services: Services, token_key: str, token_set: TokenSet) -> Account | None:
    """The account these tokens are bound to; a failure to learn its name stops nobody."""
    if "account:read" not in token_set.scope:
        return None
    try:
        return services.platform(services.keeper(token_key)).account.read()
    except (ApiError, AuthError):
        return None
