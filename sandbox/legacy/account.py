"""Accounts of v3. Source: Profile API reference, section 10.

What `my-account` answers is our assumption, and so is that an account has no sub-accounts: the one
that there is to be read is that of the token.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal
from sandbox.api.protect import connected_account, signed_in
from sandbox.identifiers import well_formed
from sandbox.legacy.answers import success
from sandbox.legacy.protect import ROLE_NAMES, for_roles
from sandbox.roles import Role
from sandbox.times import in_milliseconds
from sandbox.world import Account

account = Blueprint("account", __name__, url_prefix="/v3")

_CREDITS = 500  # before any report was made


@account.get("/my-account")
def mine() -> Response:
    """The account that a person signed in to, with who they are in it."""
    person, here = signed_in(), connected_account()
    if person is None:
        raise Refusal(403, "Only a person has an account of their own")
    role = ROLE_NAMES[person.roles[here.id]]
    who = {"id": person.id, "name": person.name, "email": person.email, "role": role}
    return success(_shown(here) | {"user": who})


@account.get("/account")
@for_roles(Role.OWNER, Role.MANAGER)
def current() -> Response:
    """The account of the token."""
    return success(_shown(connected_account()))


@account.get("/account/<account_id>")
@for_roles(Role.OWNER, Role.MANAGER)
def one(account_id: str) -> Response:
    """The account with this id."""
    return success(_shown(own(account_id)))


def own(account_id: str) -> Account:
    """The account of the token, if that is its id. Raises Refusal, the same 404 for an unknown id
    and for another account's.
    """
    if not well_formed(account_id):
        raise Refusal(400, "The account id is malformed")
    here = connected_account()
    if here.id != account_id.lower():
        raise Refusal(404, "Account not found")
    return here


def _shown(here: Account) -> dict[str, object]:
    return {
        "id": here.id,
        "createdAt": in_milliseconds(here.created_at),
        "updatedAt": in_milliseconds(here.settings.updated_at),
        "name": here.name,
        "type": "Corporate",
        "credits": max(0, _CREDITS - here.reports_generated),
        "preferences": here.settings.preferences,
    }
