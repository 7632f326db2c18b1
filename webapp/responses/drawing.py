"""How templates are drawn: strict, escaped, and with what every page may use."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, g, url_for
from jinja2 import StrictUndefined

from webapp.auth.browser_session import current_session
from webapp.responses.filters import FILTERS
from webapp.responses.offers import is_offered, why_not_offered
from webapp.responses.redirects import here
from webapp.responses.scopes import quoted
from webapp.responses.session_time import span, span_up
from webapp.responses.stays_off import told_now


def register(app: Flask, menu: tuple[tuple[str, str], ...]) -> None:
    """Set up this app's templates. An unknown name in a template is an error, never a blank."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS, span=span, span_up=span_up, scopes_quoted=quoted)
    app.jinja_env.globals["asset"] = _asset(Path(app.static_folder or ""))
    app.jinja_env.globals["menu"] = menu
    app.jinja_env.globals["offered"] = lambda scope: is_offered(_role(), scope)
    app.jinja_env.globals["why_not_offered"] = lambda scope: why_not_offered(_role(), scope)
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    """Only what the guard has already read: drawing a page asks nothing of Redis."""
    person = g.get("signed_in")
    return {
        "signed_in": person,
        "session_time": g.get("session_time"),
        "csrf_token": lambda: person.new_token() if person else "",
        "request_id": g.get("request_id", ""),
        "shown_page": here(),
        "stays_off": lambda: told_now(current_session()),
    }


def _role() -> str | None:
    """What the signed-in person is in the account in use; None where nobody told."""
    person = g.get("signed_in")
    return person.connection.role if person else None


def _asset(folder: Path) -> Callable[[str], str]:
    """Addresses of static files that change with their content, so that browsers may keep them."""
    versions = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }
    return lambda name: url_for("static", filename=name, v=versions[name])
