"""From fresh tokens to a signed-in session."""

from contextlib import suppress

import msgspec
from redis.exceptions import RedisError

from webapp.api import ApiError, Listener
from webapp.api.account import Account
from webapp.auth.browser_session import BrowserSession
from webapp.auth.connection import Connection
from webapp.auth.errors import AuthError
from webapp.auth.flow import Finished
from webapp.auth.sign_out import leaving, sign_out
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_set import TokenSet
from webapp.auth.whereabouts import Whereabouts, person_name
from webapp.background.owner import Owner
from webapp.own_log import Buffered
from webapp.pages.sign_in.heir import heir
from webapp.responses import kept_alone
from webapp.services import Services


def connect(
    services: Services, finished: Finished, session: BrowserSession, here: Whereabouts
) -> SignedIn:
    """Store the tokens and sign the browser in under a new session id.

    The session goes on with its other connections where this one was to join them, or renews one
    of the same person; anybody else begins from nothing. `here` is what the request tells of
    itself.
    """
    done = Buffered()
    connection = _connection(services, finished.token_set, done)
    session.read_again()  # it may have ended while Profile was asked
    earlier = SignedIn.read(session)
    if earlier is not None:
        connection = heir(earlier, connection, allows_more=bool(finished.more))
    person = _going_on(earlier, finished.joins, connection)
    if earlier is not None and finished.more:
        person = person.shown(presenting=earlier.presenting)  # somebody may be looking on
    session.start_over(same_sign_in=earlier is not None and earlier.mark == person.mark)
    person.write(session)
    if earlier is not None:
        _leave(services, earlier, person, gives_up=earlier.mark == finished.gives_up)
    most = services.settings.session_max_seconds
    services.own_log.write(Owner.of(person.connection), done.done, most)
    services.open_sessions.note(person, session, here)
    services.set_aside(person)
    if not _is_followed(services, person.connection):
        kept_alone.tell_next(session)
    return person


def _is_followed(services: Services, connection: Connection) -> bool:
    with suppress(RedisError):
        return services.tokens.is_followed(connection.token_key)
    return False


def _going_on(earlier: SignedIn | None, joins: str, fresh: Connection) -> SignedIn:
    if earlier is not None and earlier.mark == joins:
        return earlier.with_connection(fresh)
    alone = SignedIn(connections=(fresh,), active=fresh.id)
    if earlier is None or not earlier.is_renewed_by(fresh):
        return alone
    # Somebody who signs in anew gets a new secret for their forms.
    return msgspec.structs.replace(earlier.with_connection(fresh), form_key=alone.form_key)


def _leave(services: Services, earlier: SignedIn, person: SignedIn, *, gives_up: bool) -> None:
    """Delete the tokens that are left behind, and revoke them at Profile: but not those of the
    same account and person, since Profile may hold both under one grant; unless the person came to
    give up what these may do beyond the fresh ones.
    """
    kept, fresh = {known.token_key for known in person.connections}, person.connection
    left = [known for known in earlier.connections if known.token_key not in kept]
    shared = [c for c in left if (c.account_id, c.person) == (fresh.account_id, fresh.person)]
    wider = [known.token_key for known in shared if gives_up and known.scope - fresh.scope]
    given_up = leaving(services.tokens, wider)
    for known in shared:
        is_heir = fresh.renews == known.work_key
        services.tokens.give_way(known.token_key, fresh.token_key if is_heir else None)
    others = [known.token_key for known in left if known not in shared]
    given_up += leaving(services.tokens, others)
    if given_up:
        sign_out(services.tokens, services.endpoint, given_up)


def _connection(services: Services, token_set: TokenSet, listener: Listener) -> Connection:
    token_key = services.tokens.add(token_set)
    account = _account(services, token_key, token_set, listener)
    account_id = account.id if account else None
    subject = services.endpoint.subject(token_set)
    return Connection(
        token_key=token_key,
        scope=token_set.scope,
        account_id=account_id,
        account_name=account.name if account else None,
        person=person_name(token_set.issuer, subject, account_id),
        role=account.user.role if account and account.user else None,
    )


def _account(
    services: Services, token_key: str, token_set: TokenSet, listener: Listener
) -> Account | None:
    """The account these tokens are bound to; a failure to learn its name stops nobody."""
    if not (services.settings.legacy_url or "account:read" in token_set.scope):
        return None
    try:
        keeper = services.keeper(token_key, just_stored=token_set)
        return services.outbound.account(keeper, listener)
    except (ApiError, AuthError):
        return None
