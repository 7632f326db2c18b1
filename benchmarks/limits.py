"""The floor: what a server takes that sends the same bytes, after one call or none."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import urllib3

BODY = b"x" * int(os.environ.get("LIMIT_BYTES", "80000"))
_HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]
_POOL = urllib3.connection_from_url(
    os.environ.get("UPSTREAM_ORIGIN", "http://localhost"), maxsize=16
)

Start = Callable[[str, list[tuple[str, str]]], object]


def same_bytes(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The bytes, and nothing else (WSGI)."""
    start("200 OK", _HEADERS)
    return [BODY]


def one_get(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The API asked once, its answer thrown away (WSGI)."""
    _POOL.urlopen("GET", "/api/v4/profiles?limit=100&page=1", headers={"Authorization": "Bearer x"})
    start("200 OK", _HEADERS)
    return [BODY]
