"""What sessions tell of themselves, where it lies, and whose it is.

Whose list it is can be told only with a server key: issuers are public, subjects can be guessed.
"""

import msgspec
from redis import Redis

from webapp.auth.errors import KeyMissing
from webapp.auth.sealing import CannotOpen, Sealer
from webapp.auth.whereabouts import Whereabouts


class NotedSessions:
    """One Redis hash a person: a session's address to its sealed whereabouts."""

    def __init__(self, redis: "Redis", sealer: Sealer, lifetime_seconds: int):
        self._redis = redis
        self._sealer = sealer
        self._lifetime = lifetime_seconds

    def write(self, person: str, address: str, whereabouts: Whereabouts) -> int:
        """Note a session of a person; returns how many are noted now, those gone among them."""
        told = msgspec.msgpack.encode(whereabouts)
        keys = self._keys(person)
        asked = self._redis.pipeline(transaction=False)
        sealed = self._sealer.seal(told, purpose="person", secret=person)
        asked.hset(keys[0], address, sealed)
        asked.expire(keys[0], self._lifetime)
        for key in keys:
            asked.hlen(key)
        return sum(asked.execute()[2:])

    def told(self, person: str) -> dict[str, Whereabouts | None]:
        """By address what lies under any of our keys, the newest of it; None for what was tampered
        with.
        """
        told: dict[str, Whereabouts | None] = {}
        for key in self._keys(person):
            noted: dict[bytes, bytes] = self._redis.hgetall(key)  # type: ignore[assignment]  # of a plain client
            for field, value in noted.items():
                address, here = field.decode(), self._opened(person, value)
                before = told.get(address)
                is_newer = before is None or (here and here.noted_at > before.noted_at)
                told[address] = here if is_newer else before
        return told

    def forget(self, person: str, addresses: list[str]) -> None:
        """Strike sessions off the list."""
        for key in self._keys(person) if addresses else ():
            self._redis.hdel(key, *addresses)

    def _opened(self, person: str, sealed: bytes) -> Whereabouts | None:
        try:
            told = self._sealer.open(sealed, purpose="person", secret=person)
        except (CannotOpen, KeyMissing):
            return None
        return msgspec.msgpack.decode(told, type=Whereabouts)

    def _keys(self, person: str) -> list[str]:
        """Where the list may lie, first where it is written (see `Sealer.names`)."""
        return [f"person:{name}" for name in self._sealer.names(person, purpose="person")]
