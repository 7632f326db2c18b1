"""More requests than can be answered: the surplus is told so at once, and by no work at all.

In front of everything else. What is refused here has had no effect: no session was read.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, render_template
from werkzeug.wrappers import Response

from webapp import metrics
from webapp.metrics.instruments import OTHER
from webapp.request_watch import COUNTED_AS, ENDPOINT, SHED
from webapp.responses.headers import fixed_headers
from webapp.responses.overload import Overloaded
from webapp.responses.partials import VARY
from webapp.responses.problems import problem_of
from webapp.turns import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ALWAYS = frozenset({"/livez", "/readyz", "/readyz/process"})
"""What is answered in any case, and nothing that only begins so: who looks whether we live must not
be told no.
"""
LOOKS = "/static/"
"""So is all below this, since the page that says no needs it."""


class Shedding:
    """WSGI middleware: `turns` requests at once go on to the app."""

    def __init__(self, app: Flask, wrapped: "WSGIApplication", turns: Turns):
        self._wrapped = wrapped
        self._app, self._turns = app, turns
        self._refusals: dict[bool, Response] = {}
        for method in {*COUNTED_AS.values(), OTHER}:
            metrics.REQUESTS.known(SHED, method, "5xx")

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """The app's answer, or 503."""
        path = environ["PATH_INFO"]
        if path in ALWAYS or path.startswith(LOOKS):
            return self._wrapped(environ, start_response)
        if not self._turns.take():
            environ[ENDPOINT] = SHED
            return self._refusal(is_partial="HTTP_HX_REQUEST" in environ)(environ, start_response)
        try:
            return self._wrapped(environ, start_response)
        finally:
            self._turns.give_back()

    def _refusal(self, *, is_partial: bool) -> Response:
        if is_partial not in self._refusals:
            self._refusals[is_partial] = self._drawn(is_partial=is_partial)
        return self._refusals[is_partial]

    def _drawn(self, *, is_partial: bool) -> Response:
        problem = problem_of(Overloaded())
        page = "errors/busy_message.html" if is_partial else "errors/busy.html"
        with self._app.test_request_context():
            body = render_template(page, problem=problem)
        drawn = Response(body, problem.status, fixed_headers(self._app), mimetype="text/html")
        drawn.headers["Retry-After"] = str(problem.retry_after)
        drawn.vary.update(VARY)
        if is_partial:
            drawn.headers.update({"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"})
        return drawn
