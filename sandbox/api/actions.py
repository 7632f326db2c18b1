"""What each call of the API is called in the journal of the grant under which it is made."""

from flask import g, request
from werkzeug.wrappers import Response

from sandbox.activity import Outcome, Via
from sandbox.authorization.records import Grant
from sandbox.identifiers import well_formed

# Every endpoint behind the bearer check; None: it notes for itself what it is asked to do,
# or does nothing.
ACTIONS: dict[str, str | None] = {
    "account.read": "account.read",
    "account.change": "account.change",
    "logo.read": "logo.read",
    "logo.put": "logo.change",
    "logo.delete": "logo.delete",
    "assessments.every": "assessments.list",
    "aliases.every": "aliases.list",
    "aliases.create": "alias.create",
    "aliases.change": "alias.change",
    "aliases.delete": "alias.delete",
    "profiles.every": "profiles.list",
    "profiles.one": "profile.read",
    "profiles.change": "profile.change",
    "profiles.delete": "profile.delete",
    "invites.send": "profile.invite",
    "invites.resend": "profile.resend",
    "invites.link": "link.make",
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
    "mcp.exchange": None,
    "services.token": None,
    "services.test": None,
}


def note_call(response: Response) -> Response:
    """After every call with a live token: notes it under the token's grant.

    `denied` is what 403 refused; whatever else is answered, 404 too, was let.
    """
    if "token" in g and request.endpoint and request.method != "OPTIONS":
        action = ACTIONS[request.endpoint]
        if action is not None:
            named = next(iter((request.view_args or {}).values()), None)
            note(action, named, outcome="denied" if response.status_code == 403 else "ok")
    return response


def note(action: str, named: object, *, via: Via = "rest", outcome: Outcome) -> None:
    """Notes a call under the grant of its token, with the id that it is about: the one that it
    named, or that of what it has made, in the case that the platform writes.
    """
    grant: Grant = g.token.grant
    identifier = str(named or g.get("made", ""))
    target = identifier.lower() if well_formed(identifier) else None
    grant.journal.note(action, target, via=via, outcome=outcome)


def made(identifier: str) -> None:
    """Lets the journal name what this call has just made."""
    g.made = identifier
