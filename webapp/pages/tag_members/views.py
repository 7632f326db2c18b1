"""The members of a tag: seen, searched, added and removed."""

from flask import Blueprint, Response, render_template, request, url_for

from webapp.current import everyone, platform
from webapp.current.tagging import ONCE, have_changed, new_form, told_of
from webapp.guard import needs
from webapp.pages.tag_members.page import CANDIDATES, drawn, read
from webapp.pages.tag_members.place import Place, place_of
from webapp.pages.tag_members.sent import Sent, refusal, sent_by
from webapp.people.by_id import by_id, only
from webapp.responses.partials import is_partial
from webapp.responses.redirects import go, push, with_change
from webapp.tagging import Membership, State, Trouble

blueprint = Blueprint("tag_members", __name__)


@blueprint.get("/tags/<tag_id>")
@needs("tags:manage", "profiles:read")
def members(tag_id: str) -> Response:
    """The page, or its list of members."""
    shown = read(tag_id, _place())
    return push(drawn(shown), _address(tag_id, shown.place))


@blueprint.get("/tags/<tag_id>/candidates")
@needs("tags:manage", "profiles:read")
def candidates(tag_id: str) -> Response:
    """Who might be added, as a part; the page has them, too."""
    place = _place()
    if not is_partial():
        return go(_address(tag_id, place))
    return drawn(read(tag_id, place), CANDIDATES)


@blueprint.post("/tags/<tag_id>/add")
@needs("tags:manage", "profiles:read")
def add(tag_id: str) -> Response:
    """Put people in: one by their own button, or all who are ticked."""
    sent = sent_by(request.form)
    if refused := refusal(sent.people, by_id(everyone())):
        return drawn(read(tag_id, sent.place), refused=refused, acted="add", status=422)
    return _changed(sent, Membership(tag_id, sent.label, add=sent.people), "add")


@blueprint.post("/tags/<tag_id>/remove")
@needs("tags:manage", "profiles:read")
def remove(tag_id: str) -> Response:
    """Take people out; of many at once the person is asked first. Whoever the form shows has the
    tag, those who are no longer in the account among them.
    """
    sent = sent_by(request.form)
    known = set(by_id(everyone()))
    if not known.issuperset(sent.people):
        known.update(platform().tags.one(tag_id).profiles)
    if refused := refusal(sent.people, known):
        return drawn(read(tag_id, sent.place), refused=refused, acted="remove", status=422)
    if sent.is_to_be_asked:
        return _asked(tag_id, sent)
    had = frozenset(sent.people)
    wish = Membership(tag_id, sent.label, remove=sent.people, had=had)
    return _changed(sent, wish, "remove")


def _changed(sent: Sent, wish: Membership, acted: str) -> Response:
    """Have it done. What is no longer as the form showed it takes a page that is drawn anew; a tag
    that is gone has none.
    """
    change = have_changed(wish)
    if change.trouble is Trouble.DELETED:
        return go(with_change(url_for("tags.tags"), change.id))
    if is_partial() and change.state is not State.CONFLICT:
        return drawn(read(wish.tag_id, sent.place), told=told_of(change), acted=acted)
    return go(with_change(_address(wish.tag_id, sent.place), change.id))


def _asked(tag_id: str, sent: Sent) -> Response:
    """The page that asks whether so many are meant."""
    wanted = frozenset(sent.people)
    page = render_template(
        "pages/tag_members/remove.html",
        tag_id=tag_id,
        sent=sent,
        people=only(everyone(), wanted),
        form=request.form.get(ONCE) or new_form(),
        back=_address(tag_id, sent.place),
    )
    return Response(page)


def _place() -> Place:
    return place_of(request.args.to_dict(flat=False))


def _address(tag_id: str, place: Place) -> str:
    return url_for("tag_members.members", tag_id=tag_id) + place.query
