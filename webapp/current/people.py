"""The people whom this request may see, and those whom it asks for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from flask import request

from webapp.api import Forbidden
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.current.call import if_read, lasting_platform, memory, platform, signed_in
from webapp.current.team import everyone, everyone_so_far, presenting, without_names
from webapp.current.views import shelf
from webapp.people.finding import BYTES_FOUND, BYTES_KNOWN
from webapp.people.query import Asked, parse
from webapp.people.selection import Known, Selection, known
from webapp.responses.partials import is_partial


def somebody(profile_id: str) -> Profile:
    """One person; without the name while `presenting`. Raises NoSuchPerson.
    Needs `profiles:read`.
    """
    person = platform().profiles.one(profile_id)
    return without_names([person], everyone())[0] if presenting() else person


def reading() -> Callable[[str], Profile]:
    """Reads one person as they are now, for work that goes by it and shows nothing of it. Raises
    NoSuchPerson. Needs `profiles:read`.
    """
    return lasting_platform().profiles.one


def selected(*, so_far: bool = False) -> Selection:
    """The people whom this request's query string asks for; of those who are read, where a page can
    show some of them (`so_far`). Needs `profiles:read`.
    """
    asked, notes = parse(request.args.to_dict(flat=False))
    if not is_partial():  # a part was told by its page
        views = shelf()
        asked = replace(asked, outright=views.default is not None, view=views.asking(asked))
    return selected_by(asked, notes, so_far=so_far)


def selected_by(asked: Asked, notes: Sequence[str] = (), *, so_far: bool = False) -> Selection:
    """The people whom a question asks for; `notes` come first. Needs `profiles:read`."""
    people = everyone_so_far() if so_far else everyone()
    all_known = _known(people, tags_if_granted())
    made = partial(all_known.select, asked, notes)
    return memory().kept((Selection, asked, tuple(notes)), (all_known,), made, _weight)


def _known(people: Sequence[Profile], tags: Sequence[Tag] | None) -> Known:
    """The same one as long as people and tags are the same."""
    made = partial(known, people, tags)
    return memory().kept(Known, (people, tags), made, len(people) * BYTES_KNOWN)


def _weight(found: Selection) -> int:
    """Everybody in an order is what is known of all; only who was found is kept besides."""
    return len(found.people) * BYTES_FOUND if found.asked.narrowed else 0


def tags_if_granted() -> Sequence[Tag] | None:
    """Every tag of the account; None where they were not granted, or no longer are."""
    if not signed_in().may("tags:manage"):
        return None
    try:
        return platform().tags.every()
    except Forbidden:
        return None


def tags_if_read() -> Sequence[Tag] | None:
    """The same; None also where the platform does not give them just now."""
    return if_read(tags_if_granted)


def as_of() -> datetime:
    """When what this request shows was read: pages are drawn from a fresh reading each."""
    return datetime.now(UTC)


def minute(moment: datetime) -> datetime:
    """As pages tell it, never later than it was."""
    return moment.replace(second=0, microsecond=0)
