"""A selection of people in; one page of the roster out. Pure."""

from dataclasses import dataclass

from webapp.api.profiles import Completion
from webapp.listing.rows import Row, kept_row
from webapp.memory import NOTHING, Memory
from webapp.people.page import beyond, page_of
from webapp.people.query import Asked
from webapp.people.selection import Selection


@dataclass(frozen=True, slots=True)
class Roster:
    """One page of the roster; `asked` names a page that there is, `pages` is at least 1."""

    selection: Selection
    asked: Asked
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    invited: int
    partly: int
    pages: int

    @property
    def standings(self) -> str:
        """Who is not done, in words: "7 invited, 4 partly done"; "" when everybody is."""
        counts = ((self.invited, "invited"), (self.partly, "partly done"))
        return ", ".join(f"{count:,} {what}" for count, what in counts if count)


def roster(selection: Selection, memory: Memory = NOTHING) -> Roster:
    """The page that was asked for, or the last one; `memory` has what was made of them before."""
    asked, shown, pages = page_of(selection.people, selection.asked)
    return Roster(
        selection=selection,
        asked=asked,
        rows=tuple(
            kept_row(profile, selection.tags_of.get(profile.id, ()), memory) for profile in shown
        ),
        notes=(*selection.notes, *beyond(selection.asked.page, pages)),
        invited=selection.standings[Completion.PENDING],
        partly=selection.standings[Completion.PARTIAL],
        pages=pages,
    )
