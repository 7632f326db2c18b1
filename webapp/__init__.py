"""A dashboard for managers who sign in with Profile. Here the storeys are put together."""

import secrets
from pathlib import Path

from flask import Flask, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import current, guard, repeating
from webapp.auth.session_store import SessionStore
from webapp.current.kept_actions import keep_action
from webapp.pages import PAGES, PAGES_OF_V3
from webapp.ready_structs import make_ready
from webapp.redis_connection import read_along
from webapp.responses import compression, drawing, errors, headers, shedding
from webapp.services import Services, build_services, cookie_prefix
from webapp.settings import Settings, from_env
from webapp.turns import Turns

LARGEST_FORM = 1 << 20
"""Bytes of a request's body that are read at most: thirty thousand people that were ticked."""


def create_app(settings: Settings | None = None, services: Services | None = None) -> Flask:
    """The WSGI application. Raises SettingsError when the environment does not suffice."""
    settings = settings or from_env()
    make_ready()
    app = Flask(__name__, static_folder=_folder("static"), template_folder=_folder("templates"))
    app.jinja_environment = drawing.Environment
    pages = PAGES_OF_V3 if settings.legacy_url else PAGES
    app.config.update(
        START_PAGE=pages.menu[0][0],
        PUBLIC_URL=settings.public_url,
        SESSION_COOKIE_NAME=f"{cookie_prefix(settings)}session",
        SESSION_COOKIE_SECURE=settings.secure,
        KEPT_FORM_COOKIE=f"{cookie_prefix(settings)}kept",
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
    )
    app.extensions["services"] = services = services or build_services(settings)
    app.session_interface = SessionStore(
        services.sessions,
        idle_seconds=settings.session_idle_seconds,
        max_seconds=settings.session_max_seconds,
        passive=guard.PASSIVE,
    )
    app.before_request(_name_request)
    repeating.register(app)  # before all others, so that it comes after them
    app.before_request(_read_along)
    app.before_request(guard.check_entry)
    app.teardown_request(current.write_down)
    for blueprint in pages.blueprints:
        app.register_blueprint(blueprint)
    compression.register(app)
    drawing.register(app, pages.menu)
    errors.register(app, keep_action)
    headers.register(app)
    repeated = repeating.Repeating(app.wsgi_app, services, app.extensions[repeating.NOTED])
    app.wsgi_app = repeated  # type: ignore[method-assign]  # Flask's own way to wrap it
    _believe_proxies(app, settings.trusted_proxies)
    shed = shedding.Shedding(app, Turns(settings.threads))
    app.wsgi_app = shed  # type: ignore[method-assign]  # as above
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Take the browser's address from our own proxies. Not the host and the scheme, which
    `PUBLIC_URL` tells: a proxy that passes on what a browser made up could otherwise change them.
    """
    if count:
        believed = ProxyFix(app.wsgi_app, x_for=count, x_proto=0, x_host=0)
        app.wsgi_app = believed  # type: ignore[method-assign]  # Flask's own way to wrap it


def _name_request() -> None:
    """A reference that an error page shows and a log line repeats."""
    g.request_id = secrets.token_hex(6)


def _read_along() -> None:
    """What a page needs of Redis comes with the session; whoever writes asks when it matters."""
    if request.method == "GET" and request.endpoint and request.endpoint not in guard.PASSIVE:
        read_along.begin(request.endpoint)
    else:
        read_along.begin_without()


def _folder(name: str) -> str:
    """Beside the package in a checkout, inside it in an installed wheel."""
    here = Path(__file__).parent
    inside = here / name
    return str(inside if inside.is_dir() else here.parent / name)
