"""Sealed values in Redis: the one place that reads and writes what only its own secret opens.

A value is found by a hash of its secret, never by the secret itself. An ended value leaves a
tombstone, and a write happens only where the value read is still the value stored: so no late
write revives what was ended or overwrites what is newer.
"""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from redis import Redis
from redis.client import Pipeline

from webapp.auth.addresses import address_of
from webapp.auth.sealing import CannotOpen, Sealer
from webapp.auth.value_scripts import CLAIM, END, FOLLOW, REPLACE, TAKE

_ENDED = b"ended"
_FOLLOWED = b"ended, followed"
"""Begins like the other: whoever reads it finds nothing more. Sealed values begin otherwise."""


def new_secret() -> str:
    """256 random bits, safe in a cookie."""
    return secrets.token_urlsafe(32)


class Stored(NamedTuple):
    """A value as read: opened, and as it lay in Redis (to compare when it is replaced)."""

    value: bytes
    seen: bytes


class SealedValues:
    """Values of one purpose (`session`, `tokens`, `attempt`, `debrief`) under `purpose:<hash>`."""

    def __init__(self, redis: "Redis", sealer: Sealer, purpose: str):
        self._redis = redis
        self._sealer = sealer
        self._purpose = purpose
        self._claim = redis.register_script(CLAIM)
        self._replace = redis.register_script(REPLACE)
        self._follow = redis.register_script(FOLLOW)
        self._end = redis.register_script(END)
        self._take = redis.register_script(TAKE)

    def address(self, secret: str) -> str:
        """The Redis key of a secret's value; tells nothing about the secret."""
        return address_of(self._purpose, secret)

    def add(self, secret: str, value: bytes, seconds: int, asked: "Pipeline | None" = None) -> None:
        """Store a value under a fresh secret for `seconds`; with what else is `asked`, if given."""
        redis = self._redis if asked is None else asked
        redis.set(self.address(secret), self._seal(secret, value), ex=seconds, nx=True)

    def claim(self, secret: str, value: bytes, seconds: int) -> bytes | None:
        """Store a value for `seconds` where nothing lies yet: of several callers one succeeds.

        Returns what lies there then, as `replace` does; None when something lay there already.
        """
        sealed = self._seal(secret, value)
        is_stored = self._claim(keys=[self.address(secret)], args=[sealed, seconds])
        return sealed if is_stored else None

    def read(self, secret: str, extend_seconds: int | None = None) -> Stored | None:
        """The value, its life extended where asked; None when unknown, ended or not ours.

        Raises redis.RedisError when Redis cannot tell, and KeyMissing when this process cannot:
        that is not the same as "not there".
        """
        seen = self._redis.getex(self.address(secret), ex=extend_seconds)
        return self._opened(secret, seen)

    def take(self, secret: str) -> bytes | None:
        """Read and remove; what cannot be read here stays for those who can. Raises as `read`."""
        stored = self.read(secret)
        if stored is None or not self._take(keys=[self.address(secret)], args=[stored.seen]):
            return None
        return stored.value

    def replace(self, secret: str, seen: bytes, value: bytes) -> bytes | None:
        """Store a new value if `seen` still lies there; its life stays.

        Returns what lies there then, to be compared next time; None when it was not stored.
        """
        sealed = self._seal(secret, value)
        is_stored = self._replace(keys=[self.address(secret)], args=[seen, sealed])
        return sealed if is_stored else None

    def end(self, secret: str, remember_seconds: int) -> None:
        """End a value for good: a tombstone stays for as long as a late write could come."""
        self.end_at(self.address(secret), remember_seconds)

    def end_unchanged(self, secret: str, seen: bytes, remember_seconds: int) -> bool:
        """The same, but only if `seen` still lies there; whether the value has ended then."""
        address = self.address(secret)
        return bool(self._end(keys=[address], args=[seen, _ENDED, remember_seconds]))

    def end_at(self, address: str, remember_seconds: int) -> None:
        """End what lies at an address, whether or not it could be opened."""
        self._redis.set(address, _ENDED, ex=remember_seconds)

    def follow(self, address: str, remember_seconds: int) -> bool:
        """End what lies at an address because a newer value has taken its place, in one step.

        False where it was ended for good before: then the newer value must not go on either.
        """
        marks = (_ENDED, _FOLLOWED)
        return bool(self._follow(keys=[address], args=[*marks, remember_seconds]))

    def forget(self, secret: str) -> None:
        """Take a value away without a tombstone: what is replaced only over what was read stays
        away all the same.
        """
        self._redis.delete(self.address(secret))

    def was_ended(self, secret: str) -> bool:
        """Whether a tombstone lies there."""
        return self._redis.get(self.address(secret)) == _ENDED

    def seconds_left(self, addresses: Sequence[str]) -> dict[str, float]:
        """How long the values at these addresses still live; those unknown or ended are left out.

        Asked in one go, and without a value's life being extended.
        """
        asked = self._redis.pipeline(transaction=False)
        for address in addresses:
            asked.getrange(address, 0, len(_ENDED) - 1)
            asked.pttl(address)
        told = asked.execute()
        return {
            address: left / 1000
            for address, begins, left in zip(addresses, told[::2], told[1::2], strict=True)
            if begins not in (b"", _ENDED) and left > 0
        }

    def _seal(self, secret: str, value: bytes) -> bytes:
        return self._sealer.seal(value, purpose=self._purpose, secret=secret)

    def _opened(self, secret: str, seen: bytes | str | None) -> Stored | None:
        if not isinstance(seen, bytes) or seen.startswith(_ENDED):
            return None
        try:
            return Stored(self._sealer.open(seen, purpose=self._purpose, secret=secret), seen)
        except CannotOpen:
            return None
