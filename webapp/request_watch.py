"""In front of every request: names it, counts it, and how long its answer took to begin."""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from webapp import metrics, request_id

ENDPOINT = "webapp.endpoint"
"""Where whoever answers says by which route, in the WSGI environment."""

_PROPOSED = "HTTP_X_REQUEST_ID"
NO_ROUTE = "none"
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

App = Callable[[Any, Any], Iterable[bytes]]
Start = Callable[..., Any]


class RequestWatch:
    """WSGI; the answer is the app's own. `has_proxies` says that what comes was sent by our own."""

    def __init__(self, app: App, *, has_proxies: bool):
        self._app, self._has_proxies = app, has_proxies

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        began, status = perf_counter(), "500"

        def start(said: str, *rest: Any) -> Any:
            nonlocal status
            status = said
            return start_response(said, *rest)

        proposed = environ.pop(_PROPOSED, "")  # taken out: it makes no two requests different
        try:
            with request_id.under(request_id.given(proposed if self._has_proxies else "")):
                return self._app(environ, start)
        finally:
            endpoint = environ.get(ENDPOINT) or NO_ROUTE
            metrics.REQUESTS.add(endpoint, _method(environ), f"{status[0]}xx")
            metrics.REQUEST_SECONDS.took(perf_counter() - began, endpoint)


def _method(environ: dict[str, Any]) -> str:
    """One of few words, whatever was sent."""
    method = environ["REQUEST_METHOD"]
    return method if method in METHODS else "other"
