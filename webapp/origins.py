"""Origins: which are one, and to which of them secrets may travel."""

import ipaddress
import re
from urllib.parse import urlsplit

_PLAIN = re.compile(r"[^?#@\\\x00-\x20\x7f-\U0010ffff]+")


def normalised(value: str) -> str | None:
    """Scheme and host in the one form that browsers send; None for anything but an origin."""
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.path.strip("/"):
        return None
    if "?" in value or "#" in value:
        return None
    shown = f"[{host}]" if ":" in host else host
    usual = port in (None, {"http": 80, "https": 443}[parts.scheme])
    return f"{parts.scheme}://{shown}" if usual else f"{parts.scheme}://{shown}:{port}"


def is_trustworthy(url: str) -> bool:
    """Whether secrets may travel to this address: https, or http that never leaves the machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and is_loopback(parts.hostname)


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address means this machine (127.0.0.0/8, ::1, localhost)."""
    if host is None or host == "localhost":
        return host is not None
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def split_address(url: str) -> tuple[str, str] | None:
    """Origin and path of an address that secrets may travel to; None for any other. Others are
    built below it, so that it has no query, no fragment and no user, and is no bare origin.
    """
    if not is_trustworthy(url) or not _PLAIN.fullmatch(url):
        return None
    origin, path = normalised(site(url)), urlsplit(url).path.rstrip("/")
    return (origin, path) if origin and path else None


def site(url: str) -> str:
    """Scheme and host of an address, as they stand there."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def shown(address: str) -> str:
    """An address that cannot be used, as it may be said: one with a user, a query or a fragment may
    hold a secret, and where that begins and ends in what is malformed cannot be told.
    """
    if not any(sign in address for sign in "@?#"):
        return address
    scheme, there, _ = address.partition("://")
    return f"{scheme}://…" if there and scheme in ("http", "https") else "…"
