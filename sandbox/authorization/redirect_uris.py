"""Which addresses an app may name, and when two redirect URIs are the same.

Source: OAuth 2.1 draft, 2.3.1; RFC 8252, section 7.3; MCP authorization, "Communication Security".
"""

import re
from collections.abc import Iterable

# No fragment, no user name, and nothing that a browser and a server might read differently.
_PORT = r"(?::[0-9]{1,5})?"
_TAIL = r"(?:[/?][A-Za-z0-9._~:/?@!$&'()*+,;=%\[\]-]*)?"
_HTTPS = re.compile(rf"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?{_PORT}{_TAIL}")
_LOOPBACK = re.compile(rf"(http://(?:127\.0\.0\.1|\[::1\]|localhost)){_PORT}({_TAIL})")


def is_web_address(uri: str) -> bool:
    """Whether this is a plain https address."""
    return _HTTPS.fullmatch(uri) is not None


def may_be_registered(uri: str) -> bool:
    """Whether an app that registers itself may be sent to: https anywhere, or this machine."""
    return is_web_address(uri) or _LOOPBACK.fullmatch(uri) is not None


def same_but_for_the_port(uri: str, registered: Iterable[str]) -> bool:
    """Whether a loopback URI is one of these, whatever the port: a native app takes a free one."""
    return _portless(uri) in {_portless(each) for each in registered} - {None}


def _portless(uri: str) -> str | None:
    found = _LOOPBACK.fullmatch(uri)
    return f"{found[1]}{found[2]}" if found else None
