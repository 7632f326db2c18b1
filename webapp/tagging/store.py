"""The changes of everybody: how far each is, and which there are of one connection."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import msgspec
from redis import Redis

from webapp.auth.sealing import Sealer
from webapp.background.errands import Errands, Held
from webapp.background.owner import Owner
from webapp.tagging.change import Change, again, running
from webapp.tagging.wishes import Wish


class ChangeStore:
    """Each is an errand, carried out by one process of many; a list says which there are."""

    def __init__(
        self,
        redis: Redis,
        sealer: Sealer,
        clock: Callable[[], float] = time.time,
    ):
        self._errands = Errands(redis, sealer, "change", Change)
        self._clock = clock

    def look(self, owner: Owner, change_id: str, patience: float = 0.0) -> Change | None:
        """One change, at the latest after so many seconds of waiting for its end; None where there
        is none.
        """
        return self._errands.look(owner, change_id, patience)

    def claim(
        self, owner: Owner, change_id: str, wish: Wish, seconds: int, undoes: str = ""
    ) -> Held[Change] | None:
        """Note that it is being carried out from now on, for `seconds` at most; to one caller
        alone. None where it is done, or somebody is at it; else see `again`.
        """
        fresh = running(change_id, wish, self._clock(), undoes)
        return self._errands.claim(owner, fresh, seconds, lambda known: again(known, fresh))

    def at_it(self, held: Held[Change]) -> AbstractContextManager[None]:
        """Say that somebody is carrying it out while the block runs."""
        return self._errands.at_it(held)

    def note(self, held: Held[Change], change: Change) -> None:
        """Keep how far it is. Raises GivenUp where it is another's since, and RedisError."""
        self._errands.note(held, change)

    def mark_undone(self, owner: Owner, change_id: str, by: str) -> None:
        """Note that another change has taken it back; not where somebody has begun it anew."""
        self._errands.alter(
            owner, change_id, lambda change: msgspec.structs.replace(change, undone_by=by)
        )

    def every(self, owner: Owner) -> list[Change]:
        """All changes that are kept, the newest first."""
        return self._errands.every(owner)
