"""Files to take away, and pictures."""

from datetime import UTC, datetime

from flask import Response


def file_name(what: str, moment: datetime, ending: str) -> str:
    """Plain ASCII that sorts by time: "team-2026-11-25-1203-utc.csv"."""
    return f"{what}-{moment.astimezone(UTC):%Y-%m-%d-%H%M}-utc.{ending}"


def as_file(content: bytes, kind: str, name: str) -> Response:
    """An answer that browsers save under this name."""
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def as_picture(content: bytes, name: str) -> Response:
    """A PNG that we have drawn ourselves, to be shown in a page of ours."""
    response = Response(content, content_type="image/png")
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response
