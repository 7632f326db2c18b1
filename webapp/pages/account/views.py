"""Shows the account and sets its preferences.

Source: Profile API reference, section 4.1; that preferences can be set is assumed (api/account.py).
"""

from flask import Blueprint, Response, render_template, request, url_for

from webapp.account_settings import LARGEST_FILE
from webapp.current import signed_in
from webapp.current.account_changes import asked_account_change, have_preferences_set
from webapp.guard import needs
from webapp.pages.account.permissions import permissions
from webapp.pages.account.reading import read_parts
from webapp.pages.account.roles import meaning
from webapp.pages.account.told import news
from webapp.pages.account.wished import wish
from webapp.responses.offers import is_offered
from webapp.responses.redirects import go

blueprint = Blueprint("account", __name__)

CHANGING = "account:write"


@blueprint.get("/account")
def account() -> str:
    """All that may be seen of it; what may not, and what cannot be read just now, is said."""
    change, parts = asked_account_change(), read_parts()
    return render_template(
        "pages/account/account.html",
        parts=parts,
        role_meaning=meaning(parts.user.role),
        may_change=signed_in().may("account:write")
        and is_offered(parts.user.role, "account:write"),
        largest_megabytes=LARGEST_FILE // 1024**2,
        permissions=permissions(signed_in().connection.scope),
        news=news(change) if change else None,
    )


@blueprint.post("/account/preferences")
@needs(CHANGING, "account:read")
def prefer() -> Response:
    """Set what was changed in the form, and tell what came of it."""
    return go(url_for("account.account", change=have_preferences_set(wish(request.form))))
