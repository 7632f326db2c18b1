"""The log of the connection that pages act for: to read, and to take away before it ends."""

from flask import Blueprint, Response, render_template, request

from webapp.current import as_of, signed_in
from webapp.current.own_log import own_log
from webapp.own_log import MOST_KEPT, exported
from webapp.pages.own_log.listing import listing
from webapp.pages.own_log.writing import as_csv
from webapp.responses.files import as_file, file_name

blueprint = Blueprint("own_log", __name__)


@blueprint.get("/connected-apps/log")
def log() -> str:
    """The newest first, a page at a time; the chain is verified each time."""
    return render_template(
        "pages/own_log/log.html",
        listing=listing(own_log(), request.args.get("page")),
        as_of=as_of(),
        most_kept=MOST_KEPT,
    )


@blueprint.get("/connected-apps/log.json", endpoint="json")
def json_file() -> Response:
    """All that is kept, with what it takes to verify it."""
    known, moment = own_log(), as_of()
    content = exported(known.entries, known.head, signed_in().connection.account_name, moment)
    return as_file(content, "application/json", file_name("log", moment, "json"))


@blueprint.get("/connected-apps/log.csv", endpoint="csv")
def csv_file() -> Response:
    """All that is kept, for spreadsheets."""
    content = as_csv(own_log().entries)
    return as_file(content, "text/csv; charset=utf-8", file_name("log", as_of(), "csv"))
