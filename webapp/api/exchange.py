"""One HTTP exchange: a request out, a whole answer back, within bounds of time and size."""

import logging
from dataclasses import dataclass, field
from time import monotonic

from webapp.api.errors import ApiError, NoAnswer, TooSlow, Unavailable, UnexpectedAnswer
from webapp.bounded_http import (
    Answer,
    Host,
    HttpFailure,
    Limits,
    NoConnection,
    NotDecompressed,
    OutOfTime,
    TooLarge,
)
from webapp.upstream import Call, handed_on

log = logging.getLogger(__name__)

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: `template` is the part that may be logged, `target` and `body` go out;
    `item_id` is what the template leaves open. `sends` and `accepts` are media types, `etag` that
    of an answer which is still known: then 304 says that nothing has changed (RFC 9110, 13.1.2).
    """

    method: str
    template: str
    target: str
    body: bytes | None = field(default=None, repr=False)
    item_id: str | None = field(default=None, repr=False)
    sends: str = JSON
    accepts: str = JSON
    etag: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


def exchange(host: Host, request: Request, headers: dict[str, str], limits: Limits) -> Answer:
    """Send `request` and take its answer, redirects included.

    Raises TooSlow, NoAnswer (none, or half of one), Unavailable (no connection) and
    UnexpectedAnswer (too large, or not readable).
    """
    started, outcome = monotonic(), "failed"
    try:
        with Call(str(request)) as call:
            sent = {**headers, **handed_on()}
            try:
                answer = host.exchange(request.method, request.target, sent, limits, request.body)
            except HttpFailure as failure:
                raise _meaning(failure, request, limits) from failure
            call.answered(answer.status)
        outcome = str(answer.status)
    except TooSlow:
        outcome = "too slow"
        raise
    finally:
        log.debug("%s -> %s in %d ms", request, outcome, (monotonic() - started) * 1000)
    return answer


def _meaning(failure: HttpFailure, request: Request, limits: Limits) -> ApiError:
    match failure:
        case OutOfTime():
            brief = limits.are_brief if failure.was_sent else limits.connects_briefly
            said = f"{request}: no answer in time"
            return TooSlow(said, was_sent=failure.was_sent, was_brief=brief)
        case NoConnection():
            return Unavailable(f"{request}: no connection", was_sent=False)
        case TooLarge():
            return UnexpectedAnswer(f"{request}: more than {limits.size} bytes")
        case NotDecompressed():
            return UnexpectedAnswer(f"{request}: the body cannot be decompressed")
        case _:
            return NoAnswer(f"{request}: no answer")
