"""The way to the registration endpoint: one request, within bounds of time and size, sent once."""

import msgspec

from webapp.bounded_http import Answer, Hosts, HttpFailure, Limits, OutOfTime, TooLarge
from webapp.registration.errors import RegistrationError, Unclear
from webapp.registration.values import Request

LARGEST_ANSWER = 1 << 18
"""Bytes after decompression; an answer is a few thousand."""

WHOLE_SECONDS = 20.0
"""How long the request takes at most, however it drips. Longer than others get: giving up on a
server that is only slow leaves a client behind."""


def send(request: Request, whole_seconds: float = WHOLE_SECONDS) -> Answer:
    """Register, with no redirect followed and nothing repeated; the body is empty where it was too
    large.

    Raises RegistrationError where nothing was sent, and Unclear where no whole answer came.
    """
    try:
        return _posted(request, whole_seconds)
    except KeyboardInterrupt:
        raise Unclear("You ended it before an answer came.") from None
    except HttpFailure as failure:
        if not failure.was_sent:
            raise _not_sent(request, failure) from None
        if isinstance(failure, OutOfTime):
            raise Unclear("No whole answer came in time.") from None
        raise Unclear(f"No whole answer came ({type(failure).__name__}).") from None


def _not_sent(request: Request, failure: HttpFailure) -> RegistrationError:
    return RegistrationError(
        f"No connection to {request.url} can be made ({type(failure).__name__}); nothing was sent. "
        "Look at the network and at Profile’s status; then try again."
    )


def _posted(request: Request, seconds: float) -> Answer:
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    if request.wish.initial_token:
        headers["Authorization"] = f"Bearer {request.wish.initial_token}"
    limits = Limits(read=seconds, whole=seconds, size=LARGEST_ANSWER)
    body = msgspec.json.encode(request.metadata)
    try:
        return Hosts().exchange("POST", request.url, headers, limits, body, on_new_connection=True)
    except TooLarge as failure:
        return Answer(failure.status)
