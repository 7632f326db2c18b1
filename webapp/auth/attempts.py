"""One record per sign-in attempt, tied to a short cookie of the browser that began it.

Two tabs have two records and two cookies, so both succeed; a state carried to another browser
finds no cookie there and is refused. The record is taken when it is used: it serves once.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from itertools import islice

import msgspec
from redis import Redis

from webapp.auth.errors import AttemptUnknown
from webapp.auth.open_places import OpenPlaces
from webapp.auth.sealed_values import SealedValues, new_secret
from webapp.auth.sealing import Sealer

LIFETIME = 600
"""Seconds in which a sign-in must be finished."""

MOST_OPEN = 5
"""Open attempts a browser may have; the surplus ends when another begins."""

MOST_LOOKED_AT = 20
"""Attempts' cookies that are looked at; a browser of ours never has more."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What must be known when the browser comes back.

    `resource` is what was sent as such (RFC 8707), None where it was left out; `joins` marks the
    session that the connection is to join, `gives_up` the one whose wider connection is to be given
    up for it, "" for none; `opener` a hash of the network address. `more` names the scopes that the
    person came to allow, with spaces between, and `back` is the page to return to without them.
    """

    state: str
    verifier: str
    issuer: str
    issuer_is_told: bool
    resource: str | None = None
    scope: frozenset[str]
    next: str
    joins: str = ""
    gives_up: str = ""
    opener: str = ""
    more: str = ""
    back: str = ""

    def __repr__(self) -> str:
        return f"Attempt(issuer={self.issuer!r}, next={self.next!r})"


class Attempts:
    """Open attempts in Redis, each sealed under the secret in its own cookie."""

    def __init__(self, redis: "Redis", sealer: Sealer, cookie_prefix: str):
        self._redis = redis
        self._values = SealedValues(redis, sealer, "attempt")
        self._places = OpenPlaces(redis, LIFETIME)
        self._prefix = f"{cookie_prefix}attempt-"

    def add(self, attempt: Attempt) -> tuple[str, str]:
        """Keep an attempt for LIFETIME seconds; returns its cookie's name and value."""
        secret = new_secret()
        asked = self._redis.pipeline(transaction=False)  # key by key, so that a Cluster takes it
        self._places.add(asked, attempt.opener, self._values.address(secret))
        self._values.add(secret, msgspec.msgpack.encode(attempt), LIFETIME, asked)
        self._places.bound(attempt.opener, asked.execute()[0])
        return self.cookie_name(attempt.state), secret

    def take(self, state: str, cookies: Mapping[str, str]) -> Attempt:
        """The attempt of this state and this browser, once. Raises AttemptUnknown."""
        secret = cookies.get(self.cookie_name(state), "")
        stored = self._values.read(secret) if secret else None
        attempt = stored and _decoded(stored.value)
        if attempt is None or not self._is_taken(attempt, self._values.address(secret)):
            raise AttemptUnknown("This sign-in was already used, has expired or began elsewhere.")
        if not hmac.compare_digest(attempt.state.encode(), state.encode()):
            raise AttemptUnknown("This sign-in's state is not the one we sent.")
        return attempt

    def _is_taken(self, attempt: Attempt, address: str) -> bool:
        """Whether it was we who took it away: what lies there is never replaced, and Redis deletes
        it for one caller only.
        """
        asked = self._redis.pipeline(transaction=False)
        asked.delete(address)
        self._places.free(asked, attempt.opener, address)
        return bool(asked.execute()[0])

    def drop_surplus(self, cookies: Mapping[str, str]) -> list[str]:
        """End a browser's attempts so that one more fits; returns the cookies to delete."""
        ours = (name for name in cookies if name.startswith(self._prefix))
        names = list(islice(ours, MOST_LOOKED_AT))
        surplus = names[: max(0, len(names) - MOST_OPEN + 1)]
        for name in surplus:
            self._values.take(cookies[name])
        return surplus

    def cookie_name(self, state: str) -> str:
        """Tells attempts of one browser apart without repeating the state."""
        return self._prefix + hashlib.sha256(state.encode()).hexdigest()[:16]


def _decoded(value: bytes) -> Attempt:
    try:
        return msgspec.msgpack.decode(value, type=Attempt)
    except msgspec.MsgspecError:
        raise AttemptUnknown("This sign-in began before the dashboard was renewed.") from None


def new_state() -> str:
    """256 random bits for `state`; the same for a PKCE verifier (RFC 7636 section 4.1)."""
    return secrets.token_urlsafe(32)
