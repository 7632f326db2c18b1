"""The services: how they stood when they were last looked at, and having them looked at.

Who is an owner is told with the account: whoever keeps that from this dashboard cannot be told from
anybody else, and is asked for it first.
"""

from flask import Blueprint, Response, make_response, render_template, url_for

from webapp.background.moments import moment
from webapp.current import services as standing
from webapp.current import signed_in
from webapp.guard import needs
from webapp.pages.services.shown import headline, shown
from webapp.responses.partials import is_partial
from webapp.responses.redirects import go

blueprint = Blueprint("services", __name__)
blueprint.before_request(standing.must_be_owner)

PART = "pages/services/_standing.html"


@blueprint.get("/services")
@needs("account:read")
def services() -> str:
    """All of them. Nothing is asked of any: that takes a press of the button."""
    return _drawn("pages/services/services.html")


@blueprint.get("/services/now")
@needs("account:read")
def now() -> Response:
    """What an open page asks by itself while they are looked at."""
    return make_response(_drawn(PART)) if is_partial() else go(url_for("services.services"))


@blueprint.post("/services")
@needs("account:read")
def check() -> Response:
    """Have all of them looked at, once."""
    standing.look()
    return go(url_for("services.services"))


def _drawn(template: str) -> str:
    is_looking = standing.is_looking()  # first: what it found is there before it is over
    last = standing.last_look()
    every = shown(standing.configured(), last)
    return render_template(
        template,
        services=every,
        headline=headline(every),
        looked_at=moment(last.at) if last else None,
        is_looking=is_looking,
        is_untold=signed_in().connection.role is None,
    )
