"""One change, how far it is, and what came of it; pure."""

from collections import Counter

import msgspec

from webapp.api.tags import Tag
from webapp.background.errand import Errand
from webapp.tagging.rows import OPEN, Row
from webapp.tagging.states import CONFLICTS, State, Stop, Trouble
from webapp.tagging.wishes import Alteration, Deletion, Wish


class Change(Errand, frozen=True, kw_only=True):
    """A wish and what came of it, up to `at` (Unix seconds; `begun_at` when it was first sent).

    `tag` is the tag after it (before it, of a deletion), or the one that stands in the way of it;
    without its members but for a deletion. `before` and `after` are marks of all members.
    `waits_until` (Unix seconds) says that the platform asked for patience.
    `known` are the ids of all tags that there were before a creation was sent; `wrote` names what
    an alteration has sent. `undoes` is the change that it takes back.
    """

    wish: Wish
    begun_at: float
    at: float
    state: State = State.RUNNING
    trouble: Trouble | None = None
    said: str | None = None
    again_at: float | None = None
    waits_until: float | None = None
    tag: Tag | None = None
    rows: dict[str, Row] = msgspec.field(default_factory=dict)
    before: str = ""
    after: str = ""
    known: frozenset[str] | None = None
    wrote: frozenset[str] = frozenset()
    undoes: str = ""
    undone_by: str = ""

    @property
    def is_running(self) -> bool:
        """Whether somebody should be at it."""
        return self.state is State.RUNNING

    def interrupted(self) -> "Change":
        """As it stands when nobody is at it any more."""
        return stopped(self, Stop(Trouble.INTERRUPTED), self.at)

    @property
    def counts(self) -> Counter[Row]:
        """How many people of each sort."""
        return Counter(self.rows.values())

    @property
    def settled(self) -> int:
        """How many people it is through with."""
        return len(self.rows) - sum(self.counts[row] for row in OPEN)

    @property
    def concerns(self) -> int:
        """How many people it is about: whoever is named, or loses a tag that is deleted."""
        if not isinstance(self.wish, Deletion):
            return len(self.rows)
        return len(self.tag.profiles) if self.tag and self.state is not State.CONFLICT else 0

    @property
    def can_go_on(self) -> bool:
        """Whether it may be continued where it stopped."""
        return self.state is State.STOPPED and self.trouble is not Trouble.NOT_OFFERED


def running(change_id: str, wish: Wish, now: float, undoes: str = "") -> Change:
    """One that is about to be carried out; nothing is known of its people yet."""
    people = () if isinstance(wish, Alteration | Deletion) else wish.people
    return Change(
        id=change_id,
        wish=wish,
        begun_at=now,
        at=now,
        rows=dict.fromkeys(people, Row.PENDING),
        undoes=undoes,
    )


def again(known: Change, fresh: Change) -> Change | None:
    """How one that is not running is begun anew: what stopped goes on; what met a conflict, or is
    undone, begins like a `fresh` one; None for what is done.
    """
    if known.state is State.DONE:
        return None
    if known.state is State.STOPPED and not known.undone_by:
        return msgspec.structs.replace(known, state=State.RUNNING, trouble=None, again_at=None)
    return fresh


def stopped(change: Change, stop: Stop, now: float) -> Change:
    """The change where it could not go on."""
    return msgspec.structs.replace(
        change,
        state=State.CONFLICT if stop.trouble in CONFLICTS else State.STOPPED,
        trouble=stop.trouble,
        said=stop.said,
        tag=stop.tag or change.tag,
        again_at=stop.again_at,
        waits_until=None,
        at=now,
    )


def bare(tag: Tag) -> Tag:
    """A tag without its members, to be kept."""
    return msgspec.structs.replace(tag, profiles=())
