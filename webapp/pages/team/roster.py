"""A selection of people in; one page of the roster out. Pure."""

from dataclasses import dataclass

from webapp.api.profiles import Completion
from webapp.pages.team.rows import Row, row
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


def roster(selection: Selection) -> Roster:
    """The page that was asked for, or the last one."""
    asked, notes = selection.asked, selection.notes
    pages = max(-(-len(selection.people) // asked.size), 1)
    if asked.page > pages:
        notes = (*notes, f"There is no page {asked.page}; showing the last, page {pages}.")
        asked = asked.on_page(pages)
    start = (asked.page - 1) * asked.size
    shown = selection.people[start : start + asked.size]
    standings = [profile.completion for profile in selection.everyone]
    return Roster(
        selection=selection,
        asked=asked,
        rows=tuple(row(profile, selection.tags_of.get(profile.id, ())) for profile in shown),
        notes=notes,
        invited=standings.count(Completion.PENDING),
        partly=standings.count(Completion.PARTIAL),
        pages=pages,
    )
