"""Where a person's scores lie among the team's: never a rank, only the range and its middle. Pure.

Names no domain and no facet: the platform documents no closed list of either.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from webapp.api.profiles import Profile
from webapp.pages.profile.strip import Strip, strip
from webapp.people.focus_reading import domains_of
from webapp.people.spread import SMALLEST_GROUP, Spread, spread

Path: TypeAlias = tuple[str, ...]
"""Which score: ("disc", letter), ("focus", domain) or ("focus", domain, facet), by keys as sent."""


@dataclass(frozen=True, slots=True)
class TeamRange:
    """The team's spread of every score that a person has, None where it is of too few people."""

    spreads: Mapping[Path, Spread | None]

    def strip(self, path: Path, own: float | None) -> Strip | None:
        """One of the person's scores among the team's; None where nothing may be said."""
        found = self.spreads.get(path)
        return None if found is None else strip(found, own)

    @property
    def shown(self) -> bool:
        """Whether there is any strip."""
        return any(self.spreads.values())

    @property
    def silence(self) -> str | None:
        """Why some strips are missing, or all of them; None where every score has one."""
        silent = list(self.spreads.values()).count(None)
        if not silent:
            return None
        which = "any of these scores" if silent == len(self.spreads) else "some of these scores"
        return (
            f"Fewer than {SMALLEST_GROUP} people of this team have {which}; "
            "for those no range is shown."
        )


def team_range(person: Profile, team: Sequence[Profile] | None) -> TeamRange:
    """`team` are the people of the range, None where they could not be read.

    Whoever has a Focus that cannot be read is left out of Focus, and spoils nothing else.
    """
    if team is None:
        return TeamRange({})
    scores: dict[Path, list[float | None]] = {path: [] for path, _ in _scores(person)}
    for member in team:
        for path, value in dict(_scores(member)).items():
            if path in scores:
                scores[path].append(value)
    return TeamRange({path: spread(values) for path, values in scores.items()})


def _scores(person: Profile) -> Iterator[tuple[Path, float | None]]:
    if person.disc:
        for letter, value in person.disc.dimensions:
            yield ("disc", letter), value
    for domain in domains_of(person) or ():
        yield ("focus", domain.key), domain.score
        for facet in domain.facets:
            yield ("focus", domain.key, facet.key), facet.score
