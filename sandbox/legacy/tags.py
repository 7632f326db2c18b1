"""Tags of v3, by account. Source: Profile API reference, section 10.

That `account` of a tag is an id, and that the list has no pages, are our assumptions.
"""

import msgspec
from flask import Blueprint
from werkzeug.wrappers import Response

from sandbox.legacy.account import own
from sandbox.legacy.answers import success
from sandbox.legacy.protect import for_roles
from sandbox.roles import Role

tags = Blueprint("tags", __name__, url_prefix="/v3")


@tags.get("/tags/account/<account_id>")
@for_roles(Role.OWNER, Role.MANAGER)
def of_account(account_id: str) -> Response:
    """All tags of the account."""
    here = own(account_id)
    return success([msgspec.to_builtins(tag) | {"account": here.id} for tag in here.tags])
