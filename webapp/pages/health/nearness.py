"""Whether who asks is a program on this machine that asks of itself, and for nobody elsewhere."""

from urllib.parse import urlsplit

from flask import Request

from webapp.origins import is_loopback, normalised

_OF_PROXIES = frozenset({"forwarded", "via", "x-real-ip"})
_OF_PROXIES_TOO = "x-forwarded-"
"""With any end; behind a proxy on this machine every peer is on loopback."""


def is_near(request: Request, public_url: str) -> bool:
    """Whether the dashboard is for this machine alone, and asked from here by a name that only this
    machine has. A page that made a name of its own lead here would ask by that one.
    """
    named = normalised(f"http://{request.headers.get('Host', '')}") or ""
    hosts = (urlsplit(public_url).hostname, request.remote_addr, urlsplit(named).hostname)
    return all(map(is_loopback, hosts)) and not _was_handed_on(request)


def _was_handed_on(request: Request) -> bool:
    names = (name.lower() for name in request.headers.keys())  # noqa: SIM118  # no dict
    return any(name in _OF_PROXIES or name.startswith(_OF_PROXIES_TOO) for name in names)
