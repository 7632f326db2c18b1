"""Everybody who is on the roster for a question, on all of its pages, as a file to take away."""

from flask import Blueprint, Response

from webapp.current import people_as_of, selected, signed_in
from webapp.current.security import note_export
from webapp.guard import needs
from webapp.pages.exports.records import Export, export
from webapp.pages.exports.writing import as_csv, as_json
from webapp.responses.files import as_file, file_name

blueprint = Blueprint("exports", __name__)


@blueprint.get("/team/export.csv", endpoint="csv")
@needs("profiles:read")
def csv_file() -> Response:
    """For spreadsheets."""
    asked_for = _noted_export()
    name = file_name("team", asked_for.as_of, "csv")
    return as_file(as_csv(asked_for), "text/csv; charset=utf-8", name)


@blueprint.get("/team/export.json", endpoint="json")
@needs("profiles:read")
def json_file() -> Response:
    """For programs."""
    asked_for = _noted_export()
    name = file_name("team", asked_for.as_of, "json")
    return as_file(as_json(asked_for), "application/json", name)


def _noted_export() -> Export:
    """What this request's question selects, and nobody else; that it left is told in the security
    log. Raises NotAsAsked: a file has no room for the note that a page shows.
    """
    made = export(selected().exactly(), signed_in().connection.account_name, people_as_of())
    note_export(made.count)
    return made
