"""The exhibitors of an event, in pages.

Source: Personify API reference, section 3. That more than 50 items are read as 50, and what is
refused, are our assumptions.
"""

import re

import msgspec
from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal
from sandbox.personify.protect import tenant_here
from sandbox.personify.tenants import event_of

exhibitors = Blueprint("exhibitors", __name__)

_MOST = 50  # items of a page, and as many where nothing is said
_COUNT = re.compile(r"0*[1-9][0-9]{0,8}")


@exhibitors.get("/api/v1/exhibitor/event/<event_id>")
def of_event(event_id: str) -> Response:
    """One page; 404 alike for an unknown event and for another tenant's."""
    event = event_of(tenant_here(), event_id)
    if event is None:
        raise Refusal(404, "Event not found")
    page, per_page = _count("Page", 1), min(_count("ItemsPerPage", _MOST), _MOST)
    pages = -(-event.size // per_page)
    body = {
        "paginationMetadata": {
            "currentPage": page,
            "totalCount": event.size,
            "totalPages": pages,
            "hasPreviousPage": page > 1,
            "hasNextPage": page < pages,
            "itemsPerPage": per_page,
        },
        "data": event.exhibitors(page, per_page),
    }
    headers = {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(body), 200, headers, mimetype="application/json")


def _count(name: str, default: int) -> int:
    text = request.args.get(name)
    if text is None:
        return default
    if not _COUNT.fullmatch(text):
        raise Refusal(400, f"{name} must be a whole number from 1")
    return int(text)
