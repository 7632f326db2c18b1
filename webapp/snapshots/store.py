"""Where a snapshot lies: one hash in Redis for each connection, each field sealed by itself under a
secret that only the session holds. So one command takes it all away.
"""

from typing import Any

import msgspec
from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealing import CannotOpen, Sealer
from webapp.background.owner import Owner
from webapp.snapshots.states import Head, Part

PURPOSE = "people"
IDLE_SECONDS = 1800
"""Nothing lies longer than that after it was looked at last."""

_HEAD = "head"
_REPLACE = """
local stored = redis.call('HGET', KEYS[1], 'head') or ''
if stored ~= ARGV[1] and stored ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'head', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
"""
"""Put another head in the place of the one that was read ('': none), for so many seconds."""

_ADD = """
if redis.call('HEXISTS', KEYS[1], 'head') == 0 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
return 1
"""
"""Add two pieces where there is a head: nothing is written for what has been taken away."""


class Store:
    """Raises RedisError as it is."""

    def __init__(self, redis: Redis, sealer: Sealer, most_seconds: int):
        """`most_seconds` is how long a session lasts in any case."""
        self._redis = redis
        self._most = most_seconds
        self._sealer = sealer
        self._dependents = Dependents(redis)
        self._replace = redis.register_script(_REPLACE)
        self._add = redis.register_script(_ADD)
        self._decoder = msgspec.msgpack.Decoder(Head)

    def look(self, owner: Owner) -> tuple[Head | None, bytes]:
        """The head, and the bytes that lie there; it stays for another IDLE_SECONDS. None where
        there is none, or none of ours.
        """
        asked = self._redis.pipeline(transaction=False)
        asked.hget(_key(owner), _HEAD)
        asked.expire(_key(owner), IDLE_SECONDS)
        sealed: bytes | None = asked.execute()[0]
        opened = self._opened(owner, _HEAD, sealed)
        try:
            return (self._decoder.decode(opened) if opened else None), sealed or b""
        except msgspec.MsgspecError:
            return None, sealed or b""

    def put(self, owner: Owner, seen: bytes, head: Head) -> bytes | None:
        """Put a head in the place of the bytes that were read; returns what lies there then, None
        when somebody else was first, or the connection has ended.
        """
        tokens = address_of("tokens", owner.token_key)
        if not seen:
            self._dependents.add(tokens, _key(owner), self._most)
        sealed = self._sealed(owner, _HEAD, msgspec.msgpack.encode(head))
        is_put = self._replace(keys=[_key(owner)], args=[seen, sealed, IDLE_SECONDS])
        if is_put and not seen and self._dependents.has_gone(tokens):
            return None
        return sealed if is_put else None

    def add(self, owner: Owner, part: Part, columns: bytes, focus: bytes) -> bool:
        """Write down a part; False where the snapshot was taken away."""
        pieces: list[Any] = []
        for field, piece in ((part.name, columns), (_focus(part), focus)):
            pieces += [field, self._sealed(owner, field, piece)]
        return bool(self._add(keys=[_key(owner)], args=pieces))

    def columns(self, owner: Owner, parts: tuple[Part, ...]) -> list[bytes] | None:
        """Their columns, in their order; None where one is missing."""
        fields = [part.name for part in parts]
        stored: list[Any] = self._redis.hmget(_key(owner), fields) if fields else []
        opened = [self._opened(owner, name, at) for name, at in zip(fields, stored, strict=True)]
        return None if None in opened else [piece for piece in opened if piece is not None]

    def focus(self, owner: Owner, part: Part) -> bytes | None:
        """A part's Focus; None where it was taken away."""
        field = _focus(part)
        return self._opened(owner, field, self._redis.hget(_key(owner), field))

    def tidy(self, owner: Owner, head: Head) -> None:
        """Take away the parts that no reading has any more."""
        readings = [reading for reading in (head.now, head.next) if reading]
        kept = {part.name for reading in readings for part in reading.parts}
        fields: list[Any] = self._redis.hkeys(_key(owner))
        names = [field.decode() for field in fields]
        gone = [name for name in names if name != _HEAD and name.removesuffix(":focus") not in kept]
        if gone:
            self._redis.hdel(_key(owner), *gone)

    def forget(self, owner: Owner) -> None:
        """Take it all away."""
        self._redis.delete(_key(owner))

    def _sealed(self, owner: Owner, field: str, value: bytes) -> bytes:
        return self._sealer.seal(value, purpose=PURPOSE, secret=_secret(owner, field))

    def _opened(self, owner: Owner, field: str, sealed: Any) -> bytes | None:
        if sealed is None:
            return None
        try:
            return self._sealer.open(sealed, purpose=PURPOSE, secret=_secret(owner, field))
        except CannotOpen:
            return None


def _key(owner: Owner) -> str:
    return address_of(PURPOSE, owner.token_key)


def _secret(owner: Owner, field: str) -> str:
    return f"{owner.token_key}:{PURPOSE}:{field}"


def _focus(part: Part) -> str:
    return f"{part.name}:focus"
