"""How templates are drawn: strict, escaped, and with what every page may use."""

import hashlib
from collections.abc import Callable, Hashable, MutableMapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import flask.templating
from flask import Flask, g, request, url_for
from jinja2 import StrictUndefined
from markupsafe import Markup

from webapp.auth.browser_session import current_session
from webapp.memory import NOTHING, Memory
from webapp.responses import kept_alone
from webapp.responses.filters import FILTERS
from webapp.responses.offers import is_offered, is_owner, why_not_offered
from webapp.responses.redirects import here
from webapp.responses.scopes import quoted
from webapp.responses.session_time import span, span_up
from webapp.responses.stays_off import told_now

DRAWN = 3000
"""Bytes that a drawn part may take."""


class Environment(flask.templating.Environment):
    """Flask's, whose globals are all there before the first template is read: then one map a
    template serves, where Jinja lays two over each other and compares them at every import.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A template's globals, and its own over them."""
        return {**self.globals, **(d or {})}


def register(app: Flask, menu: tuple[tuple[str, str], ...]) -> None:
    """Set up this app's templates. An unknown name in a template is an error, never a blank."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS, span=span, span_up=span_up, scopes_quoted=quoted)
    app.jinja_env.globals["asset"] = _asset(Path(app.static_folder or ""))
    app.jinja_env.globals["menu"] = menu
    app.jinja_env.globals["there_is"] = app.view_functions.__contains__
    app.jinja_env.globals["url_for"] = _Addresses()
    app.jinja_env.globals["drawn"] = _drawn
    app.jinja_env.globals["offered"] = lambda scope: is_offered(_role(), scope)
    app.jinja_env.globals["is_owner"] = lambda: is_owner(_role())
    app.jinja_env.globals["why_not_offered"] = lambda scope: why_not_offered(_role(), scope)
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    """Only what the guard has already read: drawing a page asks nothing of Redis."""
    person = g.get("signed_in")
    return {
        "signed_in": person,
        "session_time": g.get("session_time"),
        "csrf_token": cache(person.new_token) if person else str,
        "request_id": g.get("request_id", ""),
        "shown_page": here(),
        "kept_alone": lambda: kept_alone.told_now(current_session()),
        "stays_off": lambda: told_now(current_session()),
    }


def _drawn(macro: Callable[..., Markup], rows: Sequence[Any], *further: Hashable) -> Markup:
    """What a macro draws of each row, which has an id, and of `further`. What it drew of a row
    serves for as long as that row is the very same, and so does all of it.
    """
    memory: Memory = g.get("memory", NOTHING)
    name = macro.name  # type: ignore[attr-defined]  # every macro of Jinja's has one

    def one(row: Any) -> Markup:
        return memory.kept((name, row.id, further), (row,), partial(macro, row, *further), DRAWN)

    def every() -> Markup:
        return Markup("").join(map(one, rows))

    return memory.kept((name, further), tuple(rows), every, DRAWN * len(rows))


def _role() -> str | None:
    """What the signed-in person is in the account in use; None where nobody told."""
    person = g.get("signed_in")
    return person.connection.role if person else None


class _Addresses:
    """Flask's `url_for` for templates; what leaves nothing open is worked out once, for each place
    below which a server may have put us.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, endpoint: str, **values: Any) -> str:
        if values or endpoint.startswith("."):
            return url_for(endpoint, **values)
        where = (request.script_root, endpoint)
        if where not in self._known:
            self._known[where] = url_for(endpoint)
        return self._known[where]


def _asset(folder: Path) -> Callable[[str], str]:
    """Addresses of static files that change with their content, so that browsers may keep them."""
    versions = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }
    addresses: dict[tuple[str, str], str] = {}

    def asset(name: str) -> str:
        where = (request.script_root, name)
        if where not in addresses:
            addresses[where] = url_for("static", filename=name, v=versions[name])
        return addresses[where]

    return asset
