"""Which works of one kind there are of one connection, so many at most: a list of their ids."""

import msgspec
from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealed_values import SealedValues, Stored
from webapp.auth.sealing import Sealer
from webapp.auth.token_store import WORK
from webapp.background.owner import Owner


class Newest:
    """The newest first; the oldest goes where they are too many."""

    def __init__(self, redis: Redis, sealer: Sealer, name: str, most: int):
        self._values = SealedValues(redis, sealer, WORK)
        self._dependents = Dependents(redis)
        self._name = name
        self._most = most

    def ids(self, owner: Owner) -> list[str]:
        """Those that there are."""
        return _ids(self._values.read(self._secret(owner)))

    def put_first(self, owner: Owner, new: str, seconds: int) -> list[str]:
        """Put an id in front of the others, for `seconds` at most; returns those that are to go."""
        secret = self._secret(owner)
        tokens = address_of("tokens", owner.token_key)
        self._dependents.add(tokens, self._values.address(secret), seconds)
        while True:
            stored = self._values.read(secret)
            ids = list(dict.fromkeys((new, *_ids(stored))))
            value = msgspec.msgpack.encode(ids[: self._most])
            if stored is None:
                is_written = self._values.claim(secret, value, seconds) is not None
            else:
                is_written = self._values.replace(secret, stored.seen, value) is not None
            if is_written:
                return ids[self._most :]

    def _secret(self, owner: Owner) -> str:
        return f"{owner.work_key}:{self._name} list"


def _ids(stored: Stored | None) -> list[str]:
    return msgspec.msgpack.decode(stored.value, type=list[str]) if stored else []
