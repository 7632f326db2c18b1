"""Who comes before whom in the roster; pure.

The order is total: people without the value come last in both directions, and ties go by name,
then id, so that the same question always has the same answer and paging loses nobody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from webapp.api.profiles import Completion, Profile
from webapp.api.tags import Tag
from webapp.people.search import fold

TagsOf = Mapping[str, Sequence[Tag]]
_STANDING = tuple(Completion)


def _name(profile: Profile, _: TagsOf) -> str | None:
    known = profile.first_name or profile.last_name or profile.email or profile.phone
    return fold(profile.name) if known else None


def _email(profile: Profile, _: TagsOf) -> str | None:
    return fold(profile.email) if profile.email else None


def _status(profile: Profile, _: TagsOf) -> int:
    return _STANDING.index(profile.completion)


def _style(profile: Profile, _: TagsOf) -> str | None:
    return profile.disc.style or None if profile.disc else None


def _dimension(letter: str) -> Callable[[Profile, TagsOf], float | None]:
    return lambda profile, _: getattr(profile.disc, letter) if profile.disc else None


def _core(profile: Profile, _: TagsOf) -> str | None:
    return fold(profile.core[0]) if profile.core else None


def _tags(profile: Profile, tags_of: TagsOf) -> list[str] | None:
    return [fold(tag.label) for tag in tags_of.get(profile.id, ())] or None


# Values of one column compare with each other; which type they are differs by column.
_KEYS: dict[str, Callable[[Profile, TagsOf], Any]] = {
    "name": _name,
    "email": _email,
    "status": _status,
    "style": _style,
    **{letter: _dimension(letter) for letter in "disc"},
    "core": _core,
    "tags": _tags,
    "updated": lambda profile, _: profile.updated_at,
}


def by_label(tags: Iterable[Tag]) -> list[Tag]:
    """Tags as people look for them."""
    return sorted(tags, key=lambda tag: (fold(tag.label), tag.id))


def ordered(
    profiles: Iterable[Profile], tags_of: TagsOf, sort: str, descending: bool
) -> list[Profile]:
    """The same people by one of `query.SORT_KEYS`; `tags_of` maps profile ids to tags in order."""
    key = _KEYS[sort]
    by_name = sorted(profiles, key=lambda profile: (fold(profile.name), profile.name, profile.id))
    valued = [(key(profile, tags_of), profile) for profile in by_name]
    present = [pair for pair in valued if pair[0] is not None]
    present.sort(key=itemgetter(0), reverse=descending)
    return [pair[1] for pair in present] + [pair[1] for pair in valued if pair[0] is None]
