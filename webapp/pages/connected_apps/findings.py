"""What about an app deserves a look, each with its reason; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.pages.connected_apps.apps import WRITES, App
from webapp.pages.connected_apps.filters import not_used_since
from webapp.pages.connected_apps.kinds import Kind

IDLE = timedelta(days=30)
FRESH = timedelta(days=1)
"""A grant that is younger need not have been used yet."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A short name of what was found, and the sentence that says why."""

    title: str
    reason: str


def findings(app: App, now: datetime) -> tuple[Finding, ...]:
    """By what the list tells; of this very connection there are none."""
    if app.is_current:
        return ()
    found = (_idle_writer(app, now), _never_used(app, now), _self_registered(app))
    return tuple(finding for finding in found if finding is not None)


def _idle_writer(app: App, now: datetime) -> Finding | None:
    grant = app.grant
    is_idle = grant.tells_use and not_used_since(app, now - IDLE)
    if not app.can_write or not is_idle:
        return None
    since = (now - (grant.last_used_at or grant.granted_at or now)).days
    said = "was not used for" if grant.last_used_at else "was never used in"
    return Finding("Can change things, unused", f"It can change data and {said} {since} days.")


def _never_used(app: App, now: datetime) -> Finding | None:
    grant = app.grant
    if not grant.tells_use or grant.last_used_at or not grant.granted_at:
        return None
    if now - grant.granted_at < FRESH:
        return None
    return Finding("Never used", "It was allowed, and has not been used once since.")


def _self_registered(app: App) -> Finding | None:
    if app.kind not in (Kind.ASSISTANT, Kind.SELF_REGISTERED):
        return None
    return Finding("Registered itself", app.kind.meaning)


def broader_than_used(app: App, scopes_used: frozenset[str], deeds: int) -> Finding | None:
    """By what it actually did: `deeds` calls that used these scopes. None where nothing is known,
    or all of it is needed.
    """
    unneeded = [scope for scope in app.grant.scopes if scope not in scopes_used]
    if not deeds or not unneeded:
        return None
    writes = " It could change data with that." if WRITES.intersection(unneeded) else ""
    names = ", ".join(unneeded)
    said = f"In its latest {deeds} actions it never needed {names}.{writes}"
    return Finding("Broader than needed", said)
