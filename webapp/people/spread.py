"""What the scores of a group come to: never an average without how many and how far apart."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, median, pstdev

SMALLEST_GROUP = 3
"""People; of fewer nothing is said in common, in pages and exports alike, since whoever knows one
score could work out the other. Source: product reference, section 3.1."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of `n` people, on the platform's scale; `deviation` is the population's."""

    n: int
    lowest: float
    highest: float
    mean: float
    middle: float
    deviation: float


def spread(scores: Iterable[float | None]) -> Spread | None:
    """Of the scores that there are; None where they are those of fewer than SMALLEST_GROUP."""
    known = [score for score in scores if score is not None and math.isfinite(score)]
    if len(known) < SMALLEST_GROUP:
        return None
    return Spread(
        n=len(known),
        lowest=min(known),
        highest=max(known),
        mean=fmean(known),
        middle=median(known),
        deviation=pstdev(known),
    )
