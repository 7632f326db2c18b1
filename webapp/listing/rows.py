"""One person as one line of the roster; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.memory import Memory
from webapp.responses.filters import score, standing, words

SHOWN_TAGS = 2
WEIGHT = 1000
"""Bytes that a row may take."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One DISC score: its letter, the score as text, and how far the bar is drawn (0 to 100)."""

    letter: str
    text: str
    length: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What the roster shows of one person; None or an empty text where there is nothing."""

    id: str
    name: str
    email: str | None
    standing: str | None
    style: str | None
    bars: tuple[Bar, ...]
    core: str | None
    tags: tuple[Tag, ...]
    further_tags: int
    updated: datetime | None


def kept_row(profile: Profile, tags: Sequence[Tag], memory: Memory) -> Row:
    """The same row as last time, while person and tags are the same."""
    made = partial(row, profile, tags)
    return memory.kept((Row, profile.id), (profile, *tags), made, WEIGHT)


def row(profile: Profile, tags: Sequence[Tag]) -> Row:
    """`tags` are the person's, in the order they are shown."""
    disc = profile.disc
    return Row(
        id=profile.id,
        name=profile.name,
        email=profile.email,
        standing=standing(profile),
        style=disc.style if disc else None,
        bars=tuple(_bar(letter, value) for letter, value in disc.dimensions) if disc else (),
        core=words(profile.core[0]) if profile.core else None,
        tags=tuple(tags[:SHOWN_TAGS]),
        further_tags=max(len(tags) - SHOWN_TAGS, 0),
        updated=profile.updated_at,
    )


def _bar(letter: str, value: float | None) -> Bar:
    drawn = None if value is None else score(min(max(value, 0.0), 100.0))
    return Bar(letter=letter, text=score(value), length=drawn)
