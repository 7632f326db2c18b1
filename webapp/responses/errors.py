"""From an error to the answer: a page, or for htmx the same news in the partial's place."""

import logging
import re
from collections.abc import Callable

from flask import Flask, Response, current_app, g, make_response, render_template, request
from redis.exceptions import RedisError
from werkzeug.exceptions import HTTPException, InternalServerError

from webapp.account_settings import NoSuchDraft, NotAPicture
from webapp.aliases import NoSuchFile
from webapp.api import ApiError
from webapp.auth.errors import AuthError, SignInRequired
from webapp.batches import NoSuchBatch
from webapp.inviting import NoSuchInvites
from webapp.people.selection import NotAsAsked
from webapp.rates import TooOften
from webapp.responses.forms import OtherAccount, keep_key, renew_token
from webapp.responses.kept_form import ACTION_SECONDS, KeptForm, action_sent, kept_form
from webapp.responses.offers import ForOwnersOnly
from webapp.responses.partials import is_partial
from webapp.responses.problems import Problem, problem_of
from webapp.responses.redirects import ShownElsewhere, go, here
from webapp.responses.session_over import end_session, to_sign_in
from webapp.responses.way_back import without_words
from webapp.responses.ways_on import is_form, passable, way_on
from webapp.revoking import NoGrantsApi, NoSuchRevocation
from webapp.saved_views.shelf import NoSuchView
from webapp.snapshots import StillReading, TakenAway
from webapp.tagging import CannotUndo, NoSuchChange, NoSuchChoice

log = logging.getLogger(__name__)

_ANSWERED = (
    *(ApiError, AuthError, NotAsAsked, RedisError, TooOften, HTTPException),
    *(NoSuchView, NoSuchChange, NoSuchChoice, CannotUndo, NoSuchRevocation, NoGrantsApi),
    *(NotAPicture, NoSuchDraft, NoSuchInvites, NoSuchBatch, NoSuchFile, StillReading, TakenAway),
    ForOwnersOnly,
)
Keep = Callable[[KeptForm, str], str | None]
"""Keeps an action until a scope is allowed; returns the page that shows it again, or None."""

_KEEP = "keep_action"
_TARGET = re.compile(r"(?:[a-z]+)?#([A-Za-z][\w-]*)")


def register(app: Flask, keep: Keep) -> None:
    """Answer every error of this app by the one table of problems; `keep` is how an action that
    met a missing permission is kept.
    """
    app.extensions[_KEEP] = keep
    app.register_error_handler(SignInRequired, _sign_in_required)
    app.register_error_handler(ShownElsewhere, draw_anew)
    for kind in _ANSWERED:
        app.register_error_handler(kind, answer_problem)
    app.register_error_handler(InternalServerError, _unexpected)


def answer_problem(error: BaseException) -> Response:
    """Draw the problem. Templates of errors call nothing, so they cannot fail a second time.

    A refused form keeps what was typed: whole pages show it, and htmx is led to the messages, so
    that the form stays where it is.
    """
    problem = passable(problem_of(error))
    if problem.status not in (404, 405):
        log.warning("%s: %s (request %s)", type(error).__name__, error, g.get("request_id"))
    response = make_response(_drawn(problem, error), problem.status)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
        if problem.loads_itself and request.method == "GET":
            response.headers["Refresh"] = str(problem.retry_after)
    if is_form() and is_partial():
        response.headers.update({"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"})
        if person := g.get("signed_in"):
            renew_token(response, person)
    return response


def _drawn(problem: Problem, error: BaseException) -> str:
    template = "errors/problem.html"
    if is_partial():
        template = "errors/message.html" if is_form() else "errors/_problem.html"
    kept = kept_form(error) if problem.keeps_form else None
    kept_at = None
    if problem.allows and problem.scope and (kept := action_sent()):
        kept_at = current_app.extensions[_KEEP](kept, problem.scope)
    return render_template(
        template,
        problem=problem,
        way_on=way_on(problem, kept_at),
        target=_target(),
        kept=kept,
        kept_for=ACTION_SECONDS if kept_at else None,
        is_lost=problem.allows and is_form() and kept_at is None,
        switch_to=error.drawn_for if isinstance(error, OtherAccount) else None,
    )


def _sign_in_required(error: SignInRequired) -> Response:
    """A page leads to the sign-in page and back; a form is never redirected, nothing was done."""
    notice = end_session(error)
    if not is_form():
        return to_sign_in(notice)
    response = answer_problem(error)
    keep_key(response)
    return response


def draw_anew(error: ShownElsewhere) -> Response:
    """The page shows something else than what is now in use: load all of it, or let it be. What
    was searched for on a page with names does not follow where they are hidden.
    """
    if not error.leads_on:
        return Response(status=204)
    return go(without_words(here()) if g.signed_in.presenting else here())


def _unexpected(error: InternalServerError) -> Response:
    """What no handler saw: known causes (Redis gone while saving) keep their own page."""
    return answer_problem(error.original_exception or error)


def _target() -> str:
    """The id of the element that htmx will replace, so that the next swap finds it again."""
    match = _TARGET.fullmatch(request.headers.get("HX-Target", ""))
    return match.group(1) if match else "problem"
