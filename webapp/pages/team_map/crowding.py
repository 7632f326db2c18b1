"""Marks that would lie on each other become one; pure, and the same for the same points in order.

Points are complex numbers in the drawing's units, since their distances and means are then plain
arithmetic. First those in one small cell are taken together, whose marks cover each other in any
case; then, closest first, any two whose marks still touch. Nobody is lost and nobody is doubled:
every step joins two disjoint groups. What remains does not touch, so that a circle has room for a
bounded number of marks, however many people there are.
"""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

SINGLE, LARGEST, GAP = 22.0, 34.0, 2.0
"""Radius of one person's mark, the greatest radius of a group's, and the space between two."""


@dataclass(frozen=True, slots=True)
class Group:
    """`at` is the mean of the members' points; members are indices of points, in their order."""

    at: complex
    members: tuple[int, ...]

    @property
    def radius(self) -> float:
        more = len(self.members) - 1
        return min(SINGLE + 1.5 * math.sqrt(more), LARGEST)


def grouped(points: Sequence[complex]) -> tuple[Group, ...]:
    """Everybody in exactly one group; no two groups touch. In no particular order."""
    groups = dict(enumerate(_cells(points)))
    numbers = count(len(groups))
    touching: list[tuple[float, int, int]] = []
    for key, group in groups.items():
        touching += _touching(key, group, groups, range(key))
    heapq.heapify(touching)
    while touching:
        _, one, other = heapq.heappop(touching)
        if one in groups and other in groups:
            joined = _joined(groups.pop(one), groups.pop(other))
            key = next(numbers)
            for found in _touching(key, joined, groups, groups):
                heapq.heappush(touching, found)
            groups[key] = joined
    return tuple(groups.values())


def _cells(points: Sequence[complex]) -> list[Group]:
    cells: dict[tuple[int, int], list[int]] = {}
    for index, point in enumerate(points):
        cells.setdefault((int(point.real // SINGLE), int(point.imag // SINGLE)), []).append(index)
    return [
        Group(sum(points[index] for index in members) / len(members), tuple(members))
        for members in cells.values()
    ]


def _touching(
    key: int, group: Group, groups: Mapping[int, Group], others: Iterable[int]
) -> list[tuple[float, int, int]]:
    """How far apart the centres are, and which two; only where the marks touch."""
    at, reach = group.at, group.radius + GAP
    near = ((abs(at - groups[other].at), other) for other in others)
    return [
        (apart, other, key)
        for apart, other in near
        if apart < reach + LARGEST and apart < reach + groups[other].radius
    ]


def _joined(one: Group, other: Group) -> Group:
    n, m = len(one.members), len(other.members)
    at = (one.at * n + other.at * m) / (n + m)
    return Group(at, tuple(sorted((*one.members, *other.members))))
