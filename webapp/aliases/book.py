"""All own ids of an account by one reading; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.api.aliases import PROFILE_TYPE, Alias


def is_of_a_person(alias: Alias) -> bool:
    """Whether it is one that can be worked with here: of another kind of thing it is only shown."""
    return alias.resource_type == PROFILE_TYPE


@dataclass(frozen=True, slots=True)
class Book:
    """Looked up by id, and by key: in an account a key is one resource's (our assumption)."""

    every: tuple[Alias, ...]
    _by_id: Mapping[str, Alias]
    _by_key: Mapping[str, Alias]

    @classmethod
    def of(cls, aliases: Iterable[Alias]) -> "Book":
        """In the order given."""
        every = tuple(aliases)
        by_key = {alias.consumer_key: alias for alias in reversed(every) if alias.consumer_key}
        return cls(every, {alias.id: alias for alias in every}, by_key)

    def find(self, alias_id: str) -> Alias | None:
        """One by its id."""
        return self._by_id.get(alias_id)

    def holder(self, key: str) -> Alias | None:
        """What the key stands for; None for a key that is free."""
        return self._by_key.get(key)

    def keys(self) -> Collection[str]:
        """All that are taken, by whatever they stand for."""
        return self._by_key.keys()

    def is_matched(self, key: str, person: str) -> bool:
        """Whether the key is this person's."""
        alias = self.holder(key)
        return alias is not None and is_of_a_person(alias) and alias.resource_id == person

    def of_person(self, person: str) -> tuple[Alias, ...]:
        """Those of one person, by their id."""
        mine = (alias for alias in self.every if is_of_a_person(alias))
        return tuple(alias for alias in mine if alias.resource_id == person)

    def keys_by_person(self) -> Mapping[str, Sequence[str]]:
        """The keys of everybody who has any, by their id."""
        keys: dict[str, list[str]] = {}
        for alias in filter(is_of_a_person, self.every):
            if alias.resource_id and alias.consumer_key:
                keys.setdefault(alias.resource_id, []).append(alias.consumer_key)
        return keys
