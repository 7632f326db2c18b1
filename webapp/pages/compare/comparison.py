"""People in; all that the page says of them together out, parted in two. Pure.

Everything but the order of the people is the same whatever order they are given in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.api.tags import Tag
from webapp.pages.compare import holdings, scales
from webapp.pages.compare.differences import APART, Scale, parted
from webapp.pages.compare.holdings import Common, Holding
from webapp.pages.compare.scales import Person


@dataclass(frozen=True, slots=True)
class Side:
    """What belongs under one heading. `styles` are everybody's, None where they stand elsewhere."""

    dimensions: tuple[Scale, ...]
    domains: tuple[Scale, ...]
    facets: tuple[Scale, ...]
    values: tuple[Holding, ...]
    styles: tuple[str | None, ...] | None

    @property
    def scored(self) -> bool:
        return any((self.dimensions, self.domains, self.facets))

    @property
    def empty(self) -> bool:
        return not any((self.scored, self.values, self.styles))


@dataclass(frozen=True, slots=True)
class Comparison:
    """`tags` are those in common, None where tags were not granted; `single` has fewer than two
    scores; `absent` says for each assessment who has no result, and `misread` whose Focus is none
    that can be read.
    """

    people: tuple[Person, ...]
    differences: Side
    shared: Side
    tags: tuple[Common, ...] | None
    single: tuple[Scale, ...]
    absent: tuple[tuple[str, tuple[Person, ...]], ...]
    misread: tuple[Person, ...]
    bound: int = APART

    @property
    def scored(self) -> bool:
        """Whether any score is there of two people or more."""
        return self.differences.scored or self.shared.scored


def comparison(people: Sequence[Person], tags: Iterable[Tag] | None) -> Comparison:
    """`tags` are those of the account, None where they were not granted."""
    dimensions = parted(scales.dimensions(people))
    domains = parted(scales.domains(people))
    facets = parted(scales.facets(people))
    of_several, of_one = holdings.core_values(people)
    styles = holdings.styles(people)
    return Comparison(
        people=tuple(people),
        differences=Side(
            dimensions.differences,
            domains.differences,
            facets.differences,
            of_one,
            styles.each if styles and not styles.same else None,
        ),
        shared=Side(
            dimensions.shared,
            domains.shared,
            facets.shared,
            of_several,
            styles.each if styles and styles.same else None,
        ),
        tags=None if tags is None else holdings.common_tags(people, tags),
        single=(*dimensions.single, *domains.single, *facets.single),
        absent=_absent(people),
        misread=tuple(person for person in people if person.misread),
    )


def _absent(people: Sequence[Person]) -> tuple[tuple[str, tuple[Person, ...]], ...]:
    parts = (
        ("DISC", [p for p in people if p.profile.disc is None]),
        ("Focus", [p for p in people if p.profile.focus is None]),
        ("Core values", [p for p in people if p.profile.core is None]),
    )
    return tuple((part, tuple(who)) for part, who in parts if who)
