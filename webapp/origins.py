"""Origins: which are one, and to which of them secrets may travel."""

import ipaddress
from urllib.parse import urlsplit


def is_trustworthy(url: str) -> bool:
    """Whether secrets may travel to this address: https, or http that never leaves the machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address means this machine (127.0.0.0/8, ::1, localhost)."""
    if host is None or host == "localhost":
        return host is not None
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_origin(value: str) -> bool:
    """Whether this is scheme and host only: no path, query, fragment or credentials."""
    parts = urlsplit(value)
    extra = parts.path or parts.query or parts.fragment or parts.username
    return bool(parts.scheme in ("http", "https") and parts.hostname and not extra)
