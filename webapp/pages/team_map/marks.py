"""People with their places in, the marks of the drawing out; pure.

The drawing is SIDE units wide and high, y growing downwards; everybody's mark lies within it. It is
drawn twice, since a mark must be as large on a narrow screen, where the drawing is half as large:
the fine marks are for a wide one, and fewer of them touch.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.pages.team_map.crowding import Group, grouped
from webapp.pages.team_map.placed import Placed
from webapp.pages.team_map.placing import Place, place_at
from webapp.pages.team_map.walking import Steps, reading_order, steps
from webapp.people.dimensions import DIMENSIONS
from webapp.people.disguise import code_of

SIDE = 640.0
REACH = 274.0
"""Radius on which a distance of EDGE lies: the greatest mark there stays within the drawing."""
FINE, COARSE = 0.7, 1.0
"""The size of a mark's unit in the drawing's units, for a wide and for a narrow screen."""
NAMED = 3
"""So many of a group are spoken by name with its mark."""
LONGEST_LABEL = 26
AMID = SIDE / 4
"""A label that begins nearer to a side than this runs away from it."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A part of a group's ring: those led by one letter, in hundredths of the ring."""

    letter: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One person or several: `number` counts from 1 in reading order, `steps` go by it. `inscribed`
    stands on the mark, `label` beside it in need, `spoken` says it all; `x` and `y` are in the
    drawing's units, `radius` is in the mark's own, `side` is where the label runs to."""

    number: int
    people: tuple[Placed, ...]
    x: float
    y: float
    radius: float
    steps: Steps
    arcs: tuple[Arc, ...]
    inscribed: str
    label: str
    spoken: str
    side: str


def marks(people: Sequence[Placed], unit: float) -> tuple[Mark, ...]:
    """Everybody in exactly one mark of this unit, the marks in reading order."""
    groups = grouped([_drawn(person.place) / unit for person in people])
    order = reading_order([group.at for group in groups])
    ways = steps([groups[index].at for index in order])
    return tuple(
        _mark(number, groups[index], people, ways[number - 1], unit)
        for number, index in enumerate(order, start=1)
    )


def initials(profile: Profile) -> str:
    """Of first and last name as far as known, else of the e-mail address, else "?"; of somebody
    whose name is hidden the code, since all pseudonyms begin alike.
    """
    if code := code_of(profile):
        return code
    names = (profile.first_name, profile.last_name)
    known = [name for name in names if name] or [profile.email or ""]
    firsts = (next(filter(str.isalnum, name), "") for name in known)
    return "".join(first.upper()[:1] for first in firsts) or "?"


def _drawn(where: Place) -> complex:
    return complex(SIDE / 2 + where.right * REACH, SIDE / 2 - where.up * REACH)


def _mark(number: int, group: Group, everybody: Sequence[Placed], ways: Steps, unit: float) -> Mark:
    people = tuple(everybody[index] for index in group.members)
    alone = people[0].profile if len(people) == 1 else None
    label = alone.name if alone else f"{len(people):,} people"
    at = group.at * unit
    x = round(at.real, 1)
    return Mark(
        number=number,
        people=people,
        x=x,
        y=round(at.imag, 1),
        radius=round(group.radius, 1),
        steps={side: index + 1 for side, index in ways.items()},
        arcs=() if alone else _arcs(people),
        inscribed=initials(alone) if alone else f"{len(people)}",
        label=label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…",
        spoken=people[0].spoken if alone else _together(people, at),
        side="right" if x < AMID else "left" if x > SIDE - AMID else "both",
    )


def _arcs(people: Sequence[Placed]) -> tuple[Arc, ...]:
    counts, arcs, start = Counter(person.leads for person in people), [], 0.0
    for letter in filter(counts.__contains__, DIMENSIONS):
        length = 100 * counts[letter] / len(people)
        arcs.append(Arc(letter.upper(), round(start, 1), round(length, 1)))
        start += length
    return tuple(arcs)


def _together(people: Sequence[Placed], at: complex) -> str:
    where = place_at((at.real - SIDE / 2) / REACH, (SIDE / 2 - at.imag) / REACH)
    names = ", ".join(person.profile.name for person in people[:NAMED])
    more = f" and {len(people) - NAMED:,} more" if len(people) > NAMED else ""
    return f"{len(people):,} people together {where.where}: {names}{more}. Show them"
