"""A crowd out of what lies in Redis, or out of a page that was just read."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import polars as pl

from webapp.api.profiles import Profile
from webapp.background.owner import Owner
from webapp.memory import Memory
from webapp.people.crowd import Crowd
from webapp.people.crowd_frame import PLACED, frame_of
from webapp.snapshots.part import GONE, Focus, focus_from, frame_from
from webapp.snapshots.states import Reading
from webapp.snapshots.store import Store

BYTES_A_PERSON = 180
"""That the columns of one take in a process."""
_PLACED: dict[Any, Any] = {**PLACED}
KEPT_FOCUS = 4
"""Parts whose Focus stays at hand, some 1.4 MB each."""


class TakenAway(Exception):
    """What a reading is made of is no longer there, or not in a form that this release reads."""


def load(store: Store, owner: Owner, reading: Reading, memory: Memory, *, is_whole: bool) -> Crowd:
    """Those who were read, each as they were read last, and nobody who is gone; the same object as
    long as nothing else was read. Raises TakenAway and RedisError.
    """
    names = " ".join(part.name for part in reading.parts).encode()
    weight = BYTES_A_PERSON * reading.count

    def made() -> Crowd:
        columns = store.columns(owner, reading.parts)
        if not columns:
            raise TakenAway
        try:
            frames = [_placed(frame_from(each), part) for part, each in enumerate(columns)]
        except ValueError:
            raise TakenAway from None
        each = pl.concat(frames).unique("id", keep="last", maintain_order=True)
        return Crowd(each.filter(~pl.col(GONE)), _FocusAt(store, owner, reading), is_whole=is_whole)

    return memory.kept((Crowd, is_whole), (names,), made, weight)


def loose(people: Sequence[Profile]) -> Crowd:
    """Some of a crowd that lies nowhere yet."""
    by_place = tuple(people)

    def focus_at(_: int, place: int) -> Mapping[str, msgspec.Raw]:
        return getattr(by_place[place].focus, "sent", {})

    return Crowd(_placed(frame_of(by_place), 0), focus_at, is_whole=False)


class _FocusAt:
    """Fetches the part in which somebody's Focus lies."""

    def __init__(self, store: Store, owner: Owner, reading: Reading) -> None:
        def fetch(part: int) -> Focus:
            found = store.focus(owner, reading.parts[part])
            if found is None:
                raise TakenAway
            return focus_from(found)

        self._part = lru_cache(KEPT_FOCUS)(fetch)

    def __call__(self, part: int, place: int) -> Mapping[str, msgspec.Raw]:
        return self._part(part).at(place)


def _placed(frame: pl.DataFrame, part: int) -> pl.DataFrame:
    """With where each one's Focus is."""
    placed = frame.with_row_index("place").with_columns(part=pl.lit(part))
    return placed.cast(_PLACED)
