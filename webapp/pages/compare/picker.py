"""Who may be added to those compared: a list to choose from, or what a search finds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.pages.compare.chosen import MOST, Chosen
from webapp.people.filtering import fitting
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
    others = [profile for profile in everyone if profile.id not in chosen.ids]
    if not others or len(chosen.people) >= MOST:
        return None
    if len(others) <= LISTED:
        return Picker(options=(("", "Choose…"), *_named(others)))
    asked = Asked(q=legible(words))
    fit = fitting(others, {}, asked) if asked.q else []
    found = _named(fit)[:FOUND]
    return Picker(searches=True, words=asked.q, found=found, further=len(fit) - len(found))


def _named(profiles: Sequence[Profile]) -> tuple[tuple[str, str], ...]:
    """By name; the e-mail address tells namesakes apart."""
    by_name = ordered(profiles, {}, "name", descending=False)
    return tuple((profile.id, _label(profile)) for profile in by_name)


def _label(profile: Profile) -> str:
    known = profile.email and profile.email != profile.name
    return f"{profile.name} · {profile.email}" if known else profile.name
