"""What has changed in a group of people since its fingerprint was taken; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.people.fingerprint import Fingerprint, mark


@dataclass(frozen=True, slots=True)
class Changes:
    """Who came and whose results are others, in the order of the group; of those who are not in
    it any more there is only the number, since no name is kept.
    """

    joined: tuple[Profile, ...] = ()
    reassessed: tuple[Profile, ...] = ()
    left: int = 0

    @property
    def words(self) -> str:
        """ "2 joined, 1 re-assessed, 1 left"; "" where nothing has changed."""
        counts = (
            (len(self.joined), "joined"),
            (len(self.reassessed), "re-assessed"),
            (self.left, "left"),
        )
        return ", ".join(f"{count:,} {what}" for count, what in counts if count)


def changes(before: Fingerprint, after: Fingerprint, people: Sequence[Profile]) -> Changes:
    """From one fingerprint to a later one, which was taken of these people."""
    now = [(mark(profile), profile) for profile in people]
    kept = before.keys() & after.keys()
    other = {who for who in kept if before[who] != after[who]}
    return Changes(
        joined=tuple(profile for who, profile in now if who not in before),
        reassessed=tuple(profile for who, profile in now if who in other),
        left=len(before) - len(kept),
    )
