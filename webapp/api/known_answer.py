"""Answers that the platform need not send again: where it gives an ETag, it is asked whether there
is another one by now.

Source: RFC 9110, 8.8.3 (ETag), 13.1.2 (If-None-Match) and 15.4.5 (304). The platform documents none
of it; where it gives none, whole answers are compared.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from webapp.api.exchange import Request
from webapp.bounded_http import Answer
from webapp.memory import Memory

NOT_MODIFIED = 304
_ETAG = re.compile(r'(?:W/)?"[!#-~]{0,200}"')


class Known(NamedTuple):
    """What was answered, and what the platform called it."""

    etag: str
    body: bytes


def asking_for_news(request: Request, memory: Memory) -> tuple[Request, Known | None]:
    """The same request for what has changed since, and what is known; itself where nothing is."""
    known = memory.recalled((Known, request.target))
    if not isinstance(known, Known):
        return request, None
    return replace(request, etag=known.etag), known


def is_success(request: Request, status: int) -> bool:
    """Whether an answer says what was asked for, or that nothing of it has changed."""
    return 200 <= status < 300 or (status == NOT_MODIFIED and bool(request.etag))


def body_of(answer: Answer, target: str, known: Known | None, memory: Memory) -> bytes:
    """What the answer says, and where it has a name it is known from now on; `known` is what was
    asked about.
    """
    if known and answer.status == NOT_MODIFIED:
        return known.body
    etag = answer.headers.get("etag", "")
    if _ETAG.fullmatch(etag):
        memory.remember((Known, target), Known(etag, answer.body), len(answer.body))
    elif known:
        memory.remember((Known, target), None, 0)
    return answer.body
