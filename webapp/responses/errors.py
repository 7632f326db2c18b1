"""From an error to the answer: a page, or for htmx the same news in the partial's place."""

import logging
import re

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    render_template,
    request,
    url_for,
)
from redis.exceptions import RedisError
from werkzeug.exceptions import HTTPException, InternalServerError

from webapp.api import ApiError
from webapp.auth.browser_session import current_session
from webapp.auth.errors import AuthError, SignInRequired
from webapp.rates import TooOften
from webapp.responses import problems
from webapp.responses.partials import VARY, is_partial
from webapp.responses.problems import Problem, problem_of
from webapp.responses.redirects import go, here, sign_in_url

log = logging.getLogger(__name__)

_TARGET = re.compile(r"(?:[a-z]+)?#([A-Za-z][\w-]*)")


def register(app: Flask) -> None:
    """Answer every error of this app by the one table of problems."""
    app.register_error_handler(SignInRequired, _to_sign_in)
    for kind in (ApiError, AuthError, RedisError, TooOften, HTTPException):
        app.register_error_handler(kind, answer_problem)
    app.register_error_handler(InternalServerError, _unexpected)


def answer_problem(error: BaseException) -> Response:
    """Draw the problem. Templates of errors call nothing, so they cannot fail a second time."""
    problem = problem_of(error)
    if problem.status not in (404, 405):
        log.warning("%s: %s (request %s)", type(error).__name__, error, g.get("request_id"))
    template = "errors/_problem.html" if is_partial() else "errors/problem.html"
    html = render_template(template, problem=problem, way_on=_way_on(problem), target=_target())
    response = make_response(html, problem.status)
    response.vary.update(VARY)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _to_sign_in(error: SignInRequired) -> Response:
    """A page leads to the sign-in page and back; a form is never redirected, nothing was done."""
    was_signed_in = g.get("signed_in") is not None
    if was_signed_in:
        current_session().end()
        g.signed_in = None
    if request.method not in ("GET", "HEAD") and not is_partial():
        return answer_problem(error)
    notice = "ended" if was_signed_in or _had_session() else None
    return go(sign_in_url(next_path=here(), notice=notice))


def _had_session() -> bool:
    """Whether this browser had a session, so that its end is worth a word."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def _unexpected(error: InternalServerError) -> Response:
    """What no handler saw: known causes (Redis gone while saving) keep their own page."""
    return answer_problem(error.original_exception or error)


def _way_on(problem: Problem) -> str:
    if problem.action == problems.TO_TEAM:
        return url_for("team.roster")
    if problem.action == problems.TRY_AGAIN and request.method in ("GET", "HEAD"):
        return here()
    if problem.action == problems.TRY_AGAIN:
        return url_for("sign_in.home")
    return sign_in_url(next_path=here(), scope=problem.scope)


def _target() -> str:
    """The id of the element that htmx will replace, so that the next swap finds it again."""
    match = _TARGET.fullmatch(request.headers.get("HX-Target", ""))
    return match.group(1) if match else "problem"
