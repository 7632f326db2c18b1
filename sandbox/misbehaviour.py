"""What a fault's answer looks like on each origin, and how a connection is cut."""

import os
import socket
import struct
from collections.abc import Callable
from typing import NoReturn

import msgspec
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, refusal
from sandbox.api.protect import forbidden, unauthorized
from sandbox.bearer import not_good
from sandbox.current import Origins
from sandbox.faults import Fault, Kind, OriginName
from sandbox.legacy.answers import refusal as legacy_refusal
from sandbox.noting import TOKEN_PATHS
from sandbox.personify.answers import problem

# The token endpoint's words for a status. Source: RFC 6749, sections 4.1.2.1 and 5.2.
_OAUTH_ERRORS = {
    Kind.UNAUTHORIZED: "invalid_client",
    Kind.FORBIDDEN: "access_denied",
    Kind.UNKNOWN: "invalid_request",
    Kind.NOT_OFFERED: "invalid_request",
    Kind.TOO_MANY: "temporarily_unavailable",
    Kind.BROKEN: "server_error",
}
_WORDS = {
    Kind.FORBIDDEN: "This is not allowed",
    Kind.UNKNOWN: "Not found",
    Kind.NOT_OFFERED: "Method not allowed",
    Kind.BROKEN: "Something went wrong",
}
_RENDERED: dict[OriginName, Callable[[Refusal], Response]] = {
    "api": refusal,
    "v3": legacy_refusal,
    "personify": problem,
}
_HTML = "<!doctype html><title>Maintenance</title><p>Back soon.</p>"


def misbehave(fault: Fault, origin: OriginName, path: str, origins: Origins) -> Response:
    """The answer of a fault to a call of this path, for every kind that answers (not for slow,
    reset and lost).
    """
    if fault.kind is Kind.HTML:
        return Response(_HTML, mimetype="text/html")
    if origin != "login" and path not in TOKEN_PATHS:
        return _RENDERED[origin](_refused(fault, origin, origins))
    body = {"error": _OAUTH_ERRORS[fault.kind], "error_description": "A fault was asked for."}
    answer = Response(msgspec.json.encode(body), int(fault.kind), mimetype="application/json")
    if fault.kind is Kind.TOO_MANY:
        answer.headers["Retry-After"] = str(fault.retry_after)
    return answer


def cut(connection: socket.socket) -> NoReturn:
    """Resets the TCP connection: closed with a linger of 0 s, it sends RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(connection.detach())
    raise ConnectionResetError("A fault was asked for.")


def _refused(fault: Fault, origin: OriginName, origins: Origins) -> Refusal:
    if fault.kind is Kind.UNAUTHORIZED:
        here = origin == "api"
        return unauthorized(origins.api, token_sent=True) if here else not_good(token_sent=True)
    if fault.kind is Kind.FORBIDDEN and origin == "api":
        return forbidden(fault.scope)
    if fault.kind is Kind.TOO_MANY:
        return Refusal(429, "Too many requests", {"Retry-After": str(fault.retry_after)})
    return Refusal(int(fault.kind), _WORDS[fault.kind])
