"""What each call of the API is called in the journal of the grant under which it is made."""

from flask import g, request
from werkzeug.wrappers import Response

from sandbox.activity import Outcome
from sandbox.authorization.records import Grant
from sandbox.identifiers import well_formed

# Every endpoint behind the bearer check; None: it notes for itself what it is asked to do.
ACTIONS: dict[str, str | None] = {
    "account.read": "account.read",
    "profiles.every": "profiles.list",
    "profiles.one": "profile.read",
    "debriefs.read": "debrief.read",
    "debriefs.write": "debrief.write",
    "tags.every": "tags.list",
    "tags.create": "tag.create",
    "tags.change": "tag.change",
    "tags.set_profiles": "tag.set_profiles",
    "tags.delete": "tag.delete",
    "grants.every": "grants.list",
    "grants.revoke": "grant.revoke",
    "grants.activity": "grant.activity",
}


def note_call(response: Response) -> Response:
    """After every call with a live token: notes it under the token's grant.

    `denied` is what 403 refused; whatever else is answered, 404 too, was let.
    """
    if "token" in g and request.endpoint and request.method != "OPTIONS":
        grant: Grant = g.token.grant
        action = ACTIONS[request.endpoint]
        if action is not None:
            outcome: Outcome = "denied" if response.status_code == 403 else "ok"
            grant.journal.note(action, _target(), outcome=outcome)
    return response


def made(identifier: str) -> None:
    """Lets the journal name what this call has just made."""
    g.made = identifier


def _target() -> str | None:
    """The id that the call is about, in the case that the platform writes."""
    identifier = str(next(iter((request.view_args or {}).values()), g.get("made", "")))
    return identifier.lower() if well_formed(identifier) else None
