"""How far changes are, kept while they are carried out by one process of many."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import msgspec
from redis import Redis

from webapp.auth.sealed_values import new_secret
from webapp.background import Pulses
from webapp.redis_connection import patiently
from webapp.tagging.change import Change, decode, encode, running, stopped
from webapp.tagging.owner import Owner
from webapp.tagging.shelf import CHANGE, WorkShelf
from webapp.tagging.states import State, Stop, Trouble
from webapp.tagging.wishes import Wish


class GivenUp(Exception):
    """Somebody else goes on with the change: whoever had it was silent for too long."""


@dataclass
class Held:
    """A change that is ours to carry out: where it lies, the bytes that lie there, our pulse."""

    secret: str = field(repr=False)
    seen: bytes = field(repr=False)
    change: Change = field(repr=False)


class ChangeStore:
    """The changes of everybody; see WorkShelf for who finds them."""

    def __init__(self, redis: Redis, shelf: WorkShelf, clock: Callable[[], float] = time.time):
        self._shelf = shelf
        self._values = shelf.values
        self._pulses = Pulses(redis)
        self._clock = clock

    def look(self, owner: Owner, change_id: str) -> Change | None:
        """One change as it is now; None where there is none."""
        stored = self._values.read(self._shelf.secret(owner, CHANGE, change_id))
        return self._state(decode(stored.value)) if stored else None

    def claim(
        self, owner: Owner, change_id: str, wish: Wish, seconds: int, undoes: str = ""
    ) -> Held | None:
        """Note that it is being carried out from now on, for `seconds` at most; to one caller
        alone, however many processes ask. What stopped goes on; what met a conflict, or is undone,
        is begun anew; None where it is done, or somebody is at it.
        """
        secret, pulse = self._shelf.secret(owner, CHANGE, change_id), new_secret()
        fresh = running(change_id, wish, self._clock(), pulse, undoes)
        self._shelf.note(owner, secret, seconds)
        self._pulses.beat(pulse)  # first: nobody is to see the mark without it
        seen = self._values.claim(secret, encode(fresh), seconds)
        if seen is not None:
            self._shelf.put_first(owner, change_id, seconds)
            return Held(secret, seen, fresh)
        held = self._again(secret, pulse, fresh)
        if held is None:
            self._pulses.stop(pulse)
        return held

    def at_it(self, held: Held) -> AbstractContextManager[None]:
        """Say that somebody is carrying it out while the block runs."""
        return self._pulses.kept(held.change.pulse)

    def note(self, held: Held, change: Change) -> None:
        """Keep how far it is. Raises GivenUp where it is another's since, and RedisError."""
        seen = patiently(lambda: self._values.replace(held.secret, held.seen, encode(change)))
        if seen is None:
            raise GivenUp
        held.seen, held.change = seen, change

    def mark_undone(self, owner: Owner, change_id: str, by: str) -> None:
        """Note that another change has taken it back."""
        secret = self._shelf.secret(owner, CHANGE, change_id)
        stored = self._values.read(secret)
        while stored is not None:
            change = decode(stored.value)
            if change is None or change.state is State.RUNNING:  # somebody has begun it anew
                return
            undone = encode(msgspec.structs.replace(change, undone_by=by))
            if self._values.replace(secret, stored.seen, undone) is not None:
                return
            stored = self._values.read(secret)

    def every(self, owner: Owner) -> list[Change]:
        """All changes that are kept, the newest first."""
        found = (self.look(owner, change_id) for change_id in self._shelf.changes(owner))
        return [change for change in found if change is not None]

    def _again(self, secret: str, pulse: str, fresh: Change) -> Held | None:
        stored = self._values.read(secret)
        known = self._state(decode(stored.value)) if stored else None
        if stored is None or (known and known.state in (State.RUNNING, State.DONE)):
            return None
        if known and known.state is State.STOPPED and not known.undone_by:
            fresh = msgspec.structs.replace(
                known, state=State.RUNNING, trouble=None, again_at=None, pulse=pulse
            )
        seen = self._values.replace(secret, stored.seen, encode(fresh))
        return None if seen is None else Held(secret, seen, fresh)

    def _state(self, change: Change | None) -> Change | None:
        if change and change.state is State.RUNNING and not self._pulses.is_felt(change.pulse):
            return stopped(change, Stop(Trouble.INTERRUPTED), change.at)
        return change
