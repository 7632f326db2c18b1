"""A file of own ids: chosen, shown for what it comes to, then carried out. Nothing is deleted.

While names are hidden nothing of it is shown, as on the page of own ids.
"""

import hashlib

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.api import NotOffered
from webapp.batches import NoSuchBatch
from webapp.current import as_of, presenting
from webapp.current.aliases import (
    have_own_id_import_continued,
    have_own_ids_imported,
    keep_file,
    own_id_import,
)
from webapp.guard import needs
from webapp.pages.alias_import import answers
from webapp.pages.alias_import.decoding import Unreadable, decoded, too_large
from webapp.pages.alias_import.reading import draft
from webapp.pages.alias_import.told import as_csv
from webapp.responses.errors import draw_anew
from webapp.responses.files import as_file, file_name
from webapp.responses.forms import FileTooLarge
from webapp.responses.partials import is_partial
from webapp.responses.redirects import ShownElsewhere, go

blueprint = Blueprint("alias_import", __name__, url_prefix="/account/aliases")


@blueprint.before_request
def _with_names_alone() -> Response | None:
    is_shown = request.method == "POST" or is_partial()
    return go(url_for("aliases.aliases")) if presenting() and not is_shown else None


@blueprint.get("/import")
@needs("account:read")
def file() -> Response:
    """Where a file is chosen, or its text pasted."""
    return answers.file_page()


@blueprint.post("/import")
@needs("account:read")
def upload() -> Response:
    """Read it, and keep it for the next page; nothing is sent to Profile."""
    sent = request.files.get("file")
    try:
        if sent and sent.filename:
            text, note = decoded(sent.read())
            read = draft(text, sent.filename[:200], [note] if note else [])
        else:
            read = draft(answers.pasted())
    except Unreadable as error:
        return answers.file_page(error.advice, 422)
    return go(url_for("alias_import.preview", file_id=keep_file(read)))


@blueprint.errorhandler(FileTooLarge)
def too_long(_: FileTooLarge) -> Response:
    """More was sent than is read at all."""
    return answers.file_page(too_large(), 413)


@blueprint.errorhandler(NotOffered)
def not_offered(_: NotOffered) -> Response:
    """Nothing can be compared: the page of own ids says why."""
    return go(url_for("aliases.aliases"))


@blueprint.get("/import/<file_id>")
@needs("account:read")
def preview(file_id: str) -> Response:
    """What it comes to by now, before anything is done."""
    return answers.preview_page(file_id)


@blueprint.post("/import/<file_id>", endpoint="apply")
@needs("account:write", "account:read")
def apply(file_id: str) -> Response:
    """Have it done as it was shown, once; shown anew where it comes to something else by now."""
    with_moves = "move" in request.form
    asked = f"{file_id} {request.form.get('mark', '')} {with_moves}"
    batch_id = hashlib.sha256(asked.encode()).hexdigest()[:32]
    outcome = url_for("alias_import.outcome", batch_id=batch_id)
    try:
        own_id_import(batch_id)  # the form was sent before
    except NoSuchBatch:
        plan = answers.planned(file_id)
        wishes = plan.wishes(with_moves=with_moves)
        if plan.mark != request.form.get("mark") or not wishes:
            return answers.preview_page(file_id, is_other=True)
        have_own_ids_imported(batch_id, wishes)
    return go(outcome)


@blueprint.get("/imports/<batch_id>")
@needs("account:read")
def outcome(batch_id: str) -> Response:
    """How far an import is, then what came of each line."""
    return answers.outcome(batch_id, whole=True)


@blueprint.get("/imports/<batch_id>/now")
@needs("account:read")
def now(batch_id: str) -> Response:
    """What an open page asks by itself while it is under way."""
    if not is_partial():
        return go(url_for("alias_import.outcome", batch_id=batch_id))
    return answers.outcome(batch_id, whole=False)


@blueprint.errorhandler(ShownElsewhere)
def elsewhere(error: ShownElsewhere) -> Response:
    """What asks by itself from a page of another account is told so, and asks no more."""
    if error.leads_on:
        return draw_anew(error)
    return make_response(render_template(answers.PART, told=None))


@blueprint.get("/imports/<batch_id>/result.csv", endpoint="csv")
@needs("account:read")
def csv_file(batch_id: str) -> Response:
    """What came of each line, to take away."""
    content = as_csv(own_id_import(batch_id))
    return as_file(content, "text/csv; charset=utf-8", file_name("own-ids-import", as_of(), "csv"))


@blueprint.post("/imports/<batch_id>/continue")
@needs("account:write", "account:read")
def go_on(batch_id: str) -> Response:
    """Go on where it stopped."""
    have_own_id_import_continued(batch_id)
    return go(url_for("alias_import.outcome", batch_id=batch_id))
