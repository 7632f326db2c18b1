"""Grants as the page gets them, made up."""

from datetime import UTC, datetime, timedelta
from typing import Any

from webapp.api.envelope import Endpoint
from webapp.api.grants import App, Grant
from webapp.pages.connected_apps.apps import App as Shown
from webapp.pages.connected_apps.apps import apps

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
REVOCATION = Endpoint("/{id}", payload=None)


def days(number: float) -> datetime:
    """So many days ago."""
    return NOW - timedelta(days=number)


def grant(name: str | None = "Ledger", **facts: Any) -> Grant:
    """A grant of an app with this name, registered beforehand and in use."""
    of_app = {key: facts.pop(key) for key in ("publisher", "is_public") if key in facts}
    registered = {"is_self_registered": facts.pop("is_self_registered", False)}
    known = {"id": "66d0aa", "scopes": ("profiles:read",), "last_used_at": days(1)}
    known |= {"granted_at": days(90), "tells_use": True}
    app = App(id="app-1", name=name, **of_app, **registered)
    return Grant(app=app, revocation=REVOCATION, **{**known, **facts})


def shown(name: str | None = "Ledger", *, is_ours: bool = False, **facts: Any) -> Shown:
    """The same as the page lists it."""
    (app,) = apps([grant(name, **facts)], lambda _: is_ours)
    return app
