"""Who might be added to a tag; pure."""

from collections.abc import Collection
from dataclasses import dataclass

from webapp.listing.rows import Row, row
from webapp.people.filtering import fitting
from webapp.people.ordering import ordered
from webapp.people.query import Asked
from webapp.people.selection import Selection

MOST = 20
"""People who are shown at once: enough to find somebody, few enough to read."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """`rows` are the first MOST by name of the `fit` people who match `find` and lack the tag, as
    `lacking` do in all; there are none without words to look for.
    """

    find: str
    rows: tuple[Row, ...]
    fit: int
    lacking: int

    @property
    def told(self) -> str:
        """What was found, in a sentence or two."""
        if not self.lacking:
            return "Everybody in the account has this tag."
        people = "1 person does" if self.lacking == 1 else f"{self.lacking:,} people do"
        if not self.find:
            return f"{people} not have this tag yet. Those who match show here."
        if not self.fit:
            return "Nobody without this tag matches."
        found = "1 person matches." if self.fit == 1 else f"{self.fit:,} people match."
        further = self.fit - len(self.rows)
        return f"{found} {further:,} more than are shown: type more words." if further else found


def candidates(selection: Selection, members: Collection[str], find: str) -> Candidates:
    """`members` are the ids of those who have the tag already."""
    has_it = frozenset(members)
    lacking = [person for person in selection.everyone if person.id not in has_it]
    tags_of = selection.tags_of
    fit = fitting(lacking, tags_of, Asked(q=find)) if find else []
    shown = ordered(fit, tags_of, "name", descending=False)[:MOST]
    return Candidates(
        find=find,
        rows=tuple(row(person, tags_of.get(person.id, ())) for person in shown),
        fit=len(fit),
        lacking=len(lacking),
    )
