"""Who may be added to those compared: a list to choose from, or what a search finds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.pages.compare.chosen import MOST, Chosen
from webapp.people.filtering import fitting
from webapp.people.finding import finder
from webapp.people.ordering import ordered
from webapp.people.query import Asked
from webapp.people.search import legible

LISTED = 100
"""People who are offered in one select; of more, a search offers the first FOUND."""
FOUND = 10


@dataclass(frozen=True, slots=True)
class Picker:
    """`options` are (id, name) pairs for a select. Where they are too many there is a search
    instead: `words` is what was searched, `found` the first that fit, `further` how many more do.
    """

    options: tuple[tuple[str, str], ...] = ()
    searches: bool = False
    words: str = ""
    found: tuple[tuple[str, str], ...] = ()
    further: int = 0


def picker(chosen: Chosen, everyone: Sequence[Profile], words: str) -> Picker | None:
    """None where nobody can be added: enough are chosen, or nobody else is there."""
    others = len(everyone) - len(chosen.ids)
    if not others or len(chosen.people) >= MOST:
        return None
    if others <= LISTED:
        left = [profile for profile in everyone if profile.id not in chosen.ids]
        by_name = ordered(left, {}, "name", descending=False)
        return Picker(options=(("", "Choose…"), *map(_option, by_name)))
    return _searched(chosen, everyone, Asked(q=legible(words)))


def _searched(chosen: Chosen, everyone: Sequence[Profile], asked: Asked) -> Picker:
    fit = finder(everyone, (), {}).find(asked) if asked.q else ()
    already = fitting((*chosen.people, *chosen.left_out), {}, asked) if asked.q else ()
    first = fit[: FOUND + len(already)]
    found = [_option(each) for each in first if each.id not in chosen.ids][:FOUND]
    further = len(fit) - len(already) - len(found)
    return Picker(searches=True, words=asked.q, found=tuple(found), further=further)


def _option(profile: Profile) -> tuple[str, str]:
    """The e-mail address tells namesakes apart."""
    return profile.id, _label(profile)


def _label(profile: Profile) -> str:
    known = profile.email and profile.email != profile.name
    return f"{profile.name} · {profile.email}" if known else profile.name
