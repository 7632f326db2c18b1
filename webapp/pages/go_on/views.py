"""Come back to an action that met a missing permission: with what was typed, and one button that
sends it to where it was to go. Nothing is sent without a press.
"""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.current import signed_in
from webapp.current.kept_actions import begun_as, kept_action
from webapp.pages.go_on.standing import Standing, standing
from webapp.responses.kept_form import ACTION_SECONDS, shown_fields
from webapp.responses.redirects import here, safe_back, sign_in_url
from webapp.responses.stays_off import GO_ON

blueprint = Blueprint("go_on", __name__, url_prefix=GO_ON.rstrip("/"))


@blueprint.get("/<name>")
def action(name: str) -> Response:
    """It needs no scope itself: what it is for is told whatever was allowed."""
    person, kept = signed_in(), kept_action(name)
    stands = standing(kept, person)
    back = safe_back(request.args.get("back")) or url_for("sign_in.home")
    page = render_template(
        "pages/go_on/action.html",
        kept=kept,
        stands=stands.value,
        shown=shown_fields(kept.fields) if kept else (),
        asks=kept is not None and not kept.is_surely_of(person.connection),
        back=back,
        kept_for=ACTION_SECONDS,
        switch_to=None if kept else begun_as(name),
        allow=_allow(kept.scope, back) if kept else "",
    )
    return make_response(page, 410 if stands is Standing.GONE else 200)


def _allow(scope: str, back: str) -> str:
    """Asks once more, and comes back to this page."""
    return sign_in_url(next_path=here(), scope=scope, another=bool(signed_in().others), back=back)
