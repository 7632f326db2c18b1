"""A selection of people in; what a file holds of it out. Pure.

The columns are the roster's, with scores as they were sent and all Core values and tags. Nothing
is worked out of several people. Sources: Profile API reference, sections 4.2 and 5.
"""

from datetime import datetime

import msgspec

from webapp.api.profiles import Profile
from webapp.people.selection import Selection
from webapp.responses.filters import standing, words


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One person; scores from 0 to 100, None where there is nothing.

    `tags` are labels, and left out altogether where tags were not granted.
    """

    name: str
    email: str | None
    status: str | None
    style: str | None
    d: float | None
    i: float | None
    s: float | None
    c: float | None
    core: tuple[str, ...]
    tags: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    updated: datetime | None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for; `sort` as in the address.

    `tags` are the labels that all must be carried, None where tags were not granted.
    """

    q: str
    tags: tuple[str, ...] | None
    style: str | None
    sort: str


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who fits, in the order asked for, read from the platform at the moment `as_of`.

    `account` is its name, None where it was not shared.
    """

    as_of: datetime
    account: str | None
    question: Question
    count: int
    people: tuple[Record, ...]


def export(selection: Selection, account: str | None, as_of: datetime) -> Export:
    """All pages of the roster for this selection; `account` is the name of the account."""
    asked = selection.asked
    labels = {tag.id: tag.label for tag in selection.tags or ()}
    question = Question(
        q=asked.q,
        tags=None if selection.tags is None else tuple(labels[tag] for tag in asked.tags),
        style=asked.style,
        sort=asked.order,
    )
    return Export(
        as_of=as_of,
        account=account,
        question=question,
        count=len(selection.people),
        people=tuple(_selected(profile, selection) for profile in selection.people),
    )


def record(profile: Profile, tags: tuple[str, ...] | msgspec.UnsetType) -> Record:
    """One person; `tags` are labels, unset where none are told."""
    scores = dict(profile.disc.dimensions) if profile.disc else dict.fromkeys("disc")
    return Record(
        name=profile.name,
        email=profile.email,
        status=standing(profile),
        style=profile.disc.style if profile.disc else None,
        core=tuple(map(words, profile.core or ())),
        tags=tags,
        updated=profile.updated_at,
        **scores,
    )


def _selected(profile: Profile, selection: Selection) -> Record:
    labels = tuple(tag.label for tag in selection.tags_of.get(profile.id, ()))
    return record(profile, msgspec.UNSET if selection.tags is None else labels)
