"""What is asked before an invite is acted upon; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Completion, Profile
from webapp.api.tags import Tag
from webapp.pending_invites import Outcome, Told
from webapp.people.invited import WayTo, called, way_to

HELD_BACK_SECONDS = 600
"""After a message went out, one more is asked for in so many words for so long."""

_MAY_HAVE_GONE = frozenset({Outcome.READING, Outcome.SENDING, Outcome.UNSURE})


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom it is about. `latest` is what this session knows of the newest resending; where
    `is_held_back`, that stands in the place of the button; `is_moved` says that they were to be
    written to in another way, as the page showed it that was sent. `tags` and `own_ids` go with the
    person.
    """

    profile: Profile
    latest: Told | None = None
    is_held_back: bool = False
    is_moved: bool = False
    tags: tuple[Tag, ...] = ()
    own_ids: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """How they are called."""
        return called(self.profile)

    @property
    def way(self) -> WayTo | None:
        """How they are written to; None where that is not told."""
        return way_to(self.profile)

    @property
    def to(self) -> str:
        """Where a message goes, as its form carries it: nobody is written to elsewhere than it
        showed.
        """
        return self.way.to if self.way else ""

    @property
    def is_pending(self) -> bool:
        """Whether there is still something to be done."""
        return self.profile.completion is Completion.PENDING


def before_resending(profile: Profile, latest: Told | None, now: float, *, is_meant: bool) -> Asked:
    """`now` is in Unix seconds. With `is_meant` the person has asked for one more message though
    one went out; so coming back to this page and pressing the button sends none by mistake.
    """
    return Asked(profile, latest, _went_out(latest, now) and not is_meant)


def before_cancelling(
    profile: Profile, tags: Sequence[Tag] | None, own_ids: Sequence[str]
) -> Asked:
    """With what goes beside the invite; `tags` are all of the account, None where not granted."""
    carried = tuple(tag for tag in tags or () if profile.id in tag.profiles)
    return Asked(profile, tags=carried, own_ids=tuple(own_ids))


def _went_out(latest: Told | None, now: float) -> bool:
    if latest is None:
        return False
    act = latest.act
    is_new = act.outcome is Outcome.DONE and now - act.at < HELD_BACK_SECONDS
    return is_new or act.outcome in _MAY_HAVE_GONE
