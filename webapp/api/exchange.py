"""One HTTP exchange: a request out, a whole answer back, within bounds of time and size."""

import logging
from dataclasses import dataclass, field
from time import monotonic

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPHeaderDict, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
)
from urllib3.exceptions import TimeoutError as NoAnswerInTime

from webapp.api.errors import NoAnswer, NotAsked, TooSlow, Unavailable, UnexpectedAnswer
from webapp.api.limits import Limits
from webapp.deadlines import Deadline, NotBegun
from webapp.upstream import Call, handed_on

log = logging.getLogger(__name__)

CHUNK_BYTES = 64 * 1024
JSON = "application/json"
AGAIN_AFTER = 5
"""Seconds after which it is worth trying again where this process is short of threads."""


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


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer of any status."""

    status: int
    headers: HTTPHeaderDict
    body: bytes


def exchange(
    pool: HTTPConnectionPool, request: Request, headers: dict[str, str], limits: Limits
) -> Answer:
    """Send `request` and take its answer, redirects included.

    Raises TooSlow, NoAnswer (none, or half of one), Unavailable (no connection), NotAsked (there
    was no thread to look after it) and UnexpectedAnswer (too large, or not readable).
    """
    started, outcome = monotonic(), "failed"
    try:
        with Call(str(request)) as call:
            answer = _exchanged(pool, request, {**headers, **handed_on()}, limits)
            call.answered(answer.status)
        outcome = str(answer.status)
    except TooSlow:
        outcome = "too slow"
        raise
    finally:
        log.debug("%s -> %s in %d ms", request, outcome, (monotonic() - started) * 1000)
    return answer


def _exchanged(
    pool: HTTPConnectionPool, request: Request, headers: dict[str, str], limits: Limits
) -> Answer:
    try:
        with Deadline(limits.whole):
            return _take(_open(pool, request, headers, limits), request, limits)
    except NotBegun as error:
        raise NotAsked(f"{request}: no thread to be had", retry_after=AGAIN_AFTER) from error
    except NewConnectionError as error:  # of urllib3's time-outs by descent, but not by meaning
        raise Unavailable(f"{request}: no connection", was_sent=False) from error
    except (NoAnswerInTime, TimeoutError) as error:
        was_sent = not isinstance(error, ConnectTimeoutError)
        brief = limits.are_brief if was_sent else limits.connects_briefly
        raise TooSlow(
            f"{request}: no answer in time", was_sent=was_sent, was_brief=brief
        ) from error
    except DecodeError as error:
        raise UnexpectedAnswer(f"{request}: the body cannot be decompressed") from error
    except HTTPError as error:
        raise NoAnswer(f"{request}: no answer") from error


def _open(
    pool: HTTPConnectionPool, request: Request, headers: dict[str, str], limits: Limits
) -> BaseHTTPResponse:
    def send() -> BaseHTTPResponse:
        return pool.urlopen(
            request.method,
            request.target,
            body=request.body,
            headers=headers,
            retries=False,
            redirect=False,
            timeout=Timeout(connect=limits.connect, read=limits.read),
            preload_content=False,
        )

    try:
        return send()
    except ProtocolError as error:
        # A kept connection that the platform had closed: what is safe to ask twice is asked twice.
        broke = any(isinstance(part, ConnectionError) for part in error.args)
        if request.method != "GET" or not broke:
            raise
        return send()


def _take(response: BaseHTTPResponse, request: Request, limits: Limits) -> Answer:
    try:
        body = _body(response, request, limits)
    except BaseException:
        response.close()  # else the rest of it would be read as the next answer
        raise
    finally:
        response.release_conn()
    return Answer(response.status, response.headers, body)


def _body(response: BaseHTTPResponse, request: Request, limits: Limits) -> bytes:
    told = response.length_remaining
    if told is not None and told <= limits.size and "Content-Encoding" not in response.headers:
        return response.read()  # no more than was told, and so in one go
    size, chunks = 0, []
    while chunk := response.read1(CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > limits.size:
            raise UnexpectedAnswer(f"{request}: more than {limits.size} bytes")
    return b"".join(chunks)
