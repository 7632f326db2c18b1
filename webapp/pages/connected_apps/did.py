"""What of its permissions an app needed for what it did; pure."""

from collections.abc import Iterable
from datetime import datetime

from webapp.api.grants import Activity, Deed
from webapp.api.grants.client import ACTIVITY_SIZE
from webapp.pages.connected_apps.actions import action
from webapp.pages.connected_apps.apps import App
from webapp.pages.connected_apps.findings import Finding, broader_than_used, findings


def all_findings(app: App, activity: Activity | None, now: datetime) -> tuple[Finding, ...]:
    """Those of the list, and whether it is broader than what it did needed."""
    found = findings(app, now)
    if activity is None or app.is_current:
        return found
    broader = broader_than_used(app, scopes_needed(app, activity.deeds), len(activity.deeds))
    return found if broader is None else (*found, broader)


def scopes_needed(app: App, deeds: Iterable[Deed]) -> frozenset[str]:
    """The scopes that these actions needed; one that is not known may have needed each, so that
    nothing is called superfluous by mistake.
    """
    needed: set[str] = set()
    for deed in deeds:
        scope = action(deed.action).scope
        needed.update(app.grant.scopes if scope is None else (scope,))
    return frozenset(needed)


def is_more(activity: Activity | None, page: int) -> bool:
    """Whether there is an older page."""
    if activity is None:
        return False
    if activity.total is None:
        return len(activity.deeds) == ACTIVITY_SIZE
    return activity.total > page * ACTIVITY_SIZE
