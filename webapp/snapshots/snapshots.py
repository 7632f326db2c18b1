"""What a page shows of a large account: whoever was read, and since when."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from redis import Redis

from webapp.auth.sealing import Sealer
from webapp.background import Pulses
from webapp.background.moments import moment
from webapp.background.owner import Owner
from webapp.people.crowd import Crowd
from webapp.snapshots.following import Asking, caught_up
from webapp.snapshots.loading import TakenAway, load, loose
from webapp.snapshots.reading import Reader
from webapp.snapshots.states import Head, Reading
from webapp.snapshots.store import Store
from webapp.snapshots.walking import digest

RENEW_SECONDS = 60.0
"""Who is looked at and was read longer ago is read anew, behind the page."""
RENEW_SHARE = 10
"""Reading takes no more than a tenth of the time: what took long is renewed more rarely."""
LOOK_EVERY = 0.03
"""Seconds between two looks at a reading that is waited for."""
TRIES = 5


@dataclass(frozen=True, slots=True)
class Snapshot:
    """People, who are all there are where `people.is_whole`, as of a moment. `is_renewed` says that
    they are being read anew; `has_failed` that reading does not go on just now.
    """

    people: Crowd
    as_of: datetime
    is_renewed: bool = False
    has_failed: bool = False

    @property
    def standing(self) -> tuple[bool, bool, bool]:
        """What pages say of it besides the people and the moment."""
        return self.people.is_whole, self.is_renewed, self.has_failed


class Snapshots:
    """One per process. Every method raises RedisError as it is."""

    def __init__(
        self,
        redis: Redis,
        sealer: Sealer,
        most_seconds: int,
        clock: Callable[[], float] = time.time,
    ):
        """`most_seconds` is how long a session lasts in any case."""
        self._store = Store(redis, sealer, most_seconds)
        self._reader = Reader(self._store, Pulses(redis), clock)
        self._clock = clock

    def look(self, asking: Asking, patience: float, *, is_wished: bool = False) -> Snapshot:
        """Everybody, or whoever is read after so many seconds of waiting for all; read anew where
        that `is_wished`. Raises also what reading raises, where an own change is to be followed.
        """
        until = time.monotonic() + patience
        for _ in range(TRIES):
            head = self._head(asking, until, is_wished=is_wished)
            reading = head.now or head.next if head else None
            if head is None or reading is None or not reading.parts:
                break
            try:
                return self._shown(asking, head, reading)
            except TakenAway:
                self.forget(asking.owner)
        return Snapshot(loose(asking.first), moment(self._clock()))

    def tell(self, owner: Owner, profile_id: str) -> None:
        """An own change was made to a person, or ("") people were added: whoever looks next sees
        it.
        """
        is_told = False
        while not is_told:
            head, seen = self._store.look(owner)
            if head is None:
                return
            is_told = self._store.put(owner, seen, head.with_news(profile_id)) is not None

    def forget(self, owner: Owner) -> None:
        """Take everything away that is kept of a connection's people."""
        self._store.forget(owner)

    def _shown(self, asking: Asking, head: Head, reading: Reading) -> Snapshot:
        is_whole = reading is head.now
        people = load(self._store, asking.owner, reading, asking.memory, is_whole=is_whole)
        has_failed = bool(head.next and head.next.failed_at)
        return Snapshot(people, moment(reading.begun_at), head.next is not None, has_failed)

    def _head(self, asking: Asking, until: float, *, is_wished: bool) -> Head | None:
        """How it stands, once what should be under way is, and own changes are in it."""
        while True:
            head, seen = self._store.look(asking.owner)
            if head is None or head.now is None:
                self._have_read(asking, head, seen)
                if (left := until - time.monotonic()) <= 0:
                    return head
                Event().wait(min(LOOK_EVERY, left))
            elif fresh := caught_up(self._store, asking, head, head.now, seen):
                self._renew(asking, *fresh, is_wished=is_wished)
                return self._store.look(asking.owner)[0] if is_wished else fresh[0]

    def _have_read(self, asking: Asking, head: Head | None, seen: bytes) -> None:
        """Have everybody read for the first time, or that gone on with."""
        if head is None or head.next is None:
            self._reader.begin(asking.owner, head or Head(), seen, asking.first, asking.far)
        else:
            self._reader.go_on(asking.owner, head, seen, asking.far)

    def _renew(
        self, asking: Asking, head: Head, now: Reading, seen: bytes, *, is_wished: bool
    ) -> None:
        """Have people read anew where they were read long ago, or the first page is another."""
        if head.next is not None:
            self._reader.go_on(asking.owner, head, seen, asking.far)
            return
        age = self._clock() - now.begun_at
        is_old = age > max(RENEW_SECONDS, RENEW_SHARE * now.seconds)
        is_another = now.first != digest(asking.first)
        if is_old or ((is_wished or is_another) and age > now.seconds):
            self._reader.begin(asking.owner, head, seen, asking.first, asking.far)
