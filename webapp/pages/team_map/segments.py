"""The people of one Focus domain by level, as the segments of one bar; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.api.focus import Domain
from webapp.api.profiles import Profile
from webapp.people.grouping import grouped, share
from webapp.people.levels import LEVELS
from webapp.responses.filters import words

OTHER = "other"
NARROWEST_WITH_A_FIGURE = 8.0
"""Per cent of the bar; a narrower segment's figure stands in the list beside the bar only."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Those at one level, with their scores as sent; `start` and `share` are per cent of the bar.

    `look` is one of the platform's levels, or OTHER for a level that is none of them.
    """

    label: str
    look: str
    members: tuple[tuple[Profile, float | None], ...]
    start: float
    share: float

    @property
    def middle(self) -> float:
        return round(self.start + self.share / 2, 2)

    @property
    def figured(self) -> bool:
        return self.share >= NARROWEST_WITH_A_FIGURE


def segments(held: Sequence[tuple[Profile, Domain]]) -> tuple[Segment, ...]:
    """The platform's levels from the lowest, occurring or not, then whatever else was sent."""
    groups = grouped(held, lambda pair: pair[1].level or "")
    further = sorted((level for level in groups if level not in LEVELS), key=lambda text: not text)
    found: list[Segment] = []
    start = 0.0
    for level in (*LEVELS, *further):
        part = share(len(groups.get(level, ())), len(held))
        found.append(_segment(level, groups.get(level, ()), start, part))
        start += part
    return tuple(found)


def _segment(
    level: str, held: Iterable[tuple[Profile, Domain]], start: float, part: float
) -> Segment:
    return Segment(
        label=words(level) if level else "No level given",
        look=level if level in LEVELS else OTHER,
        members=tuple((profile, domain.score) for profile, domain in held),
        start=round(start, 2),
        share=round(part, 2),
    )
