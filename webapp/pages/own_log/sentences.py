"""Each call to the platform as a sentence about this dashboard; pure.

A test holds the table to the calls of `webapp.api`. Others are shown as they are.
"""

from enum import StrEnum


class About(StrEnum):
    """What an action's id names."""

    PERSON = "person"
    TAG = "tag"
    APP = "app"
    ACCOUNT = "account"
    ALIAS = "alias"
    NOTHING = ""


SENTENCES = {
    "GET /profiles": ("Read the list of people with their results", About.NOTHING),
    "GET /profile/{id}": ("Read one person’s results", About.PERSON),
    "GET /playbook/ai/debrief/{id}": ("Looked for a debrief of one person", About.PERSON),
    "POST /playbook/ai/debrief/{id}": ("Had a debrief of one person written", About.PERSON),
    "GET /tags": ("Read the tags and who carries them", About.NOTHING),
    "POST /tag": ("Made a tag", About.NOTHING),
    "PATCH /tag/{id}": ("Changed a tag’s label or colour", About.TAG),
    "PATCH /tag/{id}/profiles": ("Changed who carries a tag", About.TAG),
    "DELETE /tag/{id}": ("Deleted a tag", About.TAG),
    "POST /profile": ("Sent an invite", About.NOTHING),
    "POST /profile/{id}/resend-invite": ("Sent an invite once more", About.PERSON),
    "PATCH /profile/{id}": ("Changed somebody’s details", About.PERSON),
    "DELETE /profile/{id}": ("Deleted one person", About.PERSON),
    "POST /assessment-invite": ("Had a link to the assessment made", About.NOTHING),
    "GET /account/logo": ("Read the account’s logo", About.NOTHING),
    "PUT /account/logo": ("Changed the account’s logo", About.NOTHING),
    "DELETE /account/logo": ("Removed the account’s logo", About.NOTHING),
    "PATCH /account": ("Changed the account’s preferences", About.NOTHING),
    "GET /assessments": ("Read the assessments of the account", About.NOTHING),
    "GET /resource-aliases": ("Read the own ids of people", About.NOTHING),
    "POST /resource-alias": ("Gave one person an own id", About.NOTHING),
    "PATCH /resource-alias/{id}": ("Changed an own id", About.ALIAS),
    "DELETE /resource-alias/{id}": ("Deleted an own id", About.ALIAS),
    "GET /account": ("Read the account’s name and settings", About.NOTHING),
    "GET /my-account": ("Read your account and your role in it", About.NOTHING),
    "GET /tags/account/{id}": ("Read the tags of an account", About.ACCOUNT),
    "GET {grants}": ("Read which apps may act for you", About.NOTHING),
    "GET {grants}/{id}/activity": ("Read what an app did in your name", About.APP),
    "DELETE {grants}/{id}": ("Took away an app’s access", About.APP),
    "DELETE {grants}/{id}/consent": ("Took away an app’s access", About.APP),
    "DELETE {grants}?client_id={id}": ("Took away an app’s access", About.APP),
}

_OUTCOMES = {
    "ok": "Done",
    "unavailable": "No usable answer",
    "unclear": "Not known whether it was done",
    "refused 401": "Refused: the access had expired",
    "refused 403": "Refused: not allowed",
    "refused 404": "Not there",
    "refused 405": "Not offered by Profile",
    "refused 429": "Refused: too many calls",
}


def sentence(action: str) -> str:
    """What was done, or the action itself where that is not known."""
    return SENTENCES[action][0] if action in SENTENCES else action


def about(action: str) -> About:
    """What the id of an action names."""
    return SENTENCES[action][1] if action in SENTENCES else About.NOTHING


def result(outcome: str) -> str:
    """What came of it: "Done", "Refused (422)"."""
    status = outcome.removeprefix("refused ")
    return _OUTCOMES.get(outcome) or (outcome if status == outcome else f"Refused ({status})")
