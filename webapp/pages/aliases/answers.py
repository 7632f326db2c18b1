"""The pages of own ids, drawn by what there is now."""

from flask import Response, make_response, render_template, request, url_for

from webapp.aliases import Deed, Result
from webapp.api import NoSuchAlias
from webapp.api.aliases import Alias
from webapp.current import as_of, everyone_if_granted
from webapp.current.aliases import asked_deed, keep_deed, own_id_book
from webapp.listing.pager import page_numbers
from webapp.pages.aliases.asked import parse
from webapp.pages.aliases.finding import found
from webapp.pages.aliases.form import Form, not_deleted
from webapp.pages.aliases.listing import listing, row
from webapp.people.by_id import by_id
from webapp.people.choices import sizes
from webapp.people.search import legible
from webapp.responses.partials import answer
from webapp.responses.redirects import go, push, safe_next, with_change

PAGE, LIST = "pages/aliases/aliases.html", "pages/aliases/_list.html"


def list_page() -> Response:
    """The list that the query string asks for, or what changes of it. Raises NotOffered."""
    everyone = everyone_if_granted()
    asked, notes = parse(request.args)
    shown = listing(own_id_book(), everyone, asked, notes)
    response = answer(
        PAGE,
        LIST,
        listing=shown,
        numbers=page_numbers(shown.asked.page, shown.pages),
        choices={"size": sizes(shown.asked.size)},
        deed=asked_deed(),
        by_id=by_id(everyone),
        as_of=as_of(),
    )
    return push(response, url_for("aliases.aliases") + shown.asked.query())


def no_list(why: str, status: int = 200) -> Response:
    """The page without a list; `why` is "hidden" or "not offered"."""
    return make_response(render_template(PAGE, listing=None, why=why), status)


def own_id(alias_id: str) -> Alias:
    """One that can be changed here. Raises NoSuchAlias."""
    alias = own_id_book().find(alias_id)
    if alias is None or row(alias, None).is_other:
        raise NoSuchAlias("The platform knows no such alias of a person.")
    return alias


def form_page(form: Form, alias_id: str = "", status: int = 200) -> Response:
    """The form of a new own id, or of the one with this id."""
    everyone = everyone_if_granted()
    known = by_id(everyone)
    html = render_template(
        "pages/aliases/edit.html" if alias_id else "pages/aliases/new.html",
        form=form,
        alias_id=alias_id,
        found=None if everyone is None else found(everyone, _find(), form.person),
        holder=row(form.holder, known) if form.holder else None,
        by_id=known,
        back=back(),
    )
    return make_response(html, status)


def question_page(alias: Alias, note: str = "", status: int = 200) -> Response:
    """Whether to delete one."""
    known = by_id(everyone_if_granted())
    html = render_template(
        "pages/aliases/delete.html", row=row(alias, known), by_id=known, note=note, back=back()
    )
    return make_response(html, status)


def asked_again(alias_id: str, result: Result) -> Response:
    """The same question, after it was not done."""
    alias = result.alias or own_id(alias_id)
    return question_page(alias, not_deleted(result.end), 409)


def done(deed: Deed) -> Response:
    """Back to where it was begun, which tells of it."""
    return go(with_change(back(), keep_deed(deed), "deed"))


def back() -> str:
    """The page on which it was begun."""
    return safe_next(request.values.get("next") or url_for("aliases.aliases"))


def _find() -> str:
    return legible(request.args.get("find", ""))
