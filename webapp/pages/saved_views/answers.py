"""The page of saved views, and the same page where something was not accepted."""

from dataclasses import replace

from flask import Response, make_response, render_template, request

from webapp.current.views import shelf, views_owner
from webapp.pages.saved_views.draft import Draft, Refusal, refusal
from webapp.pages.saved_views.listing import NEWS, Renaming, rows, to_delete
from webapp.saved_views.shelf import NameTaken
from webapp.saved_views.view_name import NameRefused


def page(
    *, status: int = 200, wish: Draft | None = None, renaming: Renaming | None = None
) -> Response:
    """All views; with a view that could not be saved yet, or a name that could not be given."""
    views = shelf()
    html = render_template(
        "pages/saved_views/views.html",
        rows=rows(views, renaming),
        has_default=views.default is not None,
        is_known=views_owner().is_known,
        wish=wish,
        doomed=to_delete(views, request.args.get("delete", "")),
        news=NEWS.get(request.args.get("done", "")),
    )
    return make_response(html, status)


def refused_draft(wish: Draft, error: Refusal) -> Response:
    """What was typed, and what to do about it; nothing was saved."""
    advice, typed, taken = refusal(error, wish.typed)
    status = 409 if taken else 422
    return page(status=status, wish=replace(wish, typed=typed, advice=advice, taken=taken))


def refused_name(view_id: str, error: NameRefused | NameTaken) -> Response:
    """The same for another name."""
    if isinstance(error, NameRefused):
        return page(status=422, renaming=Renaming(view_id, error.typed, error.advice))
    advice = "Another view has this name. Type another one."
    typed = " ".join(request.form.get("name", "").split())
    return page(status=409, renaming=Renaming(view_id, typed, advice))
