"""Answers in the envelope of v3: `code`, `data`, `status`.

Source: Profile API reference, section 10. The form of errors is our assumption.
"""

import msgspec
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal


def success(data: object) -> Response:
    """200 with an object or a list."""
    return _answer({"code": 200, "data": data, "status": "success"}, 200)


def refusal(refused: Refusal) -> Response:
    """The refusal in the envelope, without data and with a message."""
    body = {"code": refused.code, "data": None, "status": "error", "message": refused.message}
    return _answer(body, refused.code, refused.headers)


def _answer(body: object, code: int, headers: dict[str, str] | None = None) -> Response:
    answer = Response(msgspec.json.encode(body), code, headers, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
