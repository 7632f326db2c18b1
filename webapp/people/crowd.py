"""Many people as columns: little room for each, and questions about everybody at once; pure.

Polars holds the columns: of the engines measured it looks for a word among 100,000 people in the
least time (1.3 ms of CPU; pyarrow 7, NumPy up to 25, Python itself 7), and writes them down in the
fewest bytes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, overload

import msgspec
import polars as pl

from webapp.api.focus import FocusSent
from webapp.api.profiles import Profile
from webapp.people.crowd_frame import PLACED, SCHEMA, profile_of

FocusAt = Callable[[int, int], Mapping[str, msgspec.Raw]]
"""Which part of a reading, and which place in it, to the Focus domains that stand there."""

MOST_SHOWN = 1000
"""People who are kept as they were made last."""


class Crowd(Sequence[Profile]):
    """Everybody of an account; each is made into a Profile when somebody looks at them.

    `is_whole` is False while the rest is still being read.
    """

    def __init__(self, frame: pl.DataFrame, focus_at: FocusAt, *, is_whole: bool = True) -> None:
        """`frame` has the columns of SCHEMA and of PLACED."""
        self.frame = frame.select(*SCHEMA, *PLACED)
        self.is_whole = is_whole
        self._focus_at = focus_at
        self._shown: dict[int, Profile] = {}

    def __len__(self) -> int:
        return self.frame.height

    def __iter__(self) -> Iterator[Profile]:
        return map(self._profile, self.frame.iter_rows())

    @overload
    def __getitem__(self, at: int) -> Profile: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Profile]: ...
    def __getitem__(self, at: int | slice) -> Profile | Sequence[Profile]:
        if isinstance(at, slice):
            return tuple(map(self._profile, self.frame[at].rows()))
        return self._profile(self.frame.row(range(len(self))[at]))

    def at(self, rows: Sequence[int]) -> tuple[Profile, ...]:
        """Those in these rows, in this order; the same objects as long as few others are asked for,
        so that what was made of them serves once more.
        """
        shown = self._shown
        missing = [row for row in rows if row not in shown]
        if missing:
            if len(shown) + len(missing) > MOST_SHOWN:
                self._shown = shown = {row: shown[row] for row in rows if row in shown}
            found = map(self._profile, self.frame[missing].rows())
            shown.update(zip(missing, found, strict=True))
        return tuple([shown[row] for row in rows])

    def each(self, rows: pl.Series) -> Iterator[Profile]:
        """Those in these rows, in this order, however many; nobody is kept."""
        return map(self._profile, self.frame[rows].iter_rows())

    def renamed(self, names: Mapping[str, str]) -> "Crowd":
        """The same results under other names, by id, without e-mail address and phone number."""
        shown = pl.Series("first_name", [names[known] for known in self.frame["id"]], pl.String)
        nothing = pl.lit(None, pl.String)
        frame = self.frame.with_columns(shown, last_name=nothing, email=nothing, phone=nothing)
        return Crowd(frame, self._focus_at, is_whole=self.is_whole)

    def _profile(self, row: tuple[Any, ...]) -> Profile:
        # No way back to the crowd, which keeps who was shown: a Profile is out of sight of the
        # garbage collector, so that a circle through it would stay for ever.
        kept_at = row[-2:]
        return profile_of(row, FocusSent(partial(self._focus_at, *kept_at), kept_at))


class Chosen(Sequence[Profile]):
    """Some of a crowd, in an order."""

    def __init__(self, crowd: Crowd, rows: pl.Series) -> None:
        self._crowd, self._rows = crowd, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Profile: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Profile]: ...
    def __getitem__(self, at: int | slice) -> Profile | Sequence[Profile]:
        if isinstance(at, slice):
            return self._crowd.at(self._rows[at].to_list())
        row: int = self._rows[range(len(self))[at]]
        return self._crowd[row]

    def __iter__(self) -> Iterator[Profile]:
        return self._crowd.each(self._rows)
