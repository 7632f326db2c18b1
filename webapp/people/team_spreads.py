"""How far apart the scores of a team are, every score that somebody has; pure.

Made in one walk over everybody, since most of its time goes into reading their Focus.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from webapp.api.focus import Domain
from webapp.api.profiles import Profile
from webapp.people.focus_reading import domains_of
from webapp.people.spread import Spread, spread

Path: TypeAlias = tuple[str, ...]
"""Which score: ("disc", letter), ("focus", domain) or ("focus", domain, facet), by keys as sent."""
Spreads: TypeAlias = Mapping[Path, Spread | None]
"""None where it is a score of too few; nothing where it is nobody's."""

BYTES_A_SPREAD = 400
_Scores = list[float | None]


class _Domain:
    """Everybody's scores of one domain and of its facets."""

    def __init__(self) -> None:
        self.own: _Scores = []
        self.facets: defaultdict[str, _Scores] = defaultdict(list)

    def add(self, domain: Domain) -> None:
        self.own.append(domain.score)
        for facet in domain.facets:
            self.facets[facet.key].append(facet.score)


def team_spreads(team: Iterable[Profile]) -> Spreads:
    """Whoever has a Focus that cannot be read is left out of Focus, and spoils nothing else."""
    disc: defaultdict[str, _Scores] = defaultdict(list)
    focus: defaultdict[str, _Domain] = defaultdict(_Domain)
    for member in team:
        if member.disc:
            for letter, score in member.disc.dimensions:
                disc[letter].append(score)
        for domain in domains_of(member) or ():
            focus[domain.key].add(domain)
    return _spreads(disc, focus)


def weight(spreads: Spreads) -> int:
    """In bytes, about."""
    return BYTES_A_SPREAD * len(spreads)


def _spreads(disc: Mapping[str, _Scores], focus: Mapping[str, _Domain]) -> Spreads:
    found: dict[Path, Spread | None] = {("disc", key): spread(disc[key]) for key in disc}
    for key, domain in focus.items():
        found["focus", key] = spread(domain.own)
        found |= {("focus", key, facet): spread(own) for facet, own in domain.facets.items()}
    return found
