"""What the scores of a group come to: never an average without how many and how far apart."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, median
from typing import TypeGuard

SMALLEST_GROUP = 3
"""People; of fewer nothing is said in common, in pages and exports alike, since whoever knows one
score could work out the other. Source: product reference, section 3.1."""

_FARTHEST = 1e100
"""Sums of squares still hold numbers of this size; the scale of the platform ends at 100."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of `n` people, on the platform's scale; `deviation` is the population's."""

    n: int
    lowest: float
    highest: float
    mean: float
    middle: float
    deviation: float


def counts(score: float | None) -> TypeGuard[float]:
    """Whether this is a number to reckon with; of what is none, no comparison holds."""
    return score is not None and -_FARTHEST <= score <= _FARTHEST


def squares(scores: Iterable[float], mean: float) -> float:
    """The squared distances of the scores from their mean, added up."""
    return math.fsum([(score - mean) ** 2 for score in scores])


def spread(scores: Iterable[float | None]) -> Spread | None:
    """Of the scores that there are; None where they are those of fewer than SMALLEST_GROUP."""
    known = sorted([score for score in scores if counts(score)])
    if len(known) < SMALLEST_GROUP:
        return None
    mean = fmean(known)
    return Spread(
        n=len(known),
        lowest=known[0],
        highest=known[-1],
        mean=mean,
        middle=median(known),
        deviation=math.sqrt(squares(known, mean) / len(known)),
    )
