"""Answers in the platform's envelope, and the paging that its lists share.

Source: Profile API reference, section 3. The form of errors is our assumption.
"""

import re
from collections.abc import Mapping

import msgspec
from werkzeug.wrappers import Response

_DEFAULT_LIMIT = 10
_MOST = 100
_COUNT = re.compile(r"0*[1-9][0-9]{0,17}")


class Refusal(Exception):
    """A call that is refused: status, a sentence for a person, and headers."""

    def __init__(self, code: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.headers = code, message, headers


def success(key: str, payload: object, *, status: bool = True, code: int = 200) -> Response:
    """The payload under its key; `status=False` leaves that member out."""
    said = {"status": "success"} if status else {}
    return _answer({"code": code, **said, key: payload}, code)


def flat(members: dict[str, object]) -> Response:
    """200 with the members of the payload beside `code` and `status`, under no key."""
    return _answer({"code": 200, "status": "success", **members}, 200)


def nothing() -> Response:
    """204: it is done, and there is nothing to say."""
    return Response(status=204, headers={"Cache-Control": "no-store"})


def refusal(refused: Refusal) -> Response:
    """The refusal in the envelope."""
    body = {"code": refused.code, "status": "error", "message": refused.message}
    return _answer(body, refused.code, refused.headers)


def page_and_limit(query: Mapping[str, str]) -> tuple[int, int]:
    """`page` (from 1) and `limit` (10 where absent; above 100 is read as 100).

    Raises Refusal (400) for anything but whole numbers from 1.
    """
    return _count(query, "page", 1), min(_count(query, "limit", _DEFAULT_LIMIT), _MOST)


def _count(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not _COUNT.fullmatch(text):
        raise Refusal(400, f"{name} must be a whole number from 1")
    return int(text)


def _answer(body: object, code: int, headers: dict[str, str] | None = None) -> Response:
    answer = Response(msgspec.json.encode(body), code, headers, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
