"""See and end sessions; ask how long this one lasts, without using it; stay."""

import re

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.auth.browser_session import current_session
from webapp.auth.signed_in import SignedIn
from webapp.current import signed_in, whereabouts
from webapp.pages.sessions.listing import listing
from webapp.pages.sessions.remaining import remaining, stage_of
from webapp.responses.forms import renew_token, sent_token
from webapp.responses.partials import is_partial
from webapp.responses.redirects import go, safe_next, shown_address
from webapp.responses.session_time import Stage
from webapp.responses.way_back import without_words
from webapp.security_log import Event
from webapp.services import services

blueprint = Blueprint("sessions", __name__)


@blueprint.get("/sessions")
def sessions() -> str:
    """Every session of this person, this one marked."""
    built = services()
    return render_template(
        "pages/sessions/sessions.html",
        listing=listing(
            built.open_sessions, signed_in().connection.person, current_session(), whereabouts()
        ),
        idle_seconds=built.settings.session_idle_seconds,
        max_seconds=built.settings.session_max_seconds,
        ended=_number_ended(),
    )


def _number_ended() -> int | None:
    """How many sessions were just ended; None for anything that no form of ours leads to."""
    said = request.args.get("ended", "")
    return int(said) if re.fullmatch("[0-9]{1,3}", said, re.ASCII) else None


@blueprint.post("/sessions/end")
def end() -> Response:
    """End one other session; one that is gone already is as wished."""
    person = signed_in().connection.person
    ended = person and services().open_sessions.end(person, request.form.get("session", ""))
    if ended:
        services().security.record(Event.SESSION_ENDED, session=ended.address)
    return go(url_for("sessions.sessions", ended=1 if ended else 0))


@blueprint.post("/sessions/end-others")
def end_others() -> Response:
    """End every session of this person but this one."""
    person = signed_in().connection.person
    ended = services().open_sessions.end_others(person, current_session()) if person else []
    for one in ended:
        services().security.record(Event.SESSION_ENDED, session=one.address)
    return go(url_for("sessions.sessions", ended=len(ended)))


@blueprint.post("/sessions/stay")
def stay() -> Response:
    """Use the session, and thereby begin its idle time anew."""
    if not is_partial():
        return go(safe_next(request.form.get("next")))
    return make_response(render_template("pages/sessions/_time.html", stage=Stage.LASTS))


@blueprint.get("/sessions/time")
def time() -> Response:
    """How long the session lasts, for an open page that asks by itself; 204 for no news."""
    if not is_partial():
        return go(url_for("sessions.sessions"))
    person = SignedIn.read(current_session())
    left = remaining(services(), current_session()) if person else None
    stage = stage_of(person, left, sent_token())
    if stage is not Stage.LASTS and stage == request.args.get("shown"):
        return Response(status=204)
    way_on = safe_next(shown_address())
    answer = make_response(
        render_template(
            "pages/sessions/_time.html",
            stage=stage,
            session_time=left,
            shown_page=without_words(way_on) if stage is Stage.NAMES else way_on,
        )
    )
    if person is not None and stage is Stage.LASTS:
        renew_token(answer, person)
    return answer
