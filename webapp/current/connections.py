"""The connections of this session: going on as another, and leaving one."""

from webapp.auth.browser_session import current_session
from webapp.auth.connection import Connection
from webapp.auth.sign_out import leaving, sign_out
from webapp.auth.signed_in import SignedIn
from webapp.current.call import signed_in
from webapp.current.caller import whereabouts
from webapp.security_log import Event
from webapp.services import services


def leave(ended: Connection) -> bool:
    """End one connection, here and at Profile (RFC 7009); True where the session ended with it.
    Raises RedisError where nothing has ended yet.
    """
    person, built = signed_in(), services()
    left = person.without(ended.id)
    if left is None:
        built.end_sign_in(person, current_session())
    else:
        ending = leaving(built.tokens, [ended.token_key])
        go_on_as(left)
        sign_out(built.tokens, built.endpoint, ending)
        built.memories.forget(ended.id)
    built.security.record(Event.CONNECTION_ENDED, account=ended.account, connection=ended.token_key)
    return left is None


def go_on_as(person: SignedIn) -> None:
    """The same sign-in under a new id: forms of before keep their token, but not their account."""
    session, here = current_session(), whereabouts()
    session.start_over(same_sign_in=True)
    person.write(session)
    services().open_sessions.note(person, session, here)
    services().set_aside(person)
