"""The forms with a person's details, and the question whether to delete them."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.api import NoSuchPerson
from webapp.api.profiles import Profile
from webapp.current import platform, presenting, somebody, tags_if_granted
from webapp.current.details import forget_person, keep_edit
from webapp.guard import needs
from webapp.pages.person_details.deleting import Going, NotDeleted, check, delete, going
from webapp.pages.person_details.draft import LABELS, Draft, NotSaved, draft, drawn_from
from webapp.pages.person_details.saving import Person, saved
from webapp.people.person_tags import person_tags
from webapp.responses.forms import NamesHidden
from webapp.responses.redirects import go

blueprint = Blueprint("person_details", __name__, url_prefix="/team/<profile_id>")


@blueprint.get("/edit")
@needs("profiles:read")
def edit(profile_id: str) -> Response:
    """The form with what Profile has; not while names are hidden."""
    profile = somebody(profile_id)
    return _form(profile_id, drawn_from(profile))


@blueprint.post("/edit", endpoint="save")
@needs("profiles:write", "profiles:read")
def save(profile_id: str) -> Response:
    """Save what was changed, unless somebody else changed the same since the form was drawn."""
    if presenting():
        raise NamesHidden("Details are names, which are hidden now.")
    try:
        person = Person(_read(profile_id), partial(platform().profiles.change, profile_id))
        kept = keep_edit(saved(person, draft(request.form)))
    except NotSaved as refused:
        return _form(profile_id, refused.draft, refused.status)
    return go(url_for("profile.person", profile_id=profile_id, edit=kept))


@blueprint.get("/delete", endpoint="delete")
@needs("profiles:read")
def ask(profile_id: str) -> Response:
    """The question, with what goes."""
    profile = somebody(profile_id)
    return _question(profile, _going(profile))


@blueprint.post("/delete", endpoint="remove")
@needs("profiles:write", "profiles:read")
def remove(profile_id: str) -> Response:
    """Delete them, once the name was typed; who is gone already is as wished. Nobody is deleted
    unseen, while names are hidden.
    """
    if presenting():
        raise NamesHidden("Somebody was to be deleted while names are hidden.")
    try:
        profile = somebody(profile_id)
    except NoSuchPerson:
        return go(url_for("person_details.deleted", profile_id=profile_id))
    goes, form = _going(profile), request.form
    try:
        check(form.get("name", ""), profile.name, form.get("seen", ""), goes)
        delete(_read(profile_id), partial(platform().profiles.delete, profile_id))
    except NotDeleted as refused:
        return _question(profile, goes, refused, form.get("name", ""))
    forget_person(profile_id)
    return go(url_for("person_details.deleted", profile_id=profile_id))


@blueprint.get("/deleted")
@needs("profiles:read")
def deleted(profile_id: str) -> Response:
    """That they are gone, by a reading of this moment; else their page."""
    try:
        somebody(profile_id)
    except NoSuchPerson:
        return make_response(render_template("pages/person_details/deleted.html"))
    return go(url_for("profile.person", profile_id=profile_id))


def _read(profile_id: str) -> Callable[[], Profile]:
    return partial(somebody, profile_id)


def _form(profile_id: str, wish: Draft, status: int = 200) -> Response:
    html = render_template(
        "pages/person_details/edit.html",
        profile_id=profile_id,
        draft=wish,
        labels=LABELS,
        presenting=presenting(),
    )
    return make_response(html, status)


def _going(profile: Profile) -> Going:
    tags = tags_if_granted()
    carried = None if tags is None else person_tags(tags, profile.id).carried
    return going(profile, None if carried is None else [tag.label for tag in carried])


def _question(
    profile: Profile, goes: Going, refused: NotDeleted | None = None, typed: str = ""
) -> Response:
    html = render_template(
        "pages/person_details/delete.html",
        profile=profile,
        going=goes,
        refused=refused,
        typed=typed,
    )
    return make_response(html, refused.status if refused else 200)
