"""The way to the registration endpoint: one request, within bounds of time and size, sent once."""

from ssl import SSLCertVerificationError

import msgspec
import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as NoAnswerInTime

from webapp.bounded_http import BoundedPools, TooLarge, whole_body
from webapp.deadlines import Deadline
from webapp.registration.errors import RegistrationError, Unclear
from webapp.registration.values import Answer, Request

LARGEST_ANSWER = 1 << 18
"""Bytes after decompression; an answer is a few thousand."""

CONNECT_SECONDS = 3.0
WHOLE_SECONDS = 20.0
"""How long the request takes at most, however it drips. Longer than others get: giving up on a
server that is only slow leaves a client behind."""


def send(request: Request, whole_seconds: float = WHOLE_SECONDS) -> Answer:
    """Register, with no redirect followed and nothing repeated.

    Raises RegistrationError where nothing was sent, and Unclear where no whole answer came.
    """
    try:
        with Deadline(whole_seconds):
            answer = _post(request, whole_seconds)
            return Answer(answer.status, answer.headers, _body(answer))
    except (NewConnectionError, ConnectTimeoutError) as error:
        raise _not_sent(request, error) from None
    except KeyboardInterrupt:
        raise Unclear("You ended it before an answer came.") from None
    except (NoAnswerInTime, TimeoutError):
        raise Unclear("No whole answer came in time.") from None
    except HTTPError as error:
        if isinstance(error, SSLError) and isinstance(error.args[0], SSLCertVerificationError):
            raise _not_sent(request, error.args[0]) from None
        raise Unclear(f"No whole answer came ({type(error).__name__}).") from None


def _not_sent(request: Request, error: Exception) -> RegistrationError:
    return RegistrationError(
        f"No connection to {request.url} can be made ({type(error).__name__}); nothing was sent. "
        "Look at the network and at Profile’s status; then try again."
    )


def _post(request: Request, seconds: float) -> urllib3.BaseHTTPResponse:
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "User-Agent": "profile-dashboard",
        "Connection": "close",
    }
    if request.wish.initial_token:
        headers["Authorization"] = f"Bearer {request.wish.initial_token}"
    return BoundedPools().request(
        "POST",
        request.url,
        body=msgspec.json.encode(request.metadata),
        headers=headers,
        timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=seconds),
        redirect=False,
        retries=False,
        preload_content=False,
    )


def _body(answer: urllib3.BaseHTTPResponse) -> bytes:
    try:
        return whole_body(answer, LARGEST_ANSWER)
    except TooLarge:
        return b""
