"""What an app did, in words, and which permission that needs; pure.

Source: grants reference, "Calls": an action is an open word such as `profiles.list`. What each
needs is read off the meaning of the scopes (seed 001).
"""

from typing import NamedTuple

from webapp.people.search import legible

LONGEST = 200
"""Characters of an action that is not known."""


class Action(NamedTuple):
    """`words` for people, `scope` that it needs; None where that is not known. `is_about_person`
    says that its target is somebody.
    """

    words: str
    scope: str | None
    is_about_person: bool = False


_KNOWN = {
    "profiles.list": Action("Listed people", "profiles:read"),
    "profile.read": Action("Looked at a person", "profiles:read", is_about_person=True),
    "profile.invite": Action("Invited a person", "profiles:write", is_about_person=True),
    "profile.resend": Action("Sent an invite again", "profiles:write", is_about_person=True),
    "link.make": Action("Asked for an assessment link", "profiles:write"),
    "profile.change": Action("Changed a person’s details", "profiles:write", is_about_person=True),
    "profile.delete": Action("Deleted a person", "profiles:write"),
    "debrief.read": Action("Read a debrief", "profiles:read", is_about_person=True),
    "debrief.write": Action("Had a debrief written", "profiles:read", is_about_person=True),
    "tags.list": Action("Listed tags", "tags:manage"),
    "tag.create": Action("Made a tag", "tags:manage"),
    "tag.change": Action("Renamed or recoloured a tag", "tags:manage"),
    "tag.set_profiles": Action("Changed who has a tag", "tags:manage"),
    "tag.delete": Action("Deleted a tag", "tags:manage"),
    "account.read": Action("Looked at the account", "account:read"),
    "account.change": Action("Changed the account’s settings", "account:write"),
    "logo.read": Action("Looked at the account’s logo", "account:read"),
    "logo.change": Action("Changed the account’s logo", "account:write"),
    "logo.delete": Action("Removed the account’s logo", "account:write"),
    "assessments.list": Action("Listed assessments", "account:read"),
    "aliases.list": Action("Listed resource aliases", "account:read"),
    "alias.create": Action("Made a resource alias", "account:write"),
    "alias.change": Action("Changed a resource alias", "account:write"),
    "alias.delete": Action("Deleted a resource alias", "account:write"),
    "grants.list": Action("Listed connected apps", "account:read"),
    "grant.activity": Action("Looked at what an app did", "account:read"),
    "grant.revoke": Action("Revoked an app", "account:write"),
}


def action(name: str) -> Action:
    """One that is not known is shown, as far as it is legible, and may have needed anything."""
    return _KNOWN.get(name) or Action(legible(name)[:LONGEST] or "Not told", None)
