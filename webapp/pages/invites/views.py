"""People who are invited and have not answered.

Source: Profile API reference, sections 4.2 and 5: nothing but absent results marks them.
"""

from flask import Blueprint, Response, request, url_for

from webapp.api import ApiError, TokenRefused
from webapp.current import as_of, everyone, signed_in, tags_if_granted
from webapp.current.aliases import own_ids
from webapp.current.invites import told_act
from webapp.pages.invites import acting, sharing
from webapp.pages.invites.listing import Listing, listing
from webapp.responses.partials import answer
from webapp.responses.redirects import push

blueprint = Blueprint("invites", __name__, url_prefix="/invites")
acting.register(blueprint)
sharing.register(blueprint)


@blueprint.get("")
def invites() -> Response:
    """The page, or what changes of it. Without `profiles:read` it says what it cannot show."""
    told = told_act()
    may_read, shown = signed_in().may("profiles:read"), None
    if may_read:
        try:
            shown = _listing()
        except ApiError as error:
            if told is None or isinstance(error, TokenRefused):
                raise  # what came of an act is told even where the list cannot be read
    response = answer(
        "pages/invites/invites.html",
        "pages/invites/_pending.html",
        listing=shown,
        may_read=may_read,
        told=told,
        as_of=as_of(),
    )
    address = url_for("invites.invites")
    return push(response, address + shown.asked.query()) if shown else response


def _listing() -> Listing:
    fields = request.args.to_dict(flat=False)
    return listing(everyone(), fields, tags_if_granted(), own_ids())
