"""From mark to mark by arrow keys: who is next on each side; pure.

The script in static/map.js only follows what is worked out here.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

SIDES = {"left": -1 + 0j, "up": -1j, "right": 1 + 0j, "down": 1j}
"""Directions in the drawing, y growing downwards."""
ROW = 40.0
"""Height of a row of marks, in the drawing's units."""

Steps = dict[str, int]
"""Side to the index of the point that is next there; a side without anybody is left out."""


def reading_order(points: Sequence[complex]) -> list[int]:
    """Indices from row to row, each from left to right."""
    return sorted(range(len(points)), key=lambda index: (_row(points[index]), points[index].real))


def steps(points: Sequence[complex]) -> list[Steps]:
    """Of each point, given in reading order: on each side the nearest, where straight on counts as
    nearer than aside. Where that would leave somebody whom no key reaches, they go by rows."""
    nearest = [
        {side: found for side in SIDES if (found := _nearest(points, index, side)) is not None}
        for index in range(len(points))
    ]
    return nearest if len(reached(nearest)) == len(points) else _by_rows(points)


def reached(ways: Sequence[Steps]) -> set[int]:
    """Everybody whom the keys lead to from the first."""
    met, waiting = set[int](), list(range(len(ways)))[:1]
    while waiting:
        index = waiting.pop()
        if index not in met:
            met.add(index)
            waiting += ways[index].values()
    return met


def _nearest(points: Sequence[complex], index: int, side: str) -> int | None:
    best, found = math.inf, None
    for other, point in enumerate(points):
        turned = (point - points[index]) / SIDES[side]
        if turned.real > 0 and (far := math.hypot(turned.real, 2 * turned.imag)) < best:
            best, found = far, other
    return found


def _by_rows(points: Sequence[complex]) -> list[Steps]:
    rows: dict[int, list[int]] = {}
    for index in reading_order(points):
        rows.setdefault(_row(points[index]), []).append(index)
    ways: list[Steps] = [{} for _ in points]
    for row in rows.values():
        for one, other in pairwise(row):
            ways[one]["right"], ways[other]["left"] = other, one
    for upper, lower in pairwise(rows.values()):
        for side, start, end in (("down", upper, lower), ("up", lower, upper)):
            for index in start:
                x = points[index].real
                ways[index][side] = min(end, key=lambda other: abs(points[other].real - x))
    return ways


def _row(point: complex) -> int:
    return int(point.imag // ROW)
