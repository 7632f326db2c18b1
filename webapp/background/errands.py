"""Errands: work for one connection of one session, carried out by one process of many, and kept
with how far it is. In Redis, sealed; found and opened only by who knows the owner's key, which lies
sealed in the session. Whatever ends the connection takes it all away.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Generic, TypeVar

import msgspec
from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealed_values import SealedValues, new_secret
from webapp.auth.sealing import Sealer
from webapp.auth.token_store import WORK
from webapp.background.errand import Errand
from webapp.background.newest import Newest
from webapp.background.owner import Owner
from webapp.background.pulse import Pulses
from webapp.redis_connection import patiently

E = TypeVar("E", bound=Errand)

MOST = 50
"""Errands of one kind that are kept of one connection, where nothing else is said."""
LOOK_EVERY = 0.03
"""Seconds between two looks at one that is waited for."""


class GivenUp(Exception):
    """Somebody else goes on with the errand: whoever had it was silent for too long."""


@dataclass
class Held(Generic[E]):
    """An errand that is ours to carry out: where it lies, and the bytes that lie there."""

    secret: str = field(repr=False)
    seen: bytes = field(repr=False)
    errand: E = field(repr=False)


class Errands(Generic[E]):
    """Errands of one kind, so many `most` of one connection: the oldest goes when another comes.
    Every method raises RedisError as it is.
    """

    def __init__(self, redis: Redis, sealer: Sealer, name: str, kind: type[E], most: int = MOST):
        self._values = SealedValues(redis, sealer, WORK)
        self._dependents = Dependents(redis)
        self._pulses = Pulses(redis)
        self._newest = Newest(redis, sealer, name, most)
        self._name = name
        self._decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(kind)

    def look(self, owner: Owner, errand_id: str, patience: float = 0.0) -> E | None:
        """How one stands, at the latest after so many seconds of waiting for its end; None where
        there is none.
        """
        secret, until = self._secret(owner, errand_id), time.monotonic() + patience
        while True:
            stored = self._values.read(secret)
            errand = self._state(stored.value) if stored else None
            if errand is None or not errand.is_running or time.monotonic() >= until:
                return errand
            Event().wait(LOOK_EVERY)

    def claim(
        self, owner: Owner, fresh: E, seconds: int, again: Callable[[E], E | None]
    ) -> Held[E] | None:
        """Note that it is being carried out from now on, for `seconds` at most; to one caller
        alone, however many processes ask. `again` says of one that is known, and not running, how
        it is begun anew; None for not at all. What another release wrote gives way. None where
        somebody is at it, or has done it.
        """
        secret, pulse = self._secret(owner, fresh.id), new_secret()
        tokens = address_of("tokens", owner.token_key)
        self._dependents.add(tokens, self._values.address(secret), seconds)
        self._pulses.beat(pulse)  # first: nobody is to see the mark without it
        begun = msgspec.structs.replace(fresh, pulse=pulse)
        seen = self._values.claim(secret, msgspec.msgpack.encode(begun), seconds)
        if seen is not None:
            for gone in self._newest.put_first(owner, fresh.id, seconds):
                self._values.forget(self._secret(owner, gone))
            return Held(secret, seen, begun)
        held = self._again(secret, begun, again)
        if held is None:
            self._pulses.stop(pulse)
        return held

    def every(self, owner: Owner) -> list[E]:
        """All that are kept, the newest first."""
        found = (self.look(owner, errand_id) for errand_id in self._newest.ids(owner))
        return [errand for errand in found if errand is not None]

    def at_it(self, held: Held[E]) -> AbstractContextManager[None]:
        """Say that somebody is carrying it out while the block runs."""
        return self._pulses.kept(held.errand.pulse)

    def note(self, held: Held[E], errand: E) -> None:
        """Keep how far it is. Raises GivenUp where it is another's since."""
        value = msgspec.msgpack.encode(errand)
        seen = patiently(lambda: self._values.replace(held.secret, held.seen, value))
        if seen is None:
            raise GivenUp
        held.seen, held.errand = seen, errand

    def alter(self, owner: Owner, errand_id: str, change: Callable[[E], E]) -> None:
        """Change what is kept of one, whatever others do meanwhile; not while it is running."""
        secret = self._secret(owner, errand_id)
        is_over = False
        while not is_over:
            stored = self._values.read(secret)
            known = self._state(stored.value) if stored else None
            if stored is None or known is None or known.is_running:
                return
            value = msgspec.msgpack.encode(change(known))
            is_over = self._values.replace(secret, stored.seen, value) is not None

    def _again(self, secret: str, begun: E, again: Callable[[E], E | None]) -> Held[E] | None:
        stored = self._values.read(secret)
        if stored is None:
            return None
        known = self._state(stored.value)
        if known is not None:
            anew = None if known.is_running else again(known)
            if anew is None:
                return None
            begun = msgspec.structs.replace(anew, pulse=begun.pulse)
        seen = self._values.replace(secret, stored.seen, msgspec.msgpack.encode(begun))
        return None if seen is None else Held(secret, seen, begun)

    def _state(self, value: bytes) -> E | None:
        """None for what another release wrote."""
        try:
            errand: E = self._decoder.decode(value)
        except msgspec.MsgspecError:
            return None
        if errand.is_running and not self._pulses.is_felt(errand.pulse):
            return errand.interrupted()
        return errand

    def _secret(self, owner: Owner, errand_id: str) -> str:
        return f"{owner.work_key}:{self._name}:{errand_id}"
