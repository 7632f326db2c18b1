"""What the dashboard refuses to start with unless the operator accepts it by name.

A missing secret has no name here: there is nothing that could be accepted in its place.
"""

import re
from itertools import pairwise

SHORTEST_KEY = 32
"""Bytes."""

_DRAW = 'draw one with python3 -c "import secrets; print(secrets.token_urlsafe(48))"'

EVICTING_REDIS = "evicting-redis"
"""The one weakness that only Redis can tell of."""

WEAKNESSES = {
    "short-keys": f"SECRET_KEYS has a key of under {SHORTEST_KEY} bytes: {_DRAW}",
    "example-keys": f"SECRET_KEYS has a key that was typed or copied, not drawn: {_DRAW}",
    "plain-http": "PUBLIC_URL is http, so anybody on the way reads and takes over sessions: "
    "give https://host",
    "debug": "FLASK_DEBUG is on, which shows code and values to strangers: take it away",
    "unverified-redis": "REDIS_URL speaks TLS with whoever answers: take ssl_cert_reqs and "
    "ssl_check_hostname away, or name the authority in ssl_ca_certs",
    EVICTING_REDIS: "Redis may throw sessions away to make room, or does not say whether it "
    "does: set its maxmemory-policy to noeviction, and let us call INFO",
}
"""Every name that `ALLOW_WEAK` may hold, with what is wrong and what to do."""

_FEWEST_DISTINCT = 9  # of the shortest keys in hex, chance makes one in 200,000 poorer
_WORDS = re.compile(
    rb"change|example|sample|secret|password|placeholder|replace|default|insecure|dashboard|session"
    rb"|qwert|\s",
    re.IGNORECASE,
)  # by chance in one of five million keys


def refusal(name: str) -> str:
    """The sentence for a weakness that was not accepted."""
    return f"{WEAKNESSES[name]}. To accept it all the same, put {name} into ALLOW_WEAK."


def key_weakness(key: bytes) -> str | None:
    """The name of what is wrong with a key; None when it may well be random."""
    if len(key) < SHORTEST_KEY:
        return "short-keys"
    return "example-keys" if _WORDS.search(key) or _is_patterned(key) else None


def is_debug(value: str) -> bool:
    """Whether Flask takes this value of `FLASK_DEBUG` for on."""
    return bool(value) and value.lower() not in ("0", "false", "no")


def _is_patterned(key: bytes) -> bool:
    """Typed rather than drawn: few different bytes, a piece that repeats, a run as in 01234."""
    if len(set(key)) < _FEWEST_DISTINCT:
        return True
    if any(key[size:] == key[:-size] for size in range(1, len(key) // 2 + 1)):
        return True
    steps = [after - before for before, after in pairwise(key)]
    return max(map(steps.count, steps)) > len(steps) // 2
