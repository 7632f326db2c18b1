"""A selection of people in, the DISC circle with all that is read beside it out; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.pages.team_map.marks import COARSE, FINE, Mark, marks
from webapp.pages.team_map.placed import Placed, placed
from webapp.pages.team_map.placing import missing
from webapp.people.dimensions import DIMENSIONS
from webapp.people.grouping import grouped
from webapp.people.page import page_of
from webapp.people.query import Asked
from webapp.people.selection import Selection
from webapp.people.spread import SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Who leans towards one dimension; `letter` and `name` are empty for the middle."""

    letter: str
    name: str
    people: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everybody as marks whose unit is `unit` of the drawing's, for a "wide" or "narrow" screen."""

    width: str
    unit: float
    marks: tuple[Mark, ...]

    @property
    def groups(self) -> tuple[Mark, ...]:
        """The marks that stand for several people."""
        return tuple(mark for mark in self.marks if len(mark.people) > 1)


@dataclass(frozen=True, slots=True)
class Circle:
    """`people` are on the map, in the order asked for, `rows` those on the page of the table that
    `asked` names, of `pages`; `quadrants` go D, I, S, C, then the middle. `absent` are those of
    whom something is missing, by what it is in words."""

    people: tuple[Placed, ...]
    drawings: tuple[Drawing, ...]
    quadrants: tuple[Quadrant, ...]
    absent: tuple[tuple[str, tuple[Profile, ...]], ...]
    asked: Asked
    rows: tuple[Placed, ...]
    pages: int

    @property
    def few(self) -> bool:
        """Whether nothing is said of those on the map in common; each still has a place."""
        return len(self.people) < SMALLEST_GROUP

    @property
    def away(self) -> int:
        """How many fit, but are not on the map."""
        return sum(len(people) for _, people in self.absent)


def circle(selection: Selection) -> Circle:
    """Everybody who fits, not one page of them; an unknown page of the table is its last."""
    whole = [profile for profile in selection.people if not missing(profile.disc)]
    people = placed(whole)
    asked, rows, pages = page_of(people, selection.asked)
    return Circle(
        people=people,
        drawings=tuple(
            Drawing(width, unit, marks(people, unit))
            for width, unit in (("wide", FINE), ("narrow", COARSE))
        ),
        quadrants=_quadrants(people),
        absent=_absent(selection.people),
        asked=asked,
        rows=tuple(rows),
        pages=pages,
    )


def _quadrants(people: Sequence[Placed]) -> tuple[Quadrant, ...]:
    by_letter = grouped(people, lambda person: person.place.quadrant)
    named = [*DIMENSIONS.items(), (None, "")]
    return tuple(
        Quadrant(
            (letter or "").upper(), name, tuple(each.profile for each in by_letter.get(letter, ()))
        )
        for letter, name in named
    )


def _absent(people: Sequence[Profile]) -> tuple[tuple[str, tuple[Profile, ...]], ...]:
    """By what is missing: those without any result first, the fewer scores the later."""
    by_gap: dict[tuple[str, ...], list[Profile]] = {}
    for profile in people:
        if gap := missing(profile.disc):
            by_gap.setdefault(() if profile.disc is None else gap, []).append(profile)
    gaps = sorted(by_gap, key=lambda gap: (len(gap), gap))
    return tuple((_reason(gap), tuple(by_gap[gap])) for gap in gaps)


def _reason(gap: Sequence[str]) -> str:
    *others, last = [DIMENSIONS[letter] for letter in gap] or [""]
    names = f"{', '.join(others)} and {last}" if others else last
    return f"Profile gave no score for {names}" if gap else "DISC: not taken yet"
