"""People in; what they have scores of out, in an order that does not depend on theirs. Pure.

Names no domain and no facet: the platform documents no closed list of either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.api.focus import Domain, Facet
from webapp.api.profiles import Profile
from webapp.pages.compare.differences import Entry, Scale
from webapp.people.dimensions import DIMENSIONS
from webapp.people.focus_reading import domains_of
from webapp.responses.filters import words

MARKS = "ABCDE"


@dataclass(frozen=True, slots=True)
class Person:
    """One of those compared. `mark` is the sign beside the colour; `focus` is by domain key, None
    where it was not taken, or was sent in a way that cannot be read (`misread`)."""

    mark: str
    profile: Profile
    focus: dict[str, Domain] | None
    misread: bool = False

    @property
    def name(self) -> str:
        return self.profile.name

    def entry(self, scored: Domain | Facet | None) -> Entry:
        """The score of this person; what nobody sent has none."""
        if scored is None:
            return Entry(self.mark, self.name, None)
        return Entry(self.mark, self.name, scored.score, scored.level)


def persons(profiles: Iterable[Profile]) -> tuple[Person, ...]:
    """With marks in the order given. Focus is read here, where one misshapen one harms nobody."""
    return tuple(_person(*pair) for pair in zip(MARKS, profiles, strict=False))


def _person(mark: str, profile: Profile) -> Person:
    domains = domains_of(profile)
    if profile.focus is None or domains is None:
        return Person(mark, profile, focus=None, misread=domains is None)
    return Person(mark, profile, focus={each.key: each for each in domains})


def dimensions(people: Sequence[Person]) -> list[Scale]:
    """The four of DISC, in their usual order; none where nobody has taken it."""
    if not any(person.profile.disc for person in people):
        return []
    return [
        Scale(name, tuple(_dimension(person, letter) for person in people))
        for letter, name in DIMENSIONS.items()
    ]


def _dimension(person: Person, letter: str) -> Entry:
    disc = person.profile.disc
    return Entry(person.mark, person.name, dict(disc.dimensions)[letter] if disc else None)


def domains(people: Sequence[Person]) -> list[Scale]:
    """Every domain that anybody has, by key."""
    return [
        Scale(words(key), tuple(person.entry((person.focus or {}).get(key)) for person in people))
        for key in sorted({key for person in people for key in person.focus or ()})
    ]


def facets(people: Sequence[Person]) -> list[Scale]:
    """Every facet that anybody has, by the keys of its domain and its own."""
    sent = {
        (domain.key, facet.key, person.mark): facet
        for person in people
        for domain in (person.focus or {}).values()
        for facet in domain.facets
    }
    return [
        Scale(
            words(facet),
            tuple(person.entry(sent.get((domain, facet, person.mark))) for person in people),
            within=words(domain),
        )
        for domain, facet in sorted({(domain, facet) for domain, facet, _ in sent})
    ]
