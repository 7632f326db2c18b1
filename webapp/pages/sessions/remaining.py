"""How long the session that a page was drawn for still lasts, asked without using it."""

from webapp.auth import form_token
from webapp.auth.browser_session import BrowserSession
from webapp.auth.signed_in import SignedIn
from webapp.responses.session_time import SessionTime, Stage
from webapp.services import Services


def remaining(services: Services, session: BrowserSession) -> SessionTime:
    """Seconds that are left to this session, unused and in any case."""
    address = services.open_sessions.address(session)
    idle_left = services.sessions.seconds_left([address]).get(address, 0)
    return SessionTime.of(idle_left, session.began_at, services.settings.session_max_seconds)


def stage_of(person: SignedIn | None, left: SessionTime | None, page_token: str) -> Stage:
    """What a page has to say that was drawn with `page_token` ("" where that is not known)."""
    if person is None or left is None:
        return Stage.OVER
    if page_token and not form_token.is_for(page_token, person.connection.drawn_for):
        return Stage.ELSEWHERE
    if page_token and person.presenting and not form_token.is_without_names(page_token):
        return Stage.NAMES
    return left.stage
