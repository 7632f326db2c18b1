"""One reading that is ours to carry on, noted in the head while others note things there, too."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import msgspec

from webapp.api.profiles import Profile
from webapp.auth.sealed_values import new_secret
from webapp.background.owner import Owner
from webapp.snapshots.part import columns_of, focus_of
from webapp.snapshots.states import Head, Part, Reading
from webapp.snapshots.store import Store


class GivenUp(Exception):
    """The reading was taken away, or another process goes on with it."""


@dataclass(frozen=True)
class Job:
    """Every method raises GivenUp, and RedisError as it is."""

    store: Store
    owner: Owner = field(repr=False)
    pulse: str = field(repr=False)
    clock: Callable[[], float] = time.time

    def reading(self) -> Reading:
        """As it stands."""
        head, _ = self.store.look(self.owner)
        return self._ours(head)

    def add(self, people: Sequence[Profile], next_page: int) -> Reading:
        """Keep who was read, and where to go on."""
        part = write_part(self.store, self.owner, people)
        if part is None:
            raise GivenUp
        return self._alter(
            lambda reading: msgspec.structs.replace(
                reading, parts=(*reading.parts, part), next_page=next_page, failed_at=0.0
            )
        )

    def add_each(self, found: Iterable[tuple[int, Sequence[Profile], bool]]) -> None:
        """Keep what `walking.parts` gives, each part while the next one is read."""
        with ThreadPoolExecutor(1, "people") as writing:
            written: list[Future[Reading]] = []
            for next_page, people, is_last in found:
                if written:
                    written.pop().result()
                written.append(writing.submit(self.add, people, next_page))
                if is_last:
                    break
            written.pop().result()

    def fail(self) -> None:
        """It cannot go on just now; whoever comes next tries again."""
        self._alter(lambda reading: msgspec.structs.replace(reading, failed_at=self.clock()))

    def finish(self) -> None:
        """Everybody is read: pages show them from now on."""

        def over(head: Head) -> Head:
            reading = self._ours(head)
            seconds = self.clock() - reading.begun_at
            return head.over(msgspec.structs.replace(reading, seconds=seconds, pulse=""))

        self.store.tidy(self.owner, self._put(over))

    def _alter(self, change: Callable[[Reading], Reading]) -> Reading:
        def altered(head: Head) -> Head:
            return msgspec.structs.replace(head, next=change(self._ours(head)))

        return self._ours(self._put(altered))

    def _put(self, change: Callable[[Head], Head]) -> Head:
        while True:
            head, seen = self.store.look(self.owner)
            if head is None:
                raise GivenUp
            changed = change(head)
            if self.store.put(self.owner, seen, changed) is not None:
                return changed

    def _ours(self, head: Head | None) -> Reading:
        if head is None or head.next is None or head.next.pulse != self.pulse:
            raise GivenUp
        return head.next


def write_part(
    store: Store, owner: Owner, people: Sequence[Profile], gone: Sequence[str] = ()
) -> Part | None:
    """Keep people, and who is gone, under a new name; None where the snapshot was taken away."""
    part = Part(new_secret()[:16], len(people) + len(gone))
    is_added = store.add(owner, part, columns_of(people, gone), focus_of(people))
    return part if is_added else None
