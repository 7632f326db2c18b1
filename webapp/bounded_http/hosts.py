"""Connections to other hosts, kept for the next request and shared by the threads of a process."""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from webapp.bounded_http.answer import Answer
from webapp.bounded_http.failures import NoConnection
from webapp.bounded_http.handle import Handle
from webapp.bounded_http.limits import Limits

_AS_THEY_ARE = "%/?:@!$&'()*+,;=~"
"""What may stand in a path and a query (RFC 3986, 3.3 and 3.4); all else is encoded."""


class Host:
    """One of them. Any number of threads may ask it at once, each on a connection of its own."""

    def __init__(self, origin: str, most_kept: int = 1) -> None:
        """`origin` is scheme, host and port; at most `most_kept` connections wait for a next
        request.
        """
        self.origin = origin
        self._most_kept = most_kept
        self._idle: list[Handle] = []

    def __repr__(self) -> str:
        return f"Host({self.origin!r})"

    def exchange(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        limits: Limits,
        body: bytes | None = None,
        *,
        on_new_connection: bool = False,
    ) -> Answer:
        """Send a request and take its whole answer, of any status, redirects included.

        Where a kept connection turns out to be broken, a GET is sent again on another one, and
        nothing else is; `on_new_connection` takes and leaves none that is kept. Raises an
        HttpFailure; ValueError for a header that cannot be sent.
        """
        handle = self._handle()
        try:
            return handle.exchange(
                method, target, headers, limits, body, is_alone=on_new_connection
            )
        finally:
            if len(self._idle) < self._most_kept:
                self._idle.append(handle)
            else:
                handle.close()

    def close(self) -> None:
        """Close what is kept."""
        while self._idle:
            self._idle.pop().close()

    def _handle(self) -> Handle:
        try:
            return self._idle.pop()  # the last one back: of the others some may be let go
        except IndexError:
            return Handle(self.origin)


class Hosts:
    """Those of a process; opens no connection yet."""

    def __init__(self, most_kept: int = 1) -> None:
        """At most so many connections to each host wait for a next request."""
        self._most_kept = most_kept
        self._hosts: dict[str, Host] = {}

    def at(self, url: str) -> Host:
        """The host of this address, always the same. Raises NoConnection where it is none."""
        return self._at(_split(url)[0])

    def _at(self, origin: str) -> Host:
        known = self._hosts.get(origin)
        return known or self._hosts.setdefault(origin, Host(origin, self._most_kept))

    def exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        limits: Limits,
        body: bytes | None = None,
        *,
        on_new_connection: bool = False,
    ) -> Answer:
        """As of the host at this address. Raises NoConnection too where the address is none."""
        origin, target = _split(url)
        return self._at(origin).exchange(
            method, target, headers, limits, body, on_new_connection=on_new_connection
        )


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise NoConnection("an address that is none", was_sent=False) from None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not parts.netloc:
        raise NoConnection("an address that is none", was_sent=False)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"{parts.scheme}://{parts.netloc}", quote(target, safe=_AS_THEY_ARE)
