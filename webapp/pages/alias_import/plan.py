"""What the lines of a file come to, by what there is now; pure."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from webapp.aliases import Book, ImportWish, KeyRefused, Line, checked
from webapp.aliases.book import is_of_a_person
from webapp.api.profiles import Profile
from webapp.responses.cells import plain


class Why(StrEnum):
    """Why a line cannot be imported."""

    TWICE = "twice"
    STRANGER = "stranger"
    BAD_KEY = "bad key"
    NOT_A_PERSON = "not a person"


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot be imported; `said` is a sentence on just this one, or ""."""

    line: Line
    why: Why
    said: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """`new` are to be made, `moves` are somebody else's so far; `same` lines change nothing."""

    new: tuple[ImportWish, ...]
    moves: tuple[ImportWish, ...]
    same: int
    bad: tuple[Bad, ...]

    @property
    def mark(self) -> str:
        """Stands for exactly what is shown: it travels in the form that confirms it."""
        shown = msgspec.msgpack.encode((self.new, self.moves))
        return hashlib.sha256(shown).hexdigest()[:32]

    def wishes(self, *, with_moves: bool) -> tuple[ImportWish, ...]:
        """What is to be done."""
        return (*self.new, *self.moves) if with_moves else self.new


def plan(lines: Iterable[Line], book: Book, everyone: Sequence[Profile] | None) -> Plan:
    """`everyone` is None where nobody is read: then ids are taken as they are, and no e-mail
    address is known.
    """
    people = People(everyone)
    judged = [_judged(line, book, people) for line in lines]
    clashes = _clashes(each for each in judged if isinstance(each, ImportWish))
    new: dict[str, ImportWish] = {}
    moves: dict[str, ImportWish] = {}
    same, bad = 0, []
    for line, each in zip(lines, judged, strict=True):
        if isinstance(each, Bad):
            bad.append(each)
        elif each.key in clashes:
            bad.append(Bad(line, Why.TWICE))
        elif book.is_matched(each.key, each.person) or each.key in {*new, *moves}:
            same += 1
        else:
            (moves if each.alias_id else new)[each.key] = each
    return Plan(tuple(new.values()), tuple(moves.values()), same, tuple(bad))


class People:
    """Whom a line may name."""

    def __init__(self, everyone: Sequence[Profile] | None):
        self.is_known = everyone is not None
        self._ids = {profile.id for profile in everyone or ()}
        self._by_email: Mapping[str, list[str]] = defaultdict(list)
        for profile in everyone or ():
            if profile.email:
                self._by_email[profile.email.casefold()].append(profile.id)

    def named(self, line: Line) -> list[str]:
        """The ids of those whom it names; that of Profile counts, where there is one."""
        return [line.person] if line.person else self._by_email.get(line.email.casefold(), [])

    def has(self, person: str) -> bool:
        """Whether somebody has this id, as far as known."""
        return not self.is_known or person in self._ids


def _judged(line: Line, book: Book, people: People) -> ImportWish | Bad:
    named = people.named(line)
    if len(named) != 1:
        return Bad(line, Why.STRANGER, _nobody(line, len(named), people.is_known))
    person = named[0]
    key = _key(line.key, person, book)
    holder = book.holder(key)
    if book.is_matched(key, person):
        return ImportWish(key, person, line.number)
    if not people.has(person):
        return Bad(line, Why.STRANGER)
    if holder is None:
        try:
            return ImportWish(checked(key), person, line.number)
        except KeyRefused as refused:
            return Bad(line, Why.BAD_KEY, refused.advice)
    if not is_of_a_person(holder):
        return Bad(line, Why.NOT_A_PERSON)
    return ImportWish(key, person, line.number, holder.id, holder.resource_id or "")


def _key(cell: str, person: str, book: Book) -> str:
    """What a cell means: an own id that there is, with the guard of a formula or without, as an
    export of ours holds it; else what it is without both guard and space around it.
    """
    meant = (cell, plain(cell), cell.strip(), plain(cell.strip()).strip())
    for known in (lambda key: book.is_matched(key, person), book.holder):
        for key in meant:
            if known(key):
                return key
    return meant[-1]


def _nobody(line: Line, count: int, is_known: bool) -> str:
    if count:
        return f"{count} people have this e-mail address: name one by the profile id."
    if not line.email:
        return "It names nobody."
    return "" if is_known else "People cannot be read, so that nobody is found by e-mail."


def _clashes(wishes: Iterable[ImportWish]) -> set[str]:
    """The keys that lines of one file give to several people."""
    people: dict[str, set[str]] = defaultdict(set)
    for wish in wishes:
        people[wish.key].add(wish.person)
    return {key for key, those in people.items() if len(those) > 1}
