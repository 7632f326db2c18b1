"""The people whom this request may see, and those whom it asks for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from flask import g, request

from webapp.api import Forbidden
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.current.call import if_read, lasting_platform, platform, signed_in
from webapp.current.views import shelf
from webapp.people.disguise import disguised, pseudonyms
from webapp.people.query import Asked, parse
from webapp.people.selection import Selection, selection
from webapp.responses.partials import is_partial


def presenting() -> bool:
    """Whether people are shown without their names; words that may hold names are hidden, too."""
    return signed_in().presenting


def everyone() -> Sequence[Profile]:
    """All people of the account, read once a request; without their names while `presenting`.
    Needs `profiles:read`.
    """
    if "everyone" not in g:
        people = platform().profiles.every()
        g.everyone = _without_names(people, people) if presenting() else people
    known: Sequence[Profile] = g.everyone
    return known


def everyone_if_read() -> Sequence[Profile] | None:
    """All people of the account; None where the platform does not give them just now."""
    return if_read(everyone)


def everyone_if_granted() -> Sequence[Profile] | None:
    """The same; None also where reading people was not granted."""
    return everyone_if_read() if signed_in().may("profiles:read") else None


def everyone_later() -> Callable[[], Sequence[Profile]] | None:
    """Reads everybody when it is called, also when this request is over, and with their names: for
    work, never for a page. None where that was not granted.
    """
    return lasting_platform().profiles.every if signed_in().may("profiles:read") else None


def somebody(profile_id: str) -> Profile:
    """One person; without the name while `presenting`. Raises NoSuchPerson.
    Needs `profiles:read`.
    """
    person = platform().profiles.one(profile_id)
    return _without_names([person], everyone())[0] if presenting() else person


def reading() -> Callable[[str], Profile]:
    """Reads one person as they are now, for work that goes by it and shows nothing of it. Raises
    NoSuchPerson. Needs `profiles:read`.
    """
    return lasting_platform().profiles.one


def _without_names(people: Sequence[Profile], among: Sequence[Profile]) -> Sequence[Profile]:
    """The same people under pseudonyms that nobody else in the account has."""
    ids = {profile.id for profile in (*among, *people)}
    names = pseudonyms(ids, signed_in().pseudonym_key)
    return [disguised(profile, names[profile.id]) for profile in people]


def selected() -> Selection:
    """The people whom this request's query string asks for. Needs `profiles:read`."""
    asked, notes = parse(request.args.to_dict(flat=False))
    if not is_partial():  # a part was told by its page
        views = shelf()
        asked = replace(asked, outright=views.default is not None, view=views.asking(asked))
    return selected_by(asked, notes)


def selected_by(asked: Asked, notes: Sequence[str] = ()) -> Selection:
    """The people whom a question asks for; `notes` come first. Needs `profiles:read`."""
    return selection(everyone(), tags_if_granted(), asked, notes)


def tags_if_granted() -> list[Tag] | None:
    """Every tag of the account; None where they were not granted, or no longer are."""
    if not signed_in().may("tags:manage"):
        return None
    try:
        return platform().tags.every()
    except Forbidden:
        return None


def tags_if_read() -> list[Tag] | None:
    """The same; None also where the platform does not give them just now."""
    return if_read(tags_if_granted)


def as_of() -> datetime:
    """When what this request shows was read: pages are drawn from a fresh reading each."""
    return datetime.now(UTC)
