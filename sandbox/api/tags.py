"""Tags of the connected account. Source: Profile API reference, section 4.6."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import page_and_limit, success
from sandbox.api.protect import connected_account, needs
from sandbox.current import world

tags = Blueprint("tags", __name__, url_prefix="/api/v4")


@tags.get("/tags")
@needs("tags:manage")
def every() -> Response:
    """One page. Documented oddity: the answer leaves `status` out."""
    page, limit = page_and_limit(request.args)
    start = (page - 1) * limit
    found = connected_account().tags[start : start + limit]
    return success("tags", found, status=not world().oddities)
