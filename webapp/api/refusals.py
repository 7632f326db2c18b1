"""From an answer that is not a success to the error it means: the one table.

Sources: Profile API reference, section 3 ("Errors"); RFC 6750 section 3 (`WWW-Authenticate` with
`scope`); RFC 9110 section 10.2.3 (`Retry-After`).
"""

import re
from collections.abc import Callable

import msgspec

from webapp.api.errors import (
    ApiError,
    Conflict,
    Forbidden,
    NoAnswer,
    NotFound,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.bounded_http import Answer
from webapp.retry_after import seconds_asked

MESSAGE_LENGTH = 300
HEADER_LENGTH = 2000
PARAMETER = re.compile(r'([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]+)', re.ASCII)
SCOPE = re.compile(r"[!#-\[\]-~]+(?: [!#-\[\]-~]+)*")  # RFC 6749 section 3.3

_OF_GATEWAYS = (502, 504)
_REFUSALS: dict[int, Callable[[Answer, str], ApiError]] = {
    400: lambda answer, token: Rejected(message(answer, token)),
    401: lambda _answer, _token: TokenRefused("The platform refused the token twice."),
    403: lambda answer, token: Forbidden(scope(answer), message(answer, token)),
    404: lambda _answer, _token: NotFound("The platform knows no such thing."),
    405: lambda _answer, _token: NotOffered("The platform has no such call."),
    409: lambda answer, token: Conflict(message(answer, token)),
    415: lambda answer, token: Rejected(message(answer, token)),
    422: lambda answer, token: Rejected(message(answer, token)),
    429: lambda answer, _token: TooMany(retry_after(answer)),
}


def refusal(answer: Answer, asked: object, token: str) -> ApiError:
    """The error that `answer` means; `asked` names the call in it, `token` is kept out of it."""
    if answer.status in _REFUSALS:
        return _REFUSALS[answer.status](answer, token)
    if answer.status in _OF_GATEWAYS:
        return NoAnswer(f"{asked}: status {answer.status}", retry_after=retry_after(answer))
    if answer.status >= 500:
        return Unavailable(f"{asked}: status {answer.status}", retry_after=retry_after(answer))
    return UnexpectedAnswer(f"{asked}: status {answer.status}")


class _Problem(msgspec.Struct):
    message: str


_problem = msgspec.json.Decoder(_Problem)


def message(answer: Answer, token: str) -> str | None:
    """The platform's own sentence: one line, shortened, without the token it may echo."""
    try:
        sent = _problem.decode(answer.body).message
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    line = " ".join(sent.replace(token, "[token]").split())
    return "".join(filter(str.isprintable, line))[:MESSAGE_LENGTH] or None


def scope(answer: Answer) -> str | None:
    """The scope that a challenge names, as sent: one, or several with spaces between."""
    challenge = answer.headers.get("www-authenticate", "")[:HEADER_LENGTH]
    # Quoted values are consumed whole, so a description that speaks of scope= is not taken for one.
    for name, value in PARAMETER.findall(challenge):
        if name.lower() == "scope":
            named = value.strip('"').strip()
            return named if SCOPE.fullmatch(named) else None
    return None


def retry_after(answer: Answer) -> int | None:
    """Seconds to wait; None when absent or unreadable."""
    return seconds_asked(answer.headers.get("retry-after", "").strip())
