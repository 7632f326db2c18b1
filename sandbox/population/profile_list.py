"""The profiles of one account, each made the moment it is asked for, always the same.

Nothing is built ahead: an account of a hundred thousand starts and answers as one of a hundred.
"""

from collections.abc import Callable, Set
from datetime import datetime, timedelta
from functools import lru_cache

from sandbox.identifiers import Identifiers, Kind
from sandbox.population.assessments import core, disc, focus
from sandbox.population.draws import Draws
from sandbox.population.names import name
from sandbox.population.profiles import Profile
from sandbox.times import in_milliseconds

Edge = Callable[[Profile], Profile]

SPAN = timedelta(days=548)  # eighteen months
ASSESSMENTS = frozenset({"disc", "core", "focus"})
_KEPT = 2_000  # profiles kept ready; about 5 MB

# In every 75 people 6 are part-way, each in another way, and 9 are pending. All six ways and most
# of the pending stand among the first 60, the size of the account by default.
_PERIOD = 75
_PARTIAL = {
    4: {"disc"},
    13: {"disc", "core"},
    23: {"focus"},
    31: {"core"},
    44: {"disc", "focus"},
    52: {"core", "focus"},
}
_PENDING = frozenset({7, 11, 18, 27, 36, 41, 50, 63, 70})


class ProfileList:
    """The profiles of one account in order of creation, by page or by id."""

    def __init__(
        self,
        ids: Identifiers,
        account: int,
        size: int,
        *,
        seed: int,
        today: datetime,
        domain: str,
        edges: tuple[Edge, ...] = (),
    ) -> None:
        """`size` profiles up to the moment `today`, with e-mail at `domain`.

        `edges` shape the last ones, which are then complete.
        """
        self._ids, self._account, self._size = ids, account, size
        self._seed, self._today, self._domain, self._edges = seed, today, domain, edges
        self.at = lru_cache(_KEPT)(self._make)

    def __len__(self) -> int:
        return self._size

    def page(self, number: int, limit: int) -> list[Profile]:
        """The `limit` profiles of a page (from 1); fewer or none at the end."""
        start = (number - 1) * limit
        return [self.at(index) for index in range(start, min(start + limit, self._size))]

    def find(self, profile_id: str) -> Profile | None:
        """The profile with this id; None for an unknown id and for another account's."""
        place = self._place(profile_id)
        return None if place is None else self.at(place)

    def holds(self, profile_id: str) -> bool:
        """Whether this is the id of one of them, without making the profile."""
        return self._place(profile_id) is not None

    def id_at(self, index: int) -> str:
        """The id of the profile at a position (from 0), without making the profile."""
        return self._ids.write(Kind.PROFILE, self._account, index)

    def email_at(self, index: int) -> str:
        """The e-mail address of the profile at a position, without making the profile."""
        return f"{name(index, offset=self._account * 1_000).mailbox}@{self._domain}"

    def phone_at(self, index: int) -> str | None:
        """The same for the phone number, of those who have one."""
        draws = self._draws(index)
        draws.unit()
        draws.unit()
        return _phone(draws) if self._done(index) else None

    def _place(self, profile_id: str) -> int | None:
        found = self._ids.read(profile_id)
        if not found or found[:2] != (Kind.PROFILE, self._account) or found.position >= self._size:
            return None
        return found.position

    def _make(self, index: int) -> Profile:
        profile = self._profile(index, self._done(index))
        edge = self._edge(index)
        return profile if edge < 0 else self._edges[edge](profile)

    def _edge(self, index: int) -> int:
        """Which of the awkward ones it is, from 0; below 0 for all others."""
        return index - (self._size - len(self._edges))

    def _done(self, index: int) -> Set[str]:
        slot = index % _PERIOD
        if self._edge(index) >= 0:
            return ASSESSMENTS
        return frozenset() if slot in _PENDING else _PARTIAL.get(slot, ASSESSMENTS)

    def _draws(self, index: int) -> Draws:
        return Draws(self._seed, self._account, index)

    def _profile(self, index: int, done: Set[str]) -> Profile:
        draws = self._draws(index)
        first_name, last_name, _ = name(index, offset=self._account * 1_000)
        invited = self._today - SPAN * (1 - (index + draws.unit()) / self._size)
        answered = invited + (self._today - invited) * min(draws.unit() ** 4, 0.999)
        phone = _phone(draws)
        leaning, values = disc(draws), core(draws)
        return Profile(
            id=self.id_at(index),
            created_at=in_milliseconds(invited),
            updated_at=in_milliseconds(answered if done else invited),
            email=self.email_at(index),
            first_name=first_name if done else None,
            last_name=last_name if done else None,
            phone=phone if done else None,
            disc=leaning if "disc" in done else None,
            core=values if "core" in done else None,
            focus=focus(draws, leaning) if "focus" in done else None,
        )


def _phone(draws: Draws) -> str | None:
    """Two of three have one, of the numbers that Ofcom keeps for fiction."""
    return f"+447700900{draws.below(1_000):03d}" if draws.below(3) else None
