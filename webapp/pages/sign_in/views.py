"""Begin a sign-in, finish it, end it."""

from collections.abc import Mapping

from flask import Blueprint, Response, g, make_response, render_template, request, url_for

from webapp.auth.attempts import LIFETIME
from webapp.auth.browser_session import current_session
from webapp.auth.errors import AttemptUnknown, ConsentDenied
from webapp.auth.flow import Begun
from webapp.auth.signed_in import SignedIn
from webapp.current import whereabouts
from webapp.guard import check_form
from webapp.pages.sign_in.allowing import came_to_allow, told_of_denial, went_on
from webapp.pages.sign_in.connection import connect
from webapp.pages.sign_in.refusals import noted_refusals, opener
from webapp.pages.sign_in.requested import form_action, is_astray, notice, requested_scope
from webapp.rates import sign_ins
from webapp.responses import scopes
from webapp.responses.headers import content_security_policy
from webapp.responses.redirects import go, safe_back, safe_next, start_page
from webapp.responses.session_over import signed_out
from webapp.security_log import Event
from webapp.services import services

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/")
def home() -> Response:
    """The start page of a signed-in person; the guard sends everybody else to sign in."""
    return go(start_page())


@blueprint.get("/sign-in")
def start() -> Response:
    """Say what will be asked, and offer the one button."""
    settings = services().settings
    if is_astray(settings.public_url, request.host):
        return go(settings.public_url + request.full_path)
    g.signed_in = SignedIn.read(current_session())
    if g.signed_in and request.args.get("notice") in ("ended", "interrupted"):
        return go(safe_next(request.args.get("next")))  # another tab has signed in meanwhile
    scope, more = _asked(request.args), came_to_allow(request.args, g.signed_in)
    page = render_template(
        "pages/sign_in/start.html",
        notice=notice(request.args.get("notice")),
        next=safe_next(request.args.get("next")),
        another=bool(request.args.get("another") and g.signed_in),
        scope=" ".join(scope),
        more=" ".join(more),
        back=safe_back(request.args.get("back")),
        only=" ".join(scope) if request.args.get("only") else "",
        scopes_wanted=[(scopes.sentence(name), name in more) for name in scope],
    )
    response = make_response(page)
    policy = content_security_policy(form_action(settings.profile_api_url))
    response.headers["Content-Security-Policy"] = policy
    return response


@blueprint.post("/sign-in")
def begin() -> Response:
    """Open an attempt and send the browser to Profile."""
    built, address = services(), opener()
    with noted_refusals():
        built.rates.check(sign_ins(built.settings.sign_ins_per_minute), address)
        begun = built.flow.begin(
            next_path=safe_next(request.form.get("next")),
            scope=_asked(request.form),
            cookies=request.cookies,
            joins=_session_with("another"),
            gives_up=_session_with("only"),
            opener=address,
            more=" ".join(came_to_allow(request.form, SignedIn.read(current_session()))),
            back=safe_back(request.form.get("back")) or "",
        )
    return _to_profile(begun)


@blueprint.get("/sign-in/callback")
def callback() -> Response:
    """Take Profile's answer; a spent one, met again by the back button, leads a person home."""
    g.signed_in = SignedIn.read(current_session())  # a refusal leaves them signed in as they were
    try:
        with noted_refusals():
            finished = services().flow.finish(request.args, request.cookies)
    except AttemptUnknown:
        if g.signed_in is None:
            raise
        return go(url_for("sign_in.home"))
    except ConsentDenied as error:
        return told_of_denial(error)
    if isinstance(finished, Begun):
        return _to_profile(finished)
    active = connect(services(), finished, current_session(), whereabouts()).connection
    services().security.record(
        Event.SIGN_IN,
        account=active.account,
        subject=active.person,
        connection=active.token_key,
        address=request.remote_addr,
    )
    response = go(went_on(finished, active))
    response.delete_cookie(finished.spent_cookie, secure=services().settings.secure)
    return response


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session first, then tell Profile; a second press finds nothing to end."""
    g.signed_in = person = SignedIn.read(current_session())
    if person is not None:
        check_form(person)
        services().end_sign_in(person, current_session())
        services().security.record(Event.SIGN_OUT, account=person.connection.account)
    return signed_out()


def _asked(said: Mapping[str, str]) -> list[str]:
    """What Profile is asked for: with what this account has allowed already, so that whoever
    allows one thing more gives up nothing.
    """
    person = SignedIn.read(current_session())
    granted = person.connection.scope if person else ()
    always = services().settings.scopes
    return requested_scope(always, said.get("scope", ""), said.get("only", ""), granted)


def _session_with(wish: str) -> str:
    """The mark of this browser's session, where the form has a wish for it: to connect "another"
    account, or to be allowed "only" so much.
    """
    person = SignedIn.read(current_session()) if request.form.get(wish) else None
    return person.mark if person else ""


def _to_profile(begun: Begun) -> Response:
    """On to Profile's pages, with the attempt's own cookie."""
    response, secure = go(begun.url), services().settings.secure
    for name in begun.spent_cookies:
        response.delete_cookie(name, secure=secure)
    name, value = begun.cookie
    response.set_cookie(name, value, max_age=LIFETIME, secure=secure, httponly=True, samesite="Lax")
    return response
