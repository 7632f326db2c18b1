"""Account and tags as the API v3 tells them. It changes nothing.

Source: Profile API reference, section 10; seed 002. Rights follow the role in the account: Profile
decides what that lets a person see, and its refusal is shown as such.
"""

from flask import Blueprint, render_template

from webapp.api.account import AccountUser
from webapp.current import as_of
from webapp.current.legacy import account as read_account
from webapp.current.legacy import tags as read_tags
from webapp.pages.legacy.shown import facts, rows
from webapp.responses.switches import switches

blueprint = Blueprint("legacy", __name__)


@blueprint.get("/account")
def account() -> str:
    """The account, who the person is in it, and what is set there."""
    known = read_account()
    return render_template(
        "pages/legacy/account.html",
        facts=facts(known),
        user=known.user or AccountUser(),
        switches=None if known.preferences is None else switches(known.preferences),
        as_of=as_of(),
    )


@blueprint.get("/tags")
def tags() -> str:
    """All tags, and how many people carry each."""
    return render_template("pages/legacy/tags.html", rows=rows(read_tags()), as_of=as_of())
