"""The page of tags, and each part of it that is swapped: a tag, and the place where one is made."""

from typing import Any

from flask import Response, make_response, render_template, url_for

from webapp.api import ApiError, NoSuchTag
from webapp.api.tags import TAG_COLOURS
from webapp.current import as_of, platform
from webapp.current.tagging import asked_change, new_form, told_of
from webapp.pages.tags.draft import Draft
from webapp.pages.tags.listing import NOTHING, Opened, found, key, row, rows
from webapp.pages.tags.meeting import without_tag
from webapp.responses.partials import is_partial
from webapp.responses.redirects import go, with_change
from webapp.tagging import Change, State, Trouble

NEW = "new"
"""Stands for the place where a tag is made, among ids of tags."""


def page(opened: Opened = NOTHING, status: int = 200) -> Response:
    """All tags; one of them, or the place where one is made, may be open."""
    html = render_template(
        "pages/tags/tags.html",
        rows=rows(platform().tags.every(), opened),
        opened=opened,
        told=asked_change(),
        as_of=as_of(),
        form=new_form(),
        colours=TAG_COLOURS,
    )
    return make_response(html, status)


def drawn(opened: Opened, status: int = 200) -> Response:
    """What is open: its part alone for htmx, else the page. Raises NoSuchTag."""
    if opened.tag_id == NEW:
        return _part("_new", status, opened=opened) if is_partial() else page(opened, status)
    tags = platform().tags.every()
    tag = found(opened.tag_id, tags)
    if tag is None and opened.draft:
        return made_anew(without_tag(opened.draft), opened.tag_id)
    if tag is None:
        raise NoSuchTag("The platform knows no tag by this id.")
    if not is_partial():
        return page(opened, status)
    return _part("_tag", status, row=row(tag, opened))


def done(change: Change, opened: Opened) -> Response:
    """What came of a change, where `opened` was; on its own page where it is not done yet."""
    alone = url_for("tag_changes.change", change_id=change.id)
    is_stopped = change.state is State.STOPPED and change.trouble is not Trouble.NOT_OFFERED
    if is_stopped or change.state is State.RUNNING:
        return go(alone)
    if not is_partial():
        return go(with_change(url_for("tags.tags"), change.id))
    try:
        return _parts(change, opened)
    except ApiError:
        return go(alone)


def made_anew(draft: Draft, tag_id: str) -> Response:
    """The form of a tag that is gone, as one that makes it anew; its own place goes."""
    opened = Opened(NEW, draft=draft)
    if not is_partial():
        return page(opened, 409)
    return _aimed(_part("_new", 409, opened=opened, gone=key(tag_id)), "new")


def _parts(change: Change, opened: Opened) -> Response:
    tags = platform().tags.every()
    told = told_of(change)
    if opened.tag_id == NEW:
        made = found(change.tag.id, tags) if change.tag else None
        added = row(made) if made else None
        return _part("_new", opened=opened, told=told, added=added, count=len(tags))
    tag = found(opened.tag_id, tags)
    if tag is not None:
        return _part("_tag", row=row(tag, opened), told=told)
    return _aimed(_part("_total", told=told, gone=key(opened.tag_id), count=len(tags)), "total")


def _part(name: str, status: int = 200, **context: Any) -> Response:
    fixed = {"form": new_form(), "colours": TAG_COLOURS, "as_part": True}
    return make_response(render_template(f"pages/tags/{name}.html", **fixed, **context), status)


def _aimed(response: Response, part: str) -> Response:
    """What stands elsewhere than the form that was sent."""
    response.headers.update({"HX-Retarget": f"#{part}", "HX-Reswap": "outerHTML"})
    return response
