"""The assessments that are set up for the connected account. Our assumption.

Source: Profile API documentation, "Scopes": the assessment catalogue is read with `account:read`.
"""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import page_and_limit, success
from sandbox.api.offered import offered
from sandbox.api.protect import connected_account, needs

assessments = Blueprint("assessments", __name__, url_prefix="/api/v4")


@assessments.get("/assessments")
@offered("assessments")
@needs("account:read")
def every() -> Response:
    """One page, those that are turned off too."""
    page, limit = page_and_limit(request.args)
    start = (page - 1) * limit
    return success("assessments", connected_account().assessments[start : start + limit])
