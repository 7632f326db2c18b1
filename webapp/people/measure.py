"""One score of several people: who has it, what it comes to, and how that is worked out; pure.

Everything is worked out from the scores as the platform sent them, unrounded.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from webapp.api.profiles import Profile
from webapp.people.spread import Spread, counts, spread, squares


@dataclass(frozen=True, slots=True)
class Working:
    """The steps to mean, middle and deviation of one or more scores.

    `middles` are the places in `in_order`, from 1, of the one or two scores that give the middle.
    """

    in_order: tuple[float, ...]
    total: float
    squares: float
    variance: float

    @property
    def middles(self) -> tuple[int, ...]:
        half, odd = divmod(len(self.in_order), 2)
        return (half + 1,) if odd else (half, half + 1)

    def around_the_middle(self, most: int) -> tuple[tuple[int, float], ...]:
        """Places (from 1) and scores: all in order, or the `most` of them about the middle."""
        start = max((len(self.in_order) - most + 1) // 2, 0)
        near = self.in_order[start : len(self.in_order) - start]
        return tuple(enumerate(near, start + 1))


@dataclass(frozen=True, slots=True)
class Measure:
    """`scored` are those who have the score, in the order given; `spread` None if too few."""

    scored: tuple[tuple[Profile, float], ...]
    spread: Spread | None

    @property
    def working(self) -> Working:
        """How `spread` comes about; only where there is one."""
        scores = [score for _, score in self.scored]
        apart = squares(scores, fmean(scores))
        return Working(
            in_order=tuple(sorted(scores)),
            total=math.fsum(scores),
            squares=apart,
            variance=apart / len(scores),
        )


def measure(scored: Iterable[tuple[Profile, float | None]]) -> Measure:
    """Of everybody who has a score; the others are left out."""
    known = tuple((profile, score) for profile, score in scored if counts(score))
    return Measure(known, spread(score for _, score in known))
