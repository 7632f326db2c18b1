"""Whom an own id may stand for, found by words; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.people.filtering import fitting
from webapp.people.ordering import ordered
from webapp.people.query import Asked

MOST = 12
"""People who are offered at once: enough to find somebody, few enough to read."""


@dataclass(frozen=True, slots=True)
class Found:
    """`chosen` is who is chosen already; `people` the first MOST others by name of the `fit` who
    match `find`.
    """

    find: str
    chosen: Profile | None
    people: tuple[Profile, ...]
    fit: int

    @property
    def told(self) -> str:
        """What was found, in a sentence or two."""
        if not self.find:
            return "Those who match show here."
        if not self.fit:
            return "Nobody else matches." if self.chosen else "Nobody matches."
        found = "1 person matches." if self.fit == 1 else f"{self.fit:,} people match."
        further = self.fit - len(self.people)
        return f"{found} {further:,} more than are shown: type more words." if further else found


def found(everyone: Sequence[Profile], find: str, chosen_id: str) -> Found:
    """`chosen_id` is whom the form names, "" for nobody yet."""
    chosen = next((person for person in everyone if person.id == chosen_id), None)
    others = [person for person in everyone if person.id != chosen_id]
    fit = fitting(others, {}, Asked(q=find)) if find else []
    shown = ordered(fit, {}, "name", descending=False)[:MOST]
    return Found(find, chosen, tuple(shown), len(fit))
