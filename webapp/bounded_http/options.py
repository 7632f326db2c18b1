"""What libcurl is told before an exchange, so that a token goes where it is to go, and nowhere
else: no proxy, no cookie, no redirect, no login of an address.

Source: libcurl's documentation, curl_easy_setopt(3).
"""

import math
import ssl
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pycurl

from webapp.bounded_http.failures import NoConnection
from webapp.bounded_http.limits import Limits

BUFFER_BYTES = 256 * 1024
_UNSENDABLE = ("\r", "\n", "\0")

Option = tuple[int, Any]

_ALWAYS: tuple[Option, ...] = (
    (pycurl.NOSIGNAL, 1),
    (pycurl.PROXY, ""),  # not even one of the environment
    (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1),
    (pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_2),  # or newer
    (pycurl.PATH_AS_IS, 1),
    (pycurl.USERAGENT, "profile-dashboard"),
    (pycurl.ACCEPT_ENCODING, "gzip, deflate"),
    (pycurl.BUFFERSIZE, BUFFER_BYTES),
    (pycurl.LOW_SPEED_LIMIT, 1),
)


def trusted() -> tuple[Option, ...]:
    """Whom Python trusts on this machine, `SSL_CERT_FILE` and `SSL_CERT_DIR` included; as libcurl
    has it where that is nobody.
    """
    paths = ssl.get_default_verify_paths()
    if not (paths.cafile or paths.capath):
        return ()
    return (pycurl.CAINFO, paths.cafile), (pycurl.CAPATH, paths.capath)


def of_request(
    method: str, url: str, headers: Mapping[str, str], body: bytes | None, *, is_alone: bool
) -> Iterator[Option]:
    """For one request; one that `is_alone` neither takes nor leaves a kept connection. Raises
    NoConnection for an address and ValueError for a header that cannot be sent.
    """
    yield from _ALWAYS
    yield pycurl.URL, _ascii(url)
    yield pycurl.HTTPHEADER, _lines(headers, is_alone=is_alone)
    if body is not None or method in ("POST", "PUT", "PATCH"):
        yield pycurl.POSTFIELDS, body or b""
    if method != "GET":
        yield pycurl.CUSTOMREQUEST, method
    if is_alone:
        yield pycurl.FRESH_CONNECT, 1
        yield pycurl.FORBID_REUSE, 1


def of_limits(limits: Limits) -> Iterator[Option]:
    """For its time; its size is for those to watch who take the answer in."""
    yield pycurl.CONNECTTIMEOUT_MS, _milliseconds(limits.connect)
    yield pycurl.TIMEOUT_MS, _milliseconds(limits.whole)
    yield pycurl.LOW_SPEED_TIME, max(1, math.ceil(limits.read))
    if threading.current_thread() is threading.main_thread():
        # Else Ctrl-C is not heard before the end: of a command, since a server answers on others.
        yield pycurl.NOPROGRESS, 0
        yield pycurl.XFERINFOFUNCTION, lambda *_: 0


def _ascii(url: str) -> bytes:
    try:
        return url.encode("ascii")
    except UnicodeEncodeError:
        raise NoConnection("an address that is none", was_sent=False) from None


def _lines(headers: Mapping[str, str], *, is_alone: bool) -> list[bytes]:
    lines = [b"Expect:"]  # no waiting for leave to send a long body
    if "Content-Type" not in headers:
        lines.append(b"Content-Type:")  # libcurl takes what has no type for a form
    if is_alone:
        lines.append(b"Connection: close")
    for name, value in headers.items():
        line = f"{name}: {value}" if value else f"{name};"
        if any(one in line for one in _UNSENDABLE):
            raise ValueError(f"The header {name!r} cannot be sent.")
        lines.append(line.encode("latin-1"))
    return lines


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))  # 0 would be no limit at all
