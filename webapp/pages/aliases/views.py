"""All own ids, and the forms that make, change and delete them.

Source: Profile API reference, section 4.7. While names are hidden none is shown: an own id tells
who somebody is to whoever knows the system that it is of.
"""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.aliases import Deed, Did, End, Match
from webapp.api import NotOffered
from webapp.current import as_of, everyone, everyone_if_granted, presenting
from webapp.current.aliases import changing_own_ids, own_id_book
from webapp.current.security import note_export
from webapp.guard import needs
from webapp.pages.aliases import answers
from webapp.pages.aliases.finding import found
from webapp.pages.aliases.form import (
    Form,
    Refused,
    drawn_from,
    drawn_with,
    sent,
    shown_again,
    wished,
)
from webapp.pages.aliases.listing import rows
from webapp.pages.aliases.writing import as_csv
from webapp.people.search import legible
from webapp.responses.files import as_file, file_name
from webapp.responses.redirects import go

blueprint = Blueprint("aliases", __name__, url_prefix="/account/aliases")


@blueprint.before_request
def _with_names_alone() -> Response | None:
    is_shown = request.endpoint == "aliases.aliases" or request.method == "POST"
    return go(url_for("aliases.aliases")) if presenting() and not is_shown else None


@blueprint.get("")
@needs("account:read")
def aliases() -> Response:
    """The page, or what changes of it."""
    if presenting():
        return answers.no_list("hidden")
    try:
        return answers.list_page()
    except NotOffered:
        return answers.no_list("not offered")


@blueprint.get("/export.csv", endpoint="csv")
@needs("account:read")
def csv_file() -> Response:
    """All of people, for spreadsheets and other systems."""
    every = rows(own_id_book(), everyone_if_granted())
    note_export(len(every))
    return as_file(as_csv(every), "text/csv; charset=utf-8", file_name("own-ids", as_of(), "csv"))


@blueprint.get("/people")
@needs("account:read", "profiles:read")
def people() -> Response:
    """Whom the form's words find."""
    find = legible(request.args.get("find", ""))
    found_now = found(everyone(), find, request.args.get("person", ""))
    html = render_template("pages/aliases/_people.html", found=found_now, is_swapped=True)
    return make_response(html)


@blueprint.get("/new")
@needs("account:read")
def new() -> Response:
    """The form for another one; `person` is whom it is for."""
    return answers.form_page(Form(person=request.args.get("person", "")))


@blueprint.post("", endpoint="create")
@needs("account:write", "account:read")
def create() -> Response:
    """Make one; a form that is sent twice makes it once."""
    form = sent(request.form)
    try:
        wish = wished(form)
    except Refused as refused:
        return answers.form_page(refused.form, status=422)
    result = changing_own_ids().create(wish)
    if result.is_as_wished:
        return answers.done(Deed(Did.MADE, *wish))
    return answers.form_page(shown_again(form, result), status=409)


@blueprint.get("/<alias_id>/edit")
@needs("account:read")
def edit(alias_id: str) -> Response:
    """The form with an own id and its person."""
    return answers.form_page(drawn_from(answers.own_id(alias_id)), alias_id)


@blueprint.post("/<alias_id>/edit", endpoint="alter")
@needs("account:write", "account:read")
def alter(alias_id: str) -> Response:
    """Another own id or person, unless somebody else changed it since the form was drawn."""
    form = sent(request.form)
    try:
        wish = wished(form)
    except Refused as refused:
        return answers.form_page(refused.form, alias_id, 422)
    result = changing_own_ids().change(alias_id, wish, form.was)
    if result.is_as_wished and result.alias:
        return answers.done(Deed(Did.CHANGED, *Match.by(result.alias), *form.was))
    is_gone = result.end is End.GONE
    return answers.form_page(shown_again(form, result), "" if is_gone else alias_id, 409)


@blueprint.get("/<alias_id>/delete", endpoint="doom")
@needs("account:read")
def doom(alias_id: str) -> Response:
    """The question whether to delete one."""
    return answers.question_page(answers.own_id(alias_id))


@blueprint.post("/<alias_id>/delete")
@needs("account:write", "account:read")
def delete(alias_id: str) -> Response:
    """Delete it, unless it is not as the question said; one that is gone already is as wished."""
    was = drawn_with(request.form)
    result = changing_own_ids().delete(alias_id, was)
    if result.is_as_wished:
        return answers.done(Deed(Did.DELETED if result.alias else Did.GONE, *was))
    return answers.asked_again(alias_id, result)
