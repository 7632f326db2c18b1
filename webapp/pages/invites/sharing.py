"""A link to the assessments that anybody may follow: asking for it sends nothing to anybody.

Source: Profile API reference, section 4.4.
"""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.api import ApiError, Forbidden, TokenRefused
from webapp.current import platform, tags_if_granted
from webapp.current.invites import keep_link, kept_link
from webapp.guard import needs
from webapp.pages.invites.linking import Wish, kept, made, refused, wish
from webapp.people.ordering import by_label
from webapp.responses.redirects import go


def register(blueprint: Blueprint) -> None:
    """Its addresses."""
    blueprint.get("/link")(link)
    blueprint.post("/link", endpoint="make_link")(make_link)


def link() -> Response:
    """The form, and the link that it brought (`made`, by the name under which it is kept)."""
    return _drawn(Wish())


@needs("profiles:write")
def make_link() -> Response:
    """Find or make it. It is never part of an address of ours, which browsers and logs keep."""
    sent = wish(request.form.getlist("tag"), request.form.get("own_id", ""))
    if sent.advice:
        return _drawn(sent)
    try:
        found = platform().invites.link(sent.tags, sent.own_id or None)
    except (Forbidden, TokenRefused):
        raise
    except ApiError as error:
        return _drawn(refused(sent, error))
    labelled = kept(found, sent, tags_if_granted() if sent.tags else None)
    return go(url_for("invites.link", made=keep_link(labelled), _anchor="made"))


def _drawn(shown: Wish) -> Response:
    tags = tags_if_granted()
    name = request.args.get("made", "")
    html = render_template(
        "pages/invites/link.html",
        wish=shown,
        tags=None if tags is None else by_label(tags),
        made=made(kept_link(name)),
        is_forgotten=bool(name),
    )
    response = make_response(html, shown.status)
    if shown.retry_after is not None:
        response.headers["Retry-After"] = str(shown.retry_after)
    return response
