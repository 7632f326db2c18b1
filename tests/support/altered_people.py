"""People of the sandbox as no documentation has them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import msgspec
import pytest

from sandbox.population.profiles import Profile
from sandbox.profiles import ProfileBook
from sandbox.server import Running

Change = Callable[[Profile], Profile]
Alter = Callable[[dict[int, Change]], None]


class Altered:
    """The people of an account, some of them changed, by their place from 0."""

    def __init__(self, people: ProfileBook, changes: dict[int, Change]):
        self._people, self._changes = people, changes

    def page(self, number: int, limit: int) -> list[Profile]:
        start = (number - 1) * limit
        people = enumerate(self._people.page(number, limit), start)
        return [
            self._changes[place](person) if place in self._changes else person
            for place, person in people
        ]

    def find(self, profile_id: str) -> Profile | None:
        everybody = self.page(1, len(self._people))
        return next((person for person in everybody if person.id == profile_id), None)

    def holds(self, profile_id: str) -> bool:
        return self._people.holds(profile_id)


@pytest.fixture
def alter(platform: Running) -> Iterator[Alter]:
    """Changes people of the main account; afterwards they are as they were."""
    world, before = platform.world, platform.world.accounts

    def change(changes: dict[int, Change]) -> None:
        altered = cast("ProfileBook", Altered(before[0].profiles, changes))
        world.accounts = (replace(before[0], profiles=altered), *before[1:])

    yield change
    world.accounts = before


def with_flexibility(**changes: Any) -> Change:
    """Changes one domain of a person's Focus."""

    def change(person: Profile) -> Profile:
        assert person.focus is not None
        domain = msgspec.structs.replace(person.focus["flexibility"], **changes)
        return msgspec.structs.replace(person, focus={**person.focus, "flexibility": domain})

    return change
