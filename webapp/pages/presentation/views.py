"""Hide and show the names of people, on every page of this session."""

from flask import Blueprint, Response, request

from webapp.auth.browser_session import current_session
from webapp.current import signed_in
from webapp.responses.redirects import go, safe_next
from webapp.responses.way_back import without_words

blueprint = Blueprint("presentation", __name__)


@blueprint.post("/presentation")
def switch() -> Response:
    """On with `presenting=yes`, off with anything else; then back to the page.

    The browser is asked to drop the pages that it keeps for its back button: they hold names.
    """
    on = request.form.get("presenting") == "yes"
    signed_in().shown(presenting=on).write(current_session())
    way_back = safe_next(request.form.get("next"))
    response = go(without_words(way_back) if on else way_back)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
