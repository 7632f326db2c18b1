"""Refusals of Personify's REST API. Their form is our assumption: none is documented.

Source of the form: RFC 9457, which the framework that it seems to be built with uses.
"""

from http import HTTPStatus

import msgspec
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal


def problem(refused: Refusal) -> Response:
    """The refusal as a problem document."""
    title = HTTPStatus(refused.code).phrase
    body = {"title": title, "status": refused.code, "detail": refused.message}
    answer = Response(
        msgspec.json.encode(body),
        refused.code,
        refused.headers,
        mimetype="application/problem+json",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
