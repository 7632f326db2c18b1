"""What an app did, and what of its permissions it needed for that; pure.

Source: grants reference, "Calls": an action is `profiles.list` or the like. What scope each needs
is read off the scopes' meaning (seed 001); an action that is not known needs every scope, so that
nothing is called superfluous by mistake.
"""

from collections.abc import Iterable
from datetime import datetime

from webapp.api.grants import Activity, Deed
from webapp.api.grants.client import ACTIVITY_SIZE
from webapp.pages.connected_apps.apps import App
from webapp.pages.connected_apps.findings import Finding, broader_than_used, findings

_NEEDS = {
    "profiles": "profiles:read",
    "profile": "profiles:read",
    "debrief": "profiles:read",
    "tags": "tags:manage",
    "tag": "tags:manage",
    "account": "account:read",
    "assessments": "account:read",
    "invite": "profiles:write",
    "invites": "profiles:write",
}
_CHANGES = {"profile": "profiles:write", "account": "account:write", "alias": "account:write"}
_READING = frozenset({"list", "read", "get", "search"})


def all_findings(app: App, activity: Activity | None, now: datetime) -> tuple[Finding, ...]:
    """Those of the list, and whether it is broader than what it did needed."""
    found = findings(app, now)
    if activity is None or app.is_current:
        return found
    broader = broader_than_used(app, scopes_needed(app, activity.deeds), len(activity.deeds))
    return found if broader is None else (*found, broader)


def scopes_needed(app: App, deeds: Iterable[Deed]) -> frozenset[str]:
    """The scopes that these actions needed."""
    needed: set[str] = set()
    for deed in deeds:
        scope = _scope(deed.action)
        needed.update(app.grant.scopes if scope is None else (scope,))
    return frozenset(needed)


def is_more(activity: Activity | None, page: int) -> bool:
    """Whether there is an older page."""
    if activity is None:
        return False
    if activity.total is None:
        return len(activity.deeds) == ACTIVITY_SIZE
    return activity.total > page * ACTIVITY_SIZE


def _scope(action: str) -> str | None:
    noun, _, verb = action.partition(".")
    if verb not in _READING and noun in _CHANGES:
        return _CHANGES[noun]
    return _NEEDS.get(noun)
