"""Where saved views lie: in Redis, sealed under whose they are.

All views of an owner are one value, so that no two of one name, and no more than there may be, can
come about by two tabs at once: a change is made to what is stored now, by compare-and-set. The
fingerprints lie beside it, each under a secret that the view holds, since they are large and are
read only when their view is opened.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec
from redis import Redis
from redis.exceptions import WatchError

from webapp.auth.errors import KeyMissing
from webapp.auth.sealed_values import SealedValues, new_secret
from webapp.auth.sealing import CannotOpen, Sealer
from webapp.people.fingerprint import Fingerprint
from webapp.saved_views.owner import Owner
from webapp.saved_views.shelf import SavedView, Shelf

KEPT_SECONDS = 400 * 86400
"""How long views are kept that nobody used."""

_TRIES = 50
"""Each that fails is a change of another that succeeded, and those are bounded: `rates.WRITES`."""

# A lost answer makes redis-py send the script again: finding our own write counts as written.
_REPLACE = """
local stored = redis.call('GET', KEYS[1]) or ''
if stored ~= ARGV[1] and stored ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1
"""

Change = Callable[[Shelf], Shelf]


class _Lying(NamedTuple):
    """What lies in Redis, and where; b"" for nothing."""

    address: str
    seen: bytes


class SavedViews:
    """The shelves of everybody. Every method raises RedisError as it is."""

    def __init__(self, redis: "Redis", sealer: Sealer, connection_seconds: int):
        self._redis = redis
        self._sealer = sealer
        self._connection_seconds = connection_seconds
        self._fingerprints = SealedValues(redis, sealer, "fingerprint")
        self._replace = redis.register_script(_REPLACE)

    def shelf(self, owner: Owner) -> Shelf:
        """As it is now; to look at it is to use it."""
        return self._opened(owner, self._read(owner).seen)

    def change(self, owner: Owner, change: Change) -> Shelf:
        """Change what is stored now; raises what `change` raises, and nothing is changed then."""
        for _ in range(_TRIES):
            lying = self._read(owner)
            before = self._opened(owner, lying.seen)
            after = change(before)
            if after == before or self._write(owner, lying, after):
                for gone in _secrets(before) - _secrets(after):
                    self._fingerprints.forget(gone)
                return after
        raise WatchError("The saved views were changed by others all the time.")

    def change_following(
        self, owner: Owner, taken: Fingerprint | None, change: Callable[[Shelf, str], Shelf]
    ) -> Shelf:
        """The same with a fingerprint, under the secret that is handed to `change` ("" for none).

        It goes where no view holds it in the end.
        """
        secret = self._follow(owner, taken)
        held: set[str] = set()
        try:
            after = self.change(owner, lambda shelf: change(shelf, secret))
            held = _secrets(after)
        finally:
            if secret and secret not in held:
                self._fingerprints.forget(secret)
        return after

    def fingerprint(self, owner: Owner, view: SavedView) -> Fingerprint | None:
        """As it was taken; None where there is none, or none any more that can be read."""
        if not view.fingerprint:
            return None
        try:
            stored = self._fingerprints.read(view.fingerprint, extend_seconds=self._seconds(owner))
        except KeyMissing:
            return None
        return stored and msgspec.msgpack.decode(stored.value, type=dict[bytes, bytes])

    def _follow(self, owner: Owner, taken: Fingerprint | None) -> str:
        if taken is None:
            return ""
        secret = new_secret()
        self._fingerprints.add(secret, msgspec.msgpack.encode(taken), self._seconds(owner))
        return secret

    def _addresses(self, owner: Owner) -> list[str]:
        """By a keyed hash under each server key: the first is written to, all are read."""
        return [f"views:{name}" for name in self._sealer.names(owner.name, purpose="views")]

    def _read(self, owner: Owner) -> _Lying:
        addresses = self._addresses(owner)
        for address in addresses:
            seen = self._redis.getex(address, ex=self._seconds(owner))
            if isinstance(seen, bytes):
                return _Lying(address, seen)
        return _Lying(addresses[0], b"")

    def _write(self, owner: Owner, lying: _Lying, shelf: Shelf) -> bool:
        value = msgspec.msgpack.encode(shelf)
        sealed = self._sealer.seal(value, purpose="views", secret=owner.name)
        address = self._addresses(owner)[0]
        seen = lying.seen if lying.address == address else b""
        if not self._replace(keys=[address], args=[seen, sealed, self._seconds(owner)]):
            return False
        if lying.address != address:  # it lay under a key of before
            self._redis.delete(lying.address)
        return True

    def _opened(self, owner: Owner, seen: bytes) -> Shelf:
        """Empty where nothing lies there, or nothing that this version and its keys can open."""
        try:
            value = self._sealer.open(seen, purpose="views", secret=owner.name)
            return msgspec.msgpack.decode(value, type=Shelf)
        except (CannotOpen, KeyMissing, msgspec.MsgspecError):
            return Shelf()

    def _seconds(self, owner: Owner) -> int:
        return KEPT_SECONDS if owner.is_known else self._connection_seconds


def _secrets(shelf: Shelf) -> set[str]:
    return {view.fingerprint for view in shelf.views if view.fingerprint}
