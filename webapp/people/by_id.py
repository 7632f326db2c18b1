"""People by their ids; pure. Of a crowd nobody is made but those who are looked at."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import overload

import polars as pl

from webapp.api.profiles import Profile
from webapp.people.crowd import Chosen, Crowd


@overload
def by_id(everyone: Sequence[Profile]) -> Mapping[str, Profile]: ...
@overload
def by_id(everyone: Sequence[Profile] | None) -> Mapping[str, Profile] | None: ...
def by_id(everyone: Sequence[Profile] | None) -> Mapping[str, Profile] | None:
    """Everybody in their order; None where nobody is read."""
    if everyone is None:
        return None
    return _OfCrowd(everyone) if isinstance(everyone, Crowd) else {one.id: one for one in everyone}


def only(everyone: Sequence[Profile], ids: Collection[str]) -> Sequence[Profile]:
    """Those with these ids, in everybody's order; whoever is not there is left out."""
    if not isinstance(everyone, Crowd):
        return [one for one in everyone if one.id in ids]
    wanted = pl.Series(list(ids), dtype=pl.String).implode()
    return Chosen(everyone, everyone.frame["id"].is_in(wanted).arg_true())


class _OfCrowd(Mapping[str, Profile]):
    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._rows = {known: row for row, known in enumerate(crowd.frame["id"])}

    def __getitem__(self, known: str) -> Profile:
        return self._crowd[self._rows[known]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, known: object) -> bool:
        return known in self._rows
