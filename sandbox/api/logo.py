"""The logo of the connected account. Our assumption.

Source: Profile API documentation, "Scopes": it is read with `account:read`, and changed with
`account:write`.
"""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.account_settings import LARGEST_LOGO, Logo, NotALogo, logo_of
from sandbox.api.account import answer
from sandbox.api.answers import Refusal
from sandbox.api.offered import offered
from sandbox.api.protect import caller, connected_account, needs
from sandbox.current import world

logo = Blueprint("logo", __name__, url_prefix="/api/v4/account/logo")


@logo.get("")
@offered("account_settings")
@needs("account:read")
def read() -> Response:
    """The bytes, and no envelope; `v` in the address is for caches, and not looked at."""
    current = connected_account().settings.logo
    if current is None:
        raise Refusal(404, "The account has no logo")
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(current.content, 200, headers, mimetype=current.mimetype)


@logo.put("")
@offered("account_settings")
@needs("account:write")
def put() -> Response:
    """Takes the body for the logo; of which type it is, its first bytes say."""
    _put(_sent(), "logo.change")
    return answer()


@logo.delete("")
@offered("account_settings")
@needs("account:write")
def delete() -> Response:
    """Leaves the account without one, and is content where it has none."""
    if connected_account().settings.logo is not None:
        _put(None, "logo.delete")
    return answer()


def _sent() -> Logo:
    content = request.get_data()
    if len(content) > LARGEST_LOGO:
        raise Refusal(413, "A logo may have 1 MB at most")
    try:
        return logo_of(content)
    except NotALogo as error:
        raise Refusal(415, "A logo must be a PNG or JPEG image") from error


def _put(new: Logo | None, action: str) -> None:
    here = connected_account()
    details = {"version": new.version, "type": new.mimetype} if new else {}
    with here.settings.lock:
        here.settings.set_logo(new)
        world().audit.note(caller(), action, here.id, **details)
