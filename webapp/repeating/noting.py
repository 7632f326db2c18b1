"""Notes what an answer was made of, where all of that is known."""

import time
from typing import Any

from flask import Flask, Response, current_app, g, request

from webapp.auth.browser_session import current_session
from webapp.current.call import memory, token_source, work_owner
from webapp.redis_connection import read_along
from webapp.redis_connection.read_along import Question
from webapp.repeating.middleware import AWAY
from webapp.repeating.places import Places
from webapp.repeating.recipe import Recipe, key_of, minute

NOTED = "webapp.repeating"
"""Where an app keeps whose recipe is the answer to which request."""
BESIDES = 2000
"""Bytes that a recipe weighs besides the page, which is kept anyway."""
_LENGTH = "Content-Length"


def note(response: Response) -> Response:
    """After a request: keep how its answer was made, where it can be repeated."""
    reads = _reads(response)
    tokens = token_source().given if reads is not None and "token_source" in g else None
    if reads is None or tokens is None:
        return response
    places: Places = current_app.extensions[NOTED]
    key = key_of(request.environ)
    if places.of(key) is None:  # most pages are asked for once, and the first time asks for more
        places.note(key, "")
        return response
    recipe = Recipe(
        questions=tuple(reads),
        answers=tuple(reads.values()),
        calls=tuple(g.calls),
        tokens=tokens,
        person=g.signed_in,
        owner=work_owner(),
        began_at=current_session().began_at or 0.0,
        told=g.session_time.told,
        minute=g.minute,
        endpoint=request.endpoint or "",
        headers=[each for each in response.headers if each[0] != _LENGTH],
        body=g.kept_body,
        coding=response.headers.get("Content-Encoding", ""),
    )
    memory().remember((Recipe, key), recipe, BESIDES)
    places.note(key, g.signed_in.connection.id)
    return response


def _reads(response: Response) -> dict[Question, Any] | None:
    """All that was read of Redis for an answer that can be repeated; None for any other: one that
    was not drawn by `kept_answer`, or sets a cookie, or changes the session, or for which more was
    asked than is noted.
    """
    if "kept_body" not in g or response.status_code != 200 or "Set-Cookie" in response.headers:
        return None
    heard = len(g.deeds.done) if "deeds" in g else 0
    if len(g.get("calls", ())) != heard or current_session().changes():
        return None
    return read_along.reads()


def register(app: Flask) -> None:
    """Note every answer of this app that can be repeated."""

    @app.before_request
    def begin() -> None:
        g.minute = minute(time.time())
        if error := request.environ.get(AWAY):
            raise error

    app.extensions[NOTED] = Places()
    app.after_request(note)
