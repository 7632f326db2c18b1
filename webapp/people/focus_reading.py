"""Focus results, of one person or of everybody, where a misshapen one harms nothing else; pure."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from msgspec.structs import replace

from webapp.api.errors import UnexpectedAnswer
from webapp.api.focus import Domain, FocusSent
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


def read_focus(
    people: Iterable[Profile], with_facets: Callable[[str], bool] = lambda _: True
) -> FocusReading:
    """One person's misshapen domain leaves out that person, and never fails the others. Facets are
    given of the domains that are `with_facets`, by their keys: those of very many take much room.
    """
    everyone = tuple(people)
    having = [place for place, profile in enumerate(everyone) if profile.focus is not None]
    read: dict[int, tuple[Domain, ...]] = {}
    for place in sorted(having, key=lambda place: _kept_at(everyone[place])):
        with suppress(UnexpectedAnswer):
            domains = _anew(everyone[place])
            read[place] = tuple(
                each if with_facets(each.key) else replace(each, facets=()) for each in domains
            )
    told = tuple((everyone[place], read[place]) for place in having if place in read)
    return FocusReading(told, len(having) - len(read), len(everyone) - len(having))


def _kept_at(profile: Profile) -> tuple[int, int]:
    return profile.focus.kept_at if isinstance(profile.focus, FocusSent) else (0, 0)


def _anew(profile: Profile) -> Iterable[Domain]:
    return profile.focus.read() if isinstance(profile.focus, FocusSent) else profile.focus or ()
