"""People as columns, and back; pure."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from webapp.api.focus import Domain
from webapp.api.profiles import Profile
from webapp.api.scores import Disc

_TEXTS = ("id", "email", "first_name", "last_name", "phone")
_TIMES = ("created_at", "updated_at")
_SCORES = ("d", "i", "s", "c")
SCHEMA: dict[str, Any] = {
    **dict.fromkeys(_TEXTS, pl.String),
    **dict.fromkeys(_TIMES, pl.Int64),
    "style": pl.String,
    **dict.fromkeys(_SCORES, pl.Float64),
    "core": pl.List(pl.String),
    "has_focus": pl.Boolean,
}
"""Columns of a frame; times in microseconds since 1970, in UTC."""
PLACED: dict[str, Any] = {"part": pl.UInt32, "place": pl.UInt32}
"""Further columns of everybody: where each one's Focus is."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NOBODY = Disc()


def frame_of(people: Iterable[Profile]) -> pl.DataFrame:
    """People as columns (SCHEMA), without their Focus results."""
    everyone = tuple(people)
    discs = [person.disc or _NOBODY for person in everyone]
    columns: dict[str, list[Any]] = {
        name: [getattr(person, name) or None for person in everyone] for name in _TEXTS
    }
    for name in _TIMES:
        columns[name] = [_microseconds(getattr(person, name)) for person in everyone]
    for name in ("style", *_SCORES):
        columns[name] = [getattr(disc, name) for disc in discs]
    columns["core"] = [person.core for person in everyone]
    columns["has_focus"] = [person.focus is not None for person in everyone]
    return pl.DataFrame(columns, schema=SCHEMA)


def profile_of(row: tuple[Any, ...], focus: Sequence[Domain]) -> Profile:
    """A row of SCHEMA as a person, with this Focus where they have one."""
    profile_id, email, first_name, last_name, phone, created, updated, *disc_sent = row[:12]
    core, has_focus = row[12:14]
    disc = Disc(*disc_sent)
    return Profile(
        id=profile_id,
        email=email,
        first_name=first_name,
        last_name=last_name,
        phone=phone,
        created_at=_moment(created),
        updated_at=_moment(updated),
        disc=None if disc == _NOBODY else disc,
        focus=focus if has_focus else None,
        core=None if core is None else tuple(core),
    )


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def _moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else _EPOCH + microseconds * _MICROSECOND
