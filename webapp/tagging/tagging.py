"""Has changes carried out behind the requests that ask for them, each once; says how they stand."""

import logging
import time
from collections.abc import Callable

from redis import Redis
from redis.exceptions import RedisError

from webapp.api.tags import TagsApi
from webapp.auth.sealing import Sealer
from webapp.background import Drafts, Threads
from webapp.background.errands import GivenUp, Held
from webapp.background.owner import Owner
from webapp.tagging.carrying_out import carried_out
from webapp.tagging.change import Change
from webapp.tagging.choice import Choice
from webapp.tagging.locks import TagLocks
from webapp.tagging.states import State
from webapp.tagging.store import ChangeStore
from webapp.tagging.undoing import WhyNot, undo_of
from webapp.tagging.wishes import Wish, change_id
from webapp.tagging.work import Work

MOST_AT_ONCE = 8
"""Changes that one process carries out; each has a thread and a connection of its own."""
MOST_OF_ONE = 4
"""Of these, changes of one connection: others find a thread, however long one works."""

MOST_CHOICES = 10
"""Choices that are kept of one connection: one may name everybody of a large account."""

log = logging.getLogger(__name__)


class NoSuchChange(Exception):
    """It is not this session's, or is kept no more."""


class CannotUndo(Exception):
    """A change is not to be taken back; says why."""

    def __init__(self, why: WhyNot):
        super().__init__(why.value)
        self.why = why


class Tagging:
    """One per process. A process that ends waits for nothing, and what it was at is told as
    interrupted, to be continued. Every method raises RedisError as it is.
    """

    def __init__(
        self,
        redis: Redis,
        sealer: Sealer,
        most_at_once: int = MOST_AT_ONCE,
        pause: Callable[[float], None] = time.sleep,
    ):
        self._choices = Drafts(redis, sealer, "choice", Choice, MOST_CHOICES)
        self._store = ChangeStore(redis, sealer)
        self._locks = TagLocks(redis)
        self._threads = Threads("tagging", most_at_once, MOST_OF_ONE)
        self._pause = pause

    def begin(self, owner: Owner, form: str, wish: Wish, tags: TagsApi, seconds: int) -> str:
        """Have a wish carried out, unless that is under way, or done; returns the change's id.

        `form` names the form that was sent; `tags` must last longer than the request; the change
        is kept for `seconds` at most. Raises TooOften where too much is going on; then nothing was
        begun.
        """
        identity = change_id(form, wish)
        self._start(owner, identity, wish, tags, seconds)
        return identity

    def go_on(self, owner: Owner, change: Change, tags: TagsApi, seconds: int) -> None:
        """The same with a change that stopped."""
        self._start(owner, change.id, change.wish, tags, seconds, change.undoes)

    def undo(self, owner: Owner, change: Change, tags: TagsApi, seconds: int) -> str:
        """Have a change taken back, once; returns the id of the change that does so, or has done.

        Raises CannotUndo, and TooOften as `begin`.
        """
        if change.undone_by:  # pressed twice: the second answer tells what the first one did
            return change.undone_by
        wish = undo_of(change)
        if isinstance(wish, WhyNot):
            raise CannotUndo(wish)
        # by when it ended, too: what goes on after its undo can be undone once more
        identity = change_id(f"undo {change.id} {change.at}", wish)
        self._start(owner, identity, wish, tags, seconds, change.id)
        return identity

    def look(self, owner: Owner, change_id: str, patience: float = 0.0) -> Change:
        """How a change stands, at the latest after so many seconds. Raises NoSuchChange."""
        change = self._store.look(owner, change_id, patience)
        if change is None:
            raise NoSuchChange(change_id)
        return change

    def every(self, owner: Owner) -> list[Change]:
        """All changes that are kept, the newest first."""
        return self._store.every(owner)

    def choose(self, owner: Owner, choice: Choice, seconds: int) -> str:
        """Keep whom somebody has chosen, for `seconds` at most; returns the choice's id."""
        return self._choices.keep(owner, choice, seconds)

    def choice(self, owner: Owner, choice_id: str) -> Choice | None:
        """Whom somebody had chosen; None where that is kept no more."""
        return self._choices.read(owner, choice_id)

    def _start(
        self, owner: Owner, identity: str, wish: Wish, tags: TagsApi, seconds: int, undoes: str = ""
    ) -> None:
        with self._threads.place(owner.work_key) as start:
            task = self._store.claim(owner, identity, wish, seconds, undoes)
            if task is not None:
                start(lambda: self._carry_out(owner, task, tags))

    def _carry_out(self, owner: Owner, task: Held[Change], tags: TagsApi) -> None:
        work = Work(
            tags=tags,
            lock=self._locks.of(owner),
            note=lambda change: self._store.note(task, change),
            pause=self._pause,
        )
        try:
            with self._store.at_it(task):
                ended = carried_out(task.errand, work)
                if ended.undoes and ended.state is State.DONE:
                    self._store.mark_undone(owner, ended.undoes, ended.id)
                self._store.note(task, ended)
        except (GivenUp, RedisError) as error:  # told as interrupted, unless another goes on
            log.warning("A change of tags was not carried out to its end: %r", error)
