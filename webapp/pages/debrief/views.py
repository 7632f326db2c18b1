"""Have a debrief written, and say how it stands.

Source: Profile API reference, sections 4.5 and 11.
"""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.current import somebody
from webapp.current.debriefs import debrief as known_debrief
from webapp.current.debriefs import have_debrief_written, look_for_debrief
from webapp.debriefs import Shown, Standing
from webapp.guard import needs
from webapp.pages.debrief.news import BEGUN, news
from webapp.responses.errors import draw_anew
from webapp.responses.partials import answer, is_partial
from webapp.responses.redirects import ShownElsewhere, go

blueprint = Blueprint("debrief", __name__)

PART = "pages/debrief/_debrief.html"


@blueprint.get("/team/<profile_id>/debrief")
@needs("profiles:read")
def debrief(profile_id: str) -> Response:
    """The page, or its part, as somebody wishes to see it: Profile is asked unless it is here."""
    profile = somebody(profile_id)
    shown = known_debrief(profile) and look_for_debrief(profile.id, is_wished=True)
    return answer(
        "pages/debrief/debrief.html", PART, profile=profile, debrief=shown, is_answer=is_partial()
    )


@blueprint.get("/team/<profile_id>/debrief/now")
@needs("profiles:read")
def now(profile_id: str) -> Response:
    """What an open page asks by itself: how it stands, from what it shows (`shown`) on."""
    if not is_partial():
        return go(_on_the_persons_page(profile_id))
    shown = look_for_debrief(profile_id)
    told = news(request.args.get("shown"), shown)
    return make_response(render_template(PART, debrief=shown, news=told))


@blueprint.errorhandler(ShownElsewhere)
def elsewhere(error: ShownElsewhere) -> Response:
    """What asks by itself from a page of another account is told so, and asks no more."""
    if error.leads_on:
        return draw_anew(error)
    shown = Shown((request.view_args or {})["profile_id"], Standing.ELSEWHERE)
    return make_response(render_template(PART, debrief=shown))


@blueprint.post("/team/<profile_id>/debrief")
@needs("profiles:read")
def write(profile_id: str) -> Response:
    """Have it written, once, however often this is sent; refused by TooOften as every form."""
    profile = somebody(profile_id)
    shown = have_debrief_written(profile)
    if not is_partial():
        return go(_on_the_persons_page(profile.id))
    told = BEGUN if shown and shown.standing is Standing.WRITING else None
    return make_response(render_template(PART, debrief=shown, news=told, is_answer=True))


def _on_the_persons_page(profile_id: str) -> str:
    return url_for("profile.person", profile_id=profile_id, _anchor="debrief")
