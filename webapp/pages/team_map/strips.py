"""A spread as a strip along the scale of 0 to 100; pure.

Whatever lies outside the scale is drawn at its end, and shown in figures as it is.
"""

from dataclasses import dataclass

from webapp.people.spread import Spread
from webapp.responses.filters import score


@dataclass(frozen=True, slots=True)
class Strip:
    """Places along the scale, in per cent of its length: `near` and `far` bound the deviation."""

    lowest: float
    highest: float
    near: float
    far: float
    middle: float
    mean: float
    description: str

    @property
    def reach(self) -> float:
        return round(self.far - self.near, 2)


def strip(spread: Spread) -> Strip:
    """The line from lowest to highest, one deviation to either side of the mean, and the middle."""
    return Strip(
        lowest=_along(spread.lowest),
        highest=_along(spread.highest),
        near=_along(spread.mean - spread.deviation),
        far=_along(spread.mean + spread.deviation),
        middle=_along(spread.middle),
        mean=_along(spread.mean),
        description=(
            f"Of {spread.n:,} people: lowest {score(spread.lowest)}, "
            f"middle {score(spread.middle)}, mean {score(spread.mean)}, "
            f"standard deviation {score(spread.deviation)}, highest {score(spread.highest)}."
        ),
    )


def _along(value: float) -> float:
    return round(min(max(value, 0.0), 100.0), 2)
