"""DISC scores in, a place in the circle out; pure.

The four dimensions pull from the middle towards a corner each: Dominance to the top left,
Influence to the top right, Steadiness to the bottom right, Correctness to the bottom left. A place
is the sum of the four pulls, each as strong as its score is above 50. Opposite corners pull against
each other, so that what remains is Dominance less Steadiness, and Influence less Correctness.

The distance from the middle is how far apart the opposites are, in points of the score: 0 in the
middle, EDGE or more at the edge. So the middle says that opposites are even, high or low alike.
Source: Profile API reference, section 5.1, for the scores; the rule is this dashboard's own.
"""

import math
from dataclasses import dataclass

from webapp.api.scores import Disc
from webapp.people.dimensions import DIMENSIONS

EDGE = 100.0
MIDDLE = 10.0
DISTANCES = ((40.0, "near the middle"), (70.0, "some way from the middle"))
"""Points of distance below which a place is called so; beyond the last it is far."""
FAR = "far from the middle"


@dataclass(frozen=True, slots=True)
class Place:
    """`right` and `up` are shares of the circle's radius, together 1 at most; `points` is the
    distance from the middle; `quadrant` is the letter leant towards, None within MIDDLE points."""

    right: float
    up: float
    points: float
    quadrant: str | None

    @property
    def lean(self) -> str:
        """The dimension leant towards, in a word."""
        return DIMENSIONS[self.quadrant] if self.quadrant else "None"

    @property
    def how_far(self) -> str:
        if self.quadrant is None:
            return "in the middle"
        return next((words for below, words in DISTANCES if self.points < below), FAR)

    @property
    def where(self) -> str:
        """Both in words: "towards Influence, far from the middle" or "in the middle"."""
        return f"towards {self.lean}, {self.how_far}" if self.quadrant else self.how_far


def missing(disc: Disc | None) -> tuple[str, ...]:
    """The letters without a usable score; all four where there is no result."""
    scores = (disc or Disc()).dimensions
    return tuple(k for k, score in scores if score is None or not math.isfinite(score))


def place(disc: Disc) -> Place:
    """Of a result with all four scores; those outside of 0 to 100 count as 0 or 100."""
    d, i, s, c = (min(max(score or 0.0, 0.0), 100.0) for _, score in disc.dimensions)
    return _pulled(d - s, i - c)


def place_at(right: float, up: float) -> Place:
    """The place with these shares of the radius."""
    return _pulled((up - right) * EDGE / math.sqrt(2), (up + right) * EDGE / math.sqrt(2))


def leading(disc: Disc) -> str:
    """The letter of the highest score; of equal ones the first in the order D, I, S, C."""
    return max(disc.dimensions, key=lambda scored: scored[1] or 0.0)[0]


def _pulled(dominance: float, influence: float) -> Place:
    points = math.hypot(dominance, influence)
    radius = max(points, EDGE) * math.sqrt(2)
    pulls = {"d": dominance, "i": influence, "s": -dominance, "c": -influence}
    return Place(
        right=(influence - dominance) / radius,
        up=(influence + dominance) / radius,
        points=points,
        quadrant=max(pulls, key=lambda letter: pulls[letter]) if points >= MIDDLE else None,
    )
