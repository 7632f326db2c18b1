"""What an answer of an OAuth endpoint means, and what no answer means.

Source: RFC 6749 sections 4.1.2.1 and 5.2, RFC 8707 section 2 (`invalid_target`).
"""

import re
from typing import Any

from webapp.auth.errors import (
    AnswerRefused,
    AuthError,
    ClientRefused,
    GrantEnded,
    LoginBusy,
    LoginUnavailable,
    Misplaced,
    RequestRefused,
    ResourceRefused,
)
from webapp.auth.one_call import Answer
from webapp.bounded_http import HttpFailure, NoAnswer

_REFUSALS: dict[str, type[AuthError]] = {
    "invalid_grant": GrantEnded,
    "invalid_client": ClientRefused,
    "unauthorized_client": ClientRefused,
    "invalid_target": ResourceRefused,
    "temporarily_unavailable": LoginBusy,
    "server_error": LoginUnavailable,
}
_NOT_HERE = (404, 405, 410)
_BUSY = (429, 503)
_ERROR_CODE = re.compile("[a-z_]{1,60}")


def confirmed(answer: Answer) -> None:
    """That an endpoint did as it was told, whatever else it says. Raises as `told`."""
    _must_be_there(answer.status_code)
    _must_be_fine(answer.status_code)


def told(answer: Answer) -> dict[str, Any]:
    """The JSON object that an endpoint answered.

    Raises what its `error` means (beside a token: nothing), LoginUnavailable when it is in trouble
    or in haste (5xx, 429: whatever the body says, nothing has ended), Misplaced when no such
    endpoint is there.
    """
    _must_be_there(answer.status_code)
    body = _json(answer)
    if not isinstance(body, dict):
        raise Misplaced(f"The authorization server answered {answer.status_code} without OAuth.")
    if "error" in body:
        meaning = refusal(body["error"])
        raise AnswerRefused(str(meaning)) if "access_token" in body else meaning
    _must_be_fine(answer.status_code)
    return body


def refusal(error: object) -> AuthError:
    """What an `error` means; it is repeated only where it looks like one and like no secret."""
    code = error if isinstance(error, str) and _ERROR_CODE.fullmatch(error) else "something odd"
    return _REFUSALS.get(code, RequestRefused)(f"The authorization server answered “{code}”.")


def no_answer(failure: HttpFailure) -> LoginUnavailable:
    """Only the kind of failure: the error itself carries the request, and that carries secrets.

    Nobody there, or somebody who cannot prove who they are: the address may be out of date.
    """
    is_nobody_there = not failure.was_sent or isinstance(failure, NoAnswer)
    kind = Misplaced if is_nobody_there else LoginUnavailable
    return kind(f"The authorization server gave no answer ({type(failure).__name__}).")


def unreadable(error: Exception) -> AnswerRefused:
    """An answer on which we, or the libraries below, break; only its kind, as in `no_answer`."""
    return AnswerRefused(f"The answer cannot be read ({type(error).__name__}).")


def _must_be_there(status: int) -> None:
    if status in _BUSY:
        raise LoginBusy(f"The authorization server answered {status}.")
    if status >= 500:
        raise LoginUnavailable(f"The authorization server answered {status}.")
    if 300 <= status < 400 or status in _NOT_HERE:
        raise Misplaced(f"The authorization server answered {status}.")


def _must_be_fine(status: int) -> None:
    if not 200 <= status < 300:
        raise LoginUnavailable(f"The authorization server answered {status}.")


def _json(answer: Answer) -> object:
    try:
        return answer.json()
    except (ValueError, RecursionError):
        return None
