"""Where a person's scores lie among the team's: never a rank, only the range and its middle. Pure.

Names no domain and no facet: the platform documents no closed list of either.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.pages.profile.strip import Strip, strip
from webapp.people.focus_reading import domains_of
from webapp.people.spread import SMALLEST_GROUP, Spread
from webapp.people.team_spreads import Path, Spreads


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


def team_range(person: Profile, team: Spreads | None) -> TeamRange:
    """`team` are the spreads of the people of the range, None where they could not be read."""
    return TeamRange({} if team is None else {path: team.get(path) for path in _paths(person)})


def _paths(person: Profile) -> Iterator[Path]:
    """Of every score that somebody has."""
    if person.disc:
        yield from (("disc", letter) for letter, _ in person.disc.dimensions)
    for domain in domains_of(person) or ():
        yield "focus", domain.key
        yield from (("focus", domain.key, facet.key) for facet in domain.facets)
