"""In front of every request: names it, counts it, and traces it."""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from webapp import metrics, request_id, tracing
from webapp.metrics.instruments import OTHER

ENDPOINT = "webapp.endpoint"
"""Where whoever answers says by which route, in the WSGI environment."""

_OF_PROXIES = ("HTTP_X_REQUEST_ID", "HTTP_TRACEPARENT", "HTTP_TRACESTATE")
NO_ROUTE = "none"
SHED = "shed"
"""In the place of a route, where there was no time for any."""
COUNTED_AS = {"GET": "GET", "HEAD": "GET", "POST": "POST"}
"""All methods that our routes have. Any other is counted as one, and at no route, so that nobody
who makes requests up can use up the kinds that are counted apart.
"""
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

        reference, parent = self._told(environ)
        span = tracing.begin("request", is_call=False, parent=parent)
        try:
            with request_id.under(reference):
                return self._app(environ, start)
        finally:
            endpoint, method = environ.get(ENDPOINT) or NO_ROUTE, _method(environ)
            seconds = perf_counter() - began
            metrics.REQUESTS.took(seconds, *_counted(endpoint, method), f"{status[0]}xx")
            if span is not None:
                facts: dict[str, str | int] = {"endpoint": endpoint, "request": reference}
                facts |= {"http.request.method": method}
                facts |= {"http.response.status_code": int(status[:3])}
                tracing.end(span, f"{method} {endpoint}", facts, is_error=status[0] == "5")

    def _told(self, environ: dict[str, Any]) -> tuple[str, str]:
        """Reference, and trace, of a request. What proxies say of these is taken out: it tells no
        two requests apart.
        """
        proposed, parent, _ = (environ.pop(name, "") for name in _OF_PROXIES)
        if not self._has_proxies:
            proposed = parent = ""
        return request_id.given(proposed), parent


def _counted(endpoint: str, method: str) -> tuple[str, str]:
    counted = COUNTED_AS.get(method)
    if counted is None:
        return (SHED if endpoint == SHED else NO_ROUTE), OTHER
    return endpoint, counted


def _method(environ: dict[str, Any]) -> str:
    """One of few words, whatever was sent."""
    method = environ["REQUEST_METHOD"]
    return method if method in METHODS else OTHER
