"""The saved views of the person signed in, and what a page says of them."""

from flask import g, request

from webapp.current.call import signed_in
from webapp.people.selection import Selection
from webapp.responses.partials import is_partial
from webapp.saved_views.opened import Saved, opened
from webapp.saved_views.owner import Owner, owner_of
from webapp.saved_views.shelf import Shelf
from webapp.services import services


def views_owner() -> Owner:
    """Whose saved views this request may see."""
    return owner_of(signed_in().connection)


def shelf() -> Shelf:
    """The saved views of the signed-in person in this account, read once a request; none while
    names are hidden, since a view may be named after somebody, or ask for somebody.
    """
    if "shelf" not in g:
        hidden = signed_in().presenting
        g.shelf = Shelf() if hidden else services().saved_views.shelf(views_owner())
    views: Shelf = g.shelf
    return views


def saved(shown: Selection) -> Saved | None:
    """What a page about `shown` says of saved views; None for a part, which says nothing."""
    if is_partial():
        return None
    views, view_id = shelf(), shown.asked.view
    view = next((view for view in views.views if view.id == view_id), None)
    if view is None or not shown.is_whole:
        return Saved(views, views_owner().is_known)
    before = services().saved_views.fingerprint(views_owner(), view)
    is_newer = bool(request.args.get("newer"))
    return Saved(views, views_owner().is_known, opened(view, shown, before, is_newer))
