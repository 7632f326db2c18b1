"""Focus scores in, what is drawn out: order, lengths, emphasis. Pure.

Names no domain and no facet: the platform documents no closed list of either.
Every score is shown as it was sent and drawn within its scale of 0 to 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.focus import Domain, Facet
from webapp.pages.profile.strip import Strip, place
from webapp.pages.profile.team_range import TeamRange
from webapp.people.levels import EXTREMES
from webapp.people.team_spreads import Path
from webapp.responses.filters import score, words


@dataclass(frozen=True, slots=True)
class Line:
    """One Focus score: `length` of its bar (0 to 100, None for no bar), `extreme` low or high;
    `strip` is the score among the team's, None where nothing is said of them."""

    name: str
    text: str
    length: str | None
    level: str | None
    extreme: str | None
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class Group:
    """One Focus domain; `extremes` are its outstanding facets by level: ("Very high", names)."""

    line: Line
    facets: tuple[Line, ...]
    extremes: tuple[tuple[str, str], ...]


def focus_groups(domains: Sequence[Domain], team: TeamRange) -> tuple[Group, ...]:
    """The domains with their facets, all in the order in which they came."""
    return tuple(_group(domain, team) for domain in domains)


def _group(domain: Domain, team: TeamRange) -> Group:
    path = ("focus", domain.key)
    lines = tuple(_line(facet, (*path, facet.key), team) for facet in domain.facets)
    extremes = tuple(
        (words(level), ", ".join(words(f.key) for f in domain.facets if f.level == level))
        for level in EXTREMES
        if any(facet.level == level for facet in domain.facets)
    )
    return Group(line=_line(domain, path, team), facets=lines, extremes=extremes)


def _line(scored: Domain | Facet, path: Path, team: TeamRange) -> Line:
    return Line(
        name=words(scored.key),
        text=score(scored.score),
        length=None if scored.score is None else place(scored.score),
        level=words(scored.level) if scored.level else None,
        extreme=EXTREMES.get(scored.level or ""),
        strip=team.strip(path, scored.score),
    )
