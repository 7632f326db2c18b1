"""Scores of several people in; what lies far apart and what lies close together out. Pure.

The rule: what counts is the highest score minus the lowest, in points of the scale of 0 to 100,
of the scores as they were sent, not as they are rounded for showing. From APART points on it is a
difference, below that shared ground; where fewer than two have a score there is nothing to compare.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from webapp.people.levels import EXTREMES
from webapp.responses.filters import cut, score

APART = 20
"""Points. The width of one of Profile's five levels, as far as those seen tell (Profile API
reference, section 5.3), so that people a whole level apart are said to differ."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's score on a scale; `score` is as sent, None where there is none."""

    mark: str
    name: str
    score: float | None
    level: str | None = None

    @property
    def text(self) -> str:
        return score(self.score)

    @property
    def extreme(self) -> str | None:
        """ "high" or "low" where Profile marks the score as standing out."""
        return EXTREMES.get(self.level or "")


@dataclass(frozen=True, slots=True)
class Scale:
    """What several people have a score of: a DISC dimension, or a domain or facet of Focus.

    `entries` has one for each person, in the order of the address; `within` names a facet's domain.
    """

    name: str
    entries: tuple[Entry, ...]
    within: str | None = None

    @property
    def known(self) -> tuple[tuple[float, Entry], ...]:
        """The scores that there are, and whose they are."""
        scored = ((entry.score, entry) for entry in self.entries)
        return tuple((s, entry) for s, entry in scored if s is not None and math.isfinite(s))

    @property
    def gap(self) -> Decimal | None:
        """Highest minus lowest, exactly as the figures sent differ; None for fewer than two."""
        scores = [Decimal(repr(value)) for value, _ in self.known]
        return max(scores) - min(scores) if len(scores) > 1 else None

    @property
    def points(self) -> str:
        """The gap as it is read: cut, not rounded, to a decimal, so that 19.96 is never "20"."""
        return "—" if self.gap is None else cut(self.gap)

    @property
    def lowest(self) -> tuple[Entry, ...]:
        """Whoever has the lowest score; several where it is the same."""
        least = min((value for value, _ in self.known), default=None)
        return tuple(entry for value, entry in self.known if value == least)

    @property
    def highest(self) -> tuple[Entry, ...]:
        """Whoever has the highest score; several where it is the same."""
        most = max((value for value, _ in self.known), default=None)
        return tuple(entry for value, entry in self.known if value == most)


@dataclass(frozen=True, slots=True)
class Parted:
    """Each scale is in exactly one: `differences` with the widest first, `shared` with the closest
    first, `single` where fewer than two have a score. Ties stay in the order given.
    """

    differences: tuple[Scale, ...]
    shared: tuple[Scale, ...]
    single: tuple[Scale, ...]


def parted(scales: Iterable[Scale]) -> Parted:
    """Differences and shared ground by the rule above."""
    every = tuple(scales)
    gaps = [(gap, scale) for scale in every if (gap := scale.gap) is not None]
    apart = sorted((pair for pair in gaps if pair[0] >= APART), key=itemgetter(0), reverse=True)
    close = sorted((pair for pair in gaps if pair[0] < APART), key=itemgetter(0))
    return Parted(
        differences=tuple(scale for _, scale in apart),
        shared=tuple(scale for _, scale in close),
        single=tuple(scale for scale in every if scale.gap is None),
    )
