"""Who is reached by which e-mail address or phone number, found without asking everybody."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Literal

from sandbox.population.profiles import Profile

Field = Literal["email", "phone"]
Entry = tuple[int, str | None]

FIELDS: Sequence[Field] = ("email", "phone")


def folded(address: str) -> str:
    """Alike for addresses that reach the same person: the case of letters decides nothing."""
    return address.casefold()


class Addresses:
    """The places of people in a list, by each way to reach them.

    Not safe for several threads: whoever owns it holds a lock.
    """

    def __init__(self, entries: Callable[[Field], Iterable[Entry]]) -> None:
        """`entries` gives everybody as they stand, each place with its address of one field."""
        self._indexes = {field: _Index(partial(entries, field)) for field in FIELDS}

    def places(self, **asked: str | None) -> list[int]:
        """Who has this `email` or this `phone`, in order."""
        found = [self._indexes[field].places(asked.get(field)) for field in FIELDS]
        return sorted(set().union(*found))

    def move(self, place: int, before: Profile | None, after: Profile | None) -> None:
        """Who stands there was `before` and is `after`; None: nobody."""
        for field, index in self._indexes.items():
            index.move(place, getattr(before, field, None), getattr(after, field, None))

    def forget(self) -> None:
        """To be read anew when next asked."""
        for index in self._indexes.values():
            index.forget()


class _Index:
    """One field: built when it is first asked, and kept up from then on."""

    def __init__(self, entries: Callable[[], Iterable[Entry]]) -> None:
        self._entries = entries
        self._places: dict[str, set[int]] | None = None

    def places(self, address: str | None) -> set[int]:
        if not address:
            return set()
        if self._places is None:
            self._places = {}
            for place, known in self._entries():
                self._add(place, known)
        return self._places.get(folded(address), set())

    def move(self, place: int, before: str | None, after: str | None) -> None:
        if self._places is None:
            return
        if before:
            self._places[folded(before)].discard(place)
        self._add(place, after)

    def forget(self) -> None:
        self._places = None

    def _add(self, place: int, address: str | None) -> None:
        if address and self._places is not None:
            self._places.setdefault(folded(address), set()).add(place)
