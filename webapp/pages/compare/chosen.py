"""The ids of an address in; the people to compare, who is left out and what to say of it out. Pure.

A person who was deleted and one of another account are not told apart: both are not in this one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from webapp.api.envelope import PATH_ID
from webapp.api.profiles import Profile
from webapp.people.by_id import by_id, only
from webapp.people.search import quoted

MOST = 5
"""People who are compared at once: more lines than that are not kept apart by eye."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """`asked` are the ids of the address, each once; `people` the first MOST of this account whom
    they name, in that order, and `left_out` those after them; a note says what could not be used.
    """

    asked: tuple[str, ...]
    people: tuple[Profile, ...]
    left_out: tuple[Profile, ...]
    notes: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Of everybody named, whoever is left out among them: nobody is lost by a change."""
        return tuple(profile.id for profile in (*self.people, *self.left_out))

    @property
    def again(self) -> str:
        """The query string of this very view."""
        return _query(self.asked)

    def with_also(self, profile_id: str) -> str:
        """The query string with one more at the end."""
        return _query((*self.ids, profile_id))

    def without(self, profile_id: str) -> str:
        """The query string without one; the first of those left out moves up."""
        return _query([each for each in self.ids if each != profile_id])

    def first_only(self) -> str:
        """The query string of those compared, without those left out."""
        return _query([profile.id for profile in self.people])


def choose(ids: Iterable[str], everyone: Sequence[Profile]) -> Chosen:
    """Never fails. Empty ids come from a form in which nobody was picked, and are ignored."""
    asked = tuple(dict.fromkeys(filter(None, map(str.strip, ids))))
    found = by_id(only(everyone, asked))
    named = [found[each] for each in asked if each in found]
    strangers = [each for each in asked if each not in found]
    return Chosen(
        asked=asked,
        people=tuple(named[:MOST]),
        left_out=tuple(named[MOST:]),
        notes=tuple(_notes(strangers)),
    )


def _notes(strangers: Sequence[str]) -> Iterable[str]:
    no_ids = [each for each in strangers if not PATH_ID.fullmatch(each)]
    missing = len(strangers) - len(no_ids)
    if missing:
        count = "One of the people is" if missing == 1 else f"{missing:,} of the people are"
        yield f"{count} not in this account."
    if len(no_ids) == 1:
        yield f"{quoted(no_ids[0])} is not a person’s id; it was left out."
    elif no_ids:
        yield f"{quoted(no_ids[0])} and {len(no_ids) - 1:,} more are not ids of people."


def _query(ids: Sequence[str]) -> str:
    return f"?{urlencode([('id', each) for each in ids])}" if ids else ""
