"""Scores in, a strip from 0 to 100 with a mark for each person out; geometry only. Pure.

Every score is drawn within the scale; marks that would cover each other stand in lanes.
"""

from dataclasses import dataclass

from webapp.pages.compare.differences import Scale

WIDTH, LEFT, RIGHT = 320.0, 16.0, 304.0
LANE, APART, BELOW = 25.0, 25.0, 24.0
"""The height of a lane, how far marks in one lane are apart, and the room of the axis."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One person's mark, by its middle."""

    letter: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Strip:
    """In the chart's own units, y growing downwards; `axis` is the height of its line."""

    marks: tuple[Mark, ...]
    height: float
    axis: float


def strip(scale: Scale) -> Strip:
    """Marks from the lowest score to the highest, each in the lowest lane with room for it."""
    placed = sorted((_x(value), entry.mark) for value, entry in scale.known)
    ends: list[float] = []
    lanes: list[int] = []
    for x, _ in placed:
        free = [lane for lane, end in enumerate(ends) if x - end >= APART]
        lane = free[0] if free else len(ends)
        ends[lane : lane + 1] = [x]  # the new end of this lane, which may be a new one
        lanes.append(lane)
    axis = max(len(ends), 1) * LANE
    marks = tuple(
        Mark(letter=letter, x=x, y=axis - LANE * (lane + 0.5))
        for (x, letter), lane in zip(placed, lanes, strict=True)
    )
    return Strip(marks=marks, height=axis + BELOW, axis=axis)


def _x(value: float) -> float:
    return round(LEFT + min(max(value, 0.0), 100.0) * (RIGHT - LEFT) / 100, 2)
