"""The debriefs that were written so far, and how the platform's AI goes about it."""

from threading import Event, Lock
from typing import Annotated

from msgspec import Meta, Struct

from sandbox.population.draws import Draws
from sandbox.population.paragraphs import paragraph
from sandbox.population.profiles import Profile

_OPINIONS = (
    (1, "Useful before our first meeting."),
    (-1, "Too general for somebody I have known for years."),
    (1, "I read it out to them, and they laughed: all true."),
    (1, ""),
)
_ONE_IN = 4
"""So many people have one debrief that was written, and rated, before anybody came."""


class Rating(Struct, frozen=True):
    """What a user thought of it: 1 or -1, and in words."""

    user: str
    rating: int
    comments: str


class Debrief(Struct, frozen=True):
    """One debrief as it lies in an answer, flat beside `code` and `status`."""

    id: str
    content: str
    ratings: tuple[Rating, ...] = ()


class Ways(Struct, frozen=True, forbid_unknown_fields=True):
    """How long writing takes, in seconds, and whether there is a call that only reads."""

    seconds: Annotated[float, Meta(ge=0, le=600)] = 0.0
    can_be_read: bool = True


class Debriefs:
    """Keeps the first debrief of each person, and gives it again."""

    def __init__(self, ways: Ways | None = None) -> None:
        self._at_first = self.ways = ways or Ways()
        self._lock = Lock()
        self._written: dict[str, Debrief] = {}
        self._cleared = Event()

    def read(self, profile: Profile) -> Debrief | None:
        """The debrief there is; None where none was written."""
        with self._lock:
            return self._written.get(profile.id) or _from_before(profile)

    def write(self, profile: Profile) -> Debrief:
        """The debrief there is, else a new one, in as long as that takes."""
        known = self.read(profile)
        if known is not None:
            return known
        with self._lock:
            written, cleared = self._written, self._cleared
        cleared.wait(self.ways.seconds)
        with self._lock:
            fresh = Debrief(_id(profile), paragraph(profile))
            return written.setdefault(profile.id, fresh)

    def forget(self, profile_id: str) -> None:
        """Drops the debrief of somebody who is no more."""
        with self._lock:
            self._written.pop(profile_id, None)

    def clear(self) -> None:
        """As at the start; whatever is being written is finished at once, and not kept."""
        with self._lock:
            self._written = {}
            self.ways = self._at_first
            self._cleared.set()
            self._cleared = Event()


def _from_before(profile: Profile) -> Debrief | None:
    draws = Draws(profile.id, "debrief")
    if draws.below(_ONE_IN) or profile.is_pending:
        return None
    first = draws.below(len(_OPINIONS))
    ratings = tuple(
        Rating(f"66{draws.below(1 << 16):022x}", *_OPINIONS[(first + further) % len(_OPINIONS)])
        for further in range(1 + draws.below(3))
    )
    return Debrief(_id(profile), paragraph(profile), ratings)


def _id(profile: Profile) -> str:
    """Of the platform's form, and always the same for the same person."""
    draws = Draws(profile.id, "debrief id")
    return "67" + "".join(f"{draws.below(256):02x}" for _ in range(11))
