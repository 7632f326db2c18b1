"""Everybody who is on the roster for a question, on all of its pages, as a file to take away."""

from flask import Blueprint, Response

from webapp.current import as_of, selected, signed_in
from webapp.guard import needs
from webapp.pages.exports.records import Export, export
from webapp.pages.exports.writing import as_csv, as_json, file_name
from webapp.security_log import Event
from webapp.services import services

blueprint = Blueprint("exports", __name__)


@blueprint.get("/team/export.csv", endpoint="csv")
@needs("profiles:read")
def csv_file() -> Response:
    """For spreadsheets."""
    asked_for = _noted_export()
    return _file(as_csv(asked_for), "text/csv; charset=utf-8", file_name(asked_for.as_of, "csv"))


@blueprint.get("/team/export.json", endpoint="json")
@needs("profiles:read")
def json_file() -> Response:
    """For programs."""
    asked_for = _noted_export()
    return _file(as_json(asked_for), "application/json", file_name(asked_for.as_of, "json"))


def _noted_export() -> Export:
    """What this request's question selects, and nobody else; that it left is told in the security
    log. Raises NotAsAsked: a file has no room for the note that a page shows.
    """
    active = signed_in().connection
    made = export(selected().exactly(), active.account_name, as_of())
    services().security.record(
        Event.EXPORT,
        account=active.account,
        subject=active.person,
        connection=active.token_key,
        count=made.count,
    )
    return made


def _file(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
