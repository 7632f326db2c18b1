"""All the figures of the map, for one selection of people; pure."""

from dataclasses import dataclass

from webapp.pages.team_map.core_ranks import CoreRanks, core_ranks
from webapp.pages.team_map.dimensions import dimensions
from webapp.pages.team_map.focus_levels import DomainFigure, focus_levels
from webapp.pages.team_map.opening import Opening
from webapp.pages.team_map.score_rows import ScoreRow
from webapp.pages.team_map.styles import Styles, styles
from webapp.people.focus_reading import FocusReading, read_focus
from webapp.people.selection import Selection


@dataclass(frozen=True, slots=True)
class Figures:
    """`focus` are the domains, of those in `reading`; `opening` says which lists are drawn."""

    styles: Styles
    dimensions: tuple[ScoreRow, ...]
    focus: tuple[DomainFigure, ...]
    reading: FocusReading
    core: CoreRanks
    opening: Opening

    @property
    def domain_rows(self) -> tuple[ScoreRow, ...]:
        """The scores of the domains of which something is said."""
        return tuple(domain.row for domain in self.focus if domain.segments)


def figures(selection: Selection, opened: str) -> Figures:
    """`opened` is the list to be drawn open, "" for none."""
    people = selection.people
    opening = Opening(opened, len(people), selection.asked)
    reading = read_focus(people, lambda domain: opening.draws(f"focus-{domain}"))
    return Figures(
        styles=styles(people),
        dimensions=dimensions(people),
        focus=focus_levels(reading),
        reading=reading,
        core=core_ranks(people),
        opening=opening,
    )
