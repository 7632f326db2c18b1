"""Focus results, of one person or of everybody, where a misshapen one harms nothing else; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.api.errors import UnexpectedAnswer
from webapp.api.focus import Domain
from webapp.api.profiles import Profile


@dataclass(frozen=True, slots=True)
class FocusReading:
    """`read` are those whose Focus could be read, with their domains in the order sent.

    `unreadable` people have one that has another shape than documented, `absent` have none.
    """

    read: tuple[tuple[Profile, tuple[Domain, ...]], ...]
    unreadable: int
    absent: int


def domains_of(profile: Profile) -> tuple[Domain, ...] | None:
    """In the order sent: none where Focus was not taken, None where what was sent for it has
    another shape than documented.
    """
    try:
        return tuple(profile.focus or ())
    except UnexpectedAnswer:
        return None


def read_focus(people: Iterable[Profile]) -> FocusReading:
    """One person's misshapen domain leaves out that person, and never fails the others."""
    read: list[tuple[Profile, tuple[Domain, ...]]] = []
    unreadable = absent = 0
    for profile in people:
        if profile.focus is None:
            absent += 1
            continue
        domains = domains_of(profile)
        if domains is None:
            unreadable += 1
        else:
            read.append((profile, domains))
    return FocusReading(tuple(read), unreadable, absent)
