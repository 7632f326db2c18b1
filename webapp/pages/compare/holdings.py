"""What people have or have not: Core values, styles and tags. Who has which, and where. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.api.tags import Tag
from webapp.pages.compare.scales import Person
from webapp.people.search import fold
from webapp.responses.filters import words

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Holding:
    """A Core value; `places` has one for each person, from 1, None where it is not theirs."""

    name: str
    places: tuple[int | None, ...]

    @property
    def holders(self) -> int:
        return len(self.places) - self.places.count(None)

    @property
    def texts(self) -> tuple[str, ...]:
        """The places as they are read: "1st", or "—" where it is not theirs."""
        return tuple("—" if place is None else ordinal(place) for place in self.places)


@dataclass(frozen=True, slots=True)
class Styles:
    """The DISC style of each person, None where there is none; `same` for all who have one."""

    each: tuple[str | None, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Common:
    """A tag, and those who carry it."""

    tag: Tag
    holders: tuple[Person, ...]


def core_values(people: Sequence[Person]) -> tuple[tuple[Holding, ...], tuple[Holding, ...]]:
    """Those of two or more, then those of one; each in exactly one of the two.

    Those of most people come first, then those placed highest, then by key. Empty where fewer than
    two people have any.
    """
    ranks = [_ranks(person.profile.core or ()) for person in people]
    if len([rank for rank in ranks if rank]) < 2:
        return (), ()
    keyed = [
        (key, Holding(words(key), tuple(rank.get(key) for rank in ranks)))
        for key in sorted({key for rank in ranks for key in rank})
    ]
    ordered = [holding for _, holding in sorted(keyed, key=lambda pair: _order(pair[1]))]
    shared = tuple(holding for holding in ordered if holding.holders > 1)
    return shared, tuple(holding for holding in ordered if holding.holders == 1)


def _ranks(core: Iterable[str]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for place, key in enumerate(core, start=1):
        ranks.setdefault(key, place)
    return ranks


def _order(holding: Holding) -> tuple[int, list[int]]:
    return -holding.holders, sorted(place for place in holding.places if place is not None)


def ordinal(place: int) -> str:
    """A place as it is read: "1st", "2nd", "11th"."""
    teen = place % 100 in (11, 12, 13)
    return f"{place}{'th' if teen else _ENDINGS.get(place % 10, 'th')}"


def styles(people: Sequence[Person]) -> Styles | None:
    """None where fewer than two have a style: there is nothing to compare."""
    each = tuple(person.profile.disc.style if person.profile.disc else None for person in people)
    known = [style for style in each if style]
    return Styles(each, same=len(set(known)) == 1) if len(known) > 1 else None


def common_tags(people: Sequence[Person], tags: Iterable[Tag]) -> tuple[Common, ...]:
    """The tags that two or more carry: those of most people first, then by label.

    Source: Profile API reference, section 4.6: a tag lists its profiles, a profile not its tags.
    """
    every = (Common(tag, tuple(p for p in people if p.profile.id in tag.profiles)) for tag in tags)
    shared = [common for common in every if len(common.holders) > 1]
    return tuple(sorted(shared, key=_place_of))


def _place_of(common: Common) -> tuple[int, str, str]:
    return -len(common.holders), fold(common.tag.label), common.tag.id
