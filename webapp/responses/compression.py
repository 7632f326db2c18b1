"""Answers made small for the way, where the browser takes that and it pays.

Static files are compressed as well as can be, once a process; pages quickly, each time. What could
be guessed from the size of a compressed page (BREACH) is not in it: every form token is masked anew
for each answer (`auth/form_token.py`). Source: RFC 9110 sections 8.4 and 12.5.3.
"""

import gzip
from collections.abc import Callable, Iterable

import brotli
from flask import Flask, Response, request

from webapp import zstd

SMALLEST = 860
"""Bytes; below that an answer fits into one packet either way."""
TYPES = frozenset(
    {
        "text/html",
        "text/css",
        "text/csv",
        "text/javascript",
        "text/plain",
        "application/json",
        "image/svg+xml",
    }
)

Compress = Callable[[bytes], bytes]

# By how much they save for their time, the best first.
_QUICKLY: dict[str, Compress] = {
    "zstd": lambda body: zstd.compress(body, 3),
    "br": lambda body: bytes(brotli.compress(body, quality=4)),
    "gzip": lambda body: gzip.compress(body, 5, mtime=0),
}
_WELL: dict[str, Compress] = {
    "br": lambda body: bytes(brotli.compress(body, quality=11)),
    "zstd": lambda body: zstd.compress(body, 19),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}


def register(app: Flask) -> None:
    """Compress the answers of this app, after everything else has been done to them."""
    kept: dict[tuple[str, str], bytes] = {}

    def well(coding: str, file: str, body: bytes) -> bytes:
        key = (coding, file)
        if key not in kept:
            kept[key] = _WELL[coding](body)
        return kept[key]

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in TYPES:
            return response
        response.vary.add("Accept-Encoding")
        is_static = request.endpoint == "static"
        coding = chosen(_WELL if is_static else _QUICKLY)
        if coding is None or not _is_worth_it(response):
            return response
        response.direct_passthrough = False  # a file is read, so that it can be compressed
        body = response.get_data()
        etag, _ = response.get_etag()
        file = f"{request.path} {etag}"  # not its query, which anybody may make up
        small = well(coding, file, body) if is_static else _QUICKLY[coding](body)
        response.set_data(small)
        response.headers["Content-Encoding"] = coding
        if etag:
            response.set_etag(etag, weak=True)  # the same thing in other bytes
        return response


def quickly(coding: str, body: bytes) -> bytes:
    """A page in one of the codings that are used for pages."""
    return _QUICKLY[coding](body)


def chosen(codings: Iterable[str]) -> str | None:
    """The coding that the browser likes best, of those the one that comes first here."""
    accepted = request.accept_encodings
    liked = [(accepted.quality(name), name) for name in codings]
    best = max((quality for quality, _ in liked), default=0)
    if not best or (best < accepted.quality("identity") and "identity" in accepted.values()):
        return None
    return next(name for quality, name in liked if quality == best)


def _is_worth_it(response: Response) -> bool:
    """Whole, of some size, and not compressed already; the size of a file is known unread."""
    if response.status_code != 200 or "Content-Encoding" in response.headers:
        return False
    if response.is_streamed and not response.direct_passthrough:
        return False
    size = response.content_length
    return size is None or size >= SMALLEST
