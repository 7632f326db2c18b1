"""Which Core values drive the people shown: how often first, how often among the five; pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.api.scores import CORE_RANKS
from webapp.people.grouping import share
from webapp.people.spread import SMALLEST_GROUP
from webapp.responses.filters import words


@dataclass(frozen=True, slots=True)
class CoreRow:
    """One value: how many name it first, how many among their five, and both in per cent."""

    name: str
    first: int
    among: int
    first_share: float
    among_share: float


@dataclass(frozen=True, slots=True)
class CoreRanks:
    """By how often first, then how often at all, then by name; no rows where too few have Core.

    `people` have Core values, `absent` have none.
    """

    rows: tuple[CoreRow, ...]
    people: int
    absent: int


def core_ranks(people: Sequence[Profile]) -> CoreRanks:
    """Of the first five of everybody; a value that somebody names twice counts once."""
    named = [profile.core[: len(CORE_RANKS)] for profile in people if profile.core]
    absent = len(people) - len(named)
    if len(named) < SMALLEST_GROUP:
        return CoreRanks((), len(named), absent)
    first = Counter(values[0] for values in named)
    among = Counter(value for values in named for value in set(values))
    rows = [
        CoreRow(
            name=words(value),
            first=first[value],
            among=count,
            first_share=share(first[value], len(named)),
            among_share=share(count, len(named)),
        )
        for value, count in among.items()
    ]
    rows.sort(key=lambda row: (-row.first, -row.among, row.name))
    return CoreRanks(tuple(rows), len(named), absent)
