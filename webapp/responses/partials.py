"""One address, two shapes: the whole page, or the part of it that htmx swaps."""

from typing import Any

from flask import Response, make_response, render_template, request

VARY = ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request")


_FROM_HTMX = ("HX-Request", "HX-History-Restore-Request")  # htmx 4 sends one of them, never both


def is_from_htmx() -> bool:
    """Whether htmx asks, be it for a part or for a page of its history."""
    return any(request.headers.get(name) == "true" for name in _FROM_HTMX)


def is_partial() -> bool:
    """Whether htmx asks for a part. A history restore wants the whole page (htmx 4 headers)."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") == "partial"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def answer(page: str, partial: str, *, status: int = 200, **context: Any) -> Response:
    """Draw `partial` for a partial request, else `page`, from the same context."""
    template = partial if is_partial() else page
    return make_response(render_template(template, **context), status)
