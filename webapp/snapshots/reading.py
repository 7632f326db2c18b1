"""Reads everybody behind the pages that show them, page by page, some of them side by side."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import closing

import msgspec
from redis.exceptions import RedisError

from webapp.api import ApiError
from webapp.api.paging import PAGE_SIZE
from webapp.api.profiles import Profile
from webapp.auth.errors import KeyMissing, LoginUnavailable, SignInRequired
from webapp.auth.sealed_values import new_secret
from webapp.background.owner import Owner
from webapp.background.pulse import Pulses
from webapp.background.threads import Threads
from webapp.memory import NOTHING
from webapp.rates import TooOften
from webapp.snapshots.job import GivenUp, Job
from webapp.snapshots.loading import TakenAway, load
from webapp.snapshots.states import Head, Reading
from webapp.snapshots.store import Store
from webapp.snapshots.walking import Source, after, digest, has_moved, parts, there

MOST_AT_ONCE = 8
"""Readings of one process; each has a thread, and a few more while it asks."""
MOST_MISSED = 50
"""People whom a reading does not have any more and who are asked for one by one."""
TRY_AGAIN_SECONDS = 10.0

FORESEEN = (ApiError, SignInRequired, LoginUnavailable, KeyMissing, RedisError, TakenAway)
log = logging.getLogger(__name__)


class Reader:
    """One per process."""

    def __init__(self, store: Store, pulses: Pulses, clock: Callable[[], float] = time.time):
        self._store = store
        self._pulses = pulses
        self._threads = Threads("people", MOST_AT_ONCE, most_of_one=2)
        self._clock = clock
        self._said_at = 0.0

    def begin(
        self, owner: Owner, head: Head, seen: bytes, first: Sequence[Profile], source: Source
    ) -> None:
        """Read everybody, of whom the first page is known; nothing where somebody else began, or no
        thread is free: then whoever looks next tries again.
        """
        reading = Reading(begun_at=self._clock(), first=digest(first), known=head.last, next_page=1)
        self._start(owner, head, seen, reading, after(first, source))

    def go_on(self, owner: Owner, head: Head, seen: bytes, source: Source) -> None:
        """Go on with a reading that nobody is at any more, or that failed a while ago."""
        reading = head.next
        if reading is None or self._clock() - reading.failed_at < TRY_AGAIN_SECONDS:
            return
        if reading.failed_at or not self._pulses.is_felt(reading.pulse):
            self._start(owner, head, seen, reading, source)

    def _start(
        self, owner: Owner, head: Head, seen: bytes, reading: Reading, source: Source
    ) -> None:
        job = Job(self._store, owner, new_secret(), self._clock)
        try:
            with self._threads.place(owner.token_key) as start:
                self._pulses.beat(job.pulse)  # first: nobody is to see the mark without it
                ours = msgspec.structs.replace(reading, pulse=job.pulse, failed_at=0.0)
                fresh = msgspec.structs.replace(head, next=ours)
                if self._store.put(owner, seen, fresh) is not None:
                    start(lambda: self._carry_out(job, source))
        except TooOften:
            self._waits()

    def _waits(self) -> None:
        """Said now and then, not each time that a page looks."""
        now = self._clock()
        if not 0 <= now - self._said_at < TRY_AGAIN_SECONDS:
            self._said_at = now
            log.warning("Too many are reading everybody; others wait.")

    def _carry_out(self, job: Job, source: Source) -> None:
        with self._pulses.kept(job.pulse):
            try:
                self._read(job, source)
            except GivenUp:
                log.info("A reading of everybody was given up.")
            except FORESEEN as error:
                log.warning("Reading everybody: %s: %s", type(error).__name__, error)
                self._failed(job)
            except Exception:
                log.exception("Reading everybody: this dashboard made a mistake.")
                self._failed(job)

    def _failed(self, job: Job) -> None:
        try:
            job.fail()
        except (GivenUp, RedisError) as error:
            log.warning("Reading everybody: %s", type(error).__name__)

    def _read(self, job: Job, source: Source) -> None:
        ends: list[str] = []
        begin = page = job.reading().next_page
        if begin == 1:
            first = source.page(PAGE_SIZE, 1)
            ends.append(first[-1].id)
            page = job.add(first, 2).next_page
        with closing(parts(source, page, ends)) as found:
            job.add_each(found)
            before = self._finish(job, source)
        if before is None and has_moved(source, begin, ends):
            log.info("People moved while they were read: once more.")
            head, seen = self._store.look(job.owner)
            if head is not None and head.next is None:
                self.begin(job.owner, head, seen, source.page(PAGE_SIZE, 1), source)

    def _finish(self, job: Job, source: Source) -> Reading | None:
        """Returns what pages showed before."""
        known = self._store.look(job.owner)[0]
        before = known.now if known else None
        if before is not None:
            self._look_for_missed(job, before, source)
        job.finish()
        return before

    def _look_for_missed(self, job: Job, before: Reading, source: Source) -> None:
        """Whoever was there before and is not now may have moved to a page that was read already:
        they are asked for one by one.
        """
        reading = job.reading()
        now = set(load(self._store, job.owner, reading, NOTHING, is_whole=True).frame["id"])
        known = load(self._store, job.owner, before, NOTHING, is_whole=True).frame["id"]
        missed = [profile_id for profile_id in known if profile_id not in now]
        if missed[MOST_MISSED:]:
            return
        found = [person for profile_id in missed if (person := there(source, profile_id))]
        if found:
            job.add(found, reading.next_page)
