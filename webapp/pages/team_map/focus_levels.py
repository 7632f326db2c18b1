"""How the levels of Focus are distributed over the people shown, domain by domain; pure.

Names no domain, facet or level of its own but the platform's five, in their order.
Source: Profile API reference, section 5.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.focus import Domain
from webapp.api.profiles import Profile
from webapp.pages.team_map.score_rows import ScoreRow, score_row
from webapp.pages.team_map.segments import Segment, segments
from webapp.people.focus_reading import FocusReading
from webapp.people.grouping import grouped
from webapp.people.spread import SMALLEST_GROUP
from webapp.responses.filters import words

Held = tuple[Profile, Domain]


@dataclass(frozen=True, slots=True)
class DomainFigure:
    """One domain, by its key as sent, of those who have it, and how many those are.

    `segments` are empty, and `row` says nothing, where they are fewer than three.
    """

    domain: str
    count: int
    row: ScoreRow
    segments: tuple[Segment, ...]
    held: tuple[Held, ...]

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def description(self) -> str:
        """The bar for those who do not see it."""
        parts = (f"{len(each.members):,} {each.label}" for each in self.segments if each.members)
        return f"Of {self.count:,} people: {', '.join(parts)}."

    @property
    def facets(self) -> tuple[ScoreRow, ...]:
        """The facets in the order in which they first came; worked out when they are drawn."""
        scored = [(facet, profile) for profile, domain in self.held for facet in domain.facets]
        groups = grouped(scored, lambda pair: pair[0].key)
        return tuple(
            score_row(
                f"{self.row.key}-{place}",
                words(key),
                ((profile, facet.score) for facet, profile in pairs),
            )
            for place, (key, pairs) in enumerate(groups.items(), 1)
        )


def focus_levels(reading: FocusReading) -> tuple[DomainFigure, ...]:
    """The domains in the order in which they first came."""
    held = [(profile, domain) for profile, domains in reading.read for domain in domains]
    groups = grouped(held, lambda pair: pair[1].key)
    return tuple(
        _figure(f"focus-{place}", key, pairs)
        for place, (key, pairs) in enumerate(groups.items(), 1)
    )


def _figure(key: str, domain: str, held: Sequence[Held]) -> DomainFigure:
    enough = len(held) >= SMALLEST_GROUP
    return DomainFigure(
        domain=domain,
        count=len(held),
        row=score_row(key, words(domain), ((profile, each.score) for profile, each in held)),
        segments=segments(held) if enough else (),
        held=tuple(held) if enough else (),
    )
