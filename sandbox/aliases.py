"""The resource aliases of one account as they stand now, and the writing to them.

Source: Profile API reference, section 4.7. That a key belongs to one profile alone is our
assumption; a profile may have several keys.
"""

from collections.abc import Iterable, Iterator, Sequence
from threading import RLock
from typing import NamedTuple, overload

from msgspec.structs import replace

from sandbox.identifiers import Identifiers, Kind
from sandbox.population.aliases import RESOURCE_TYPE, Alias
from sandbox.times import later_than, now_in_microseconds


class NoSuchAlias(LookupError):
    """The account has no alias with this id, or no longer."""


class KeyTaken(ValueError):
    """The key is already another profile's."""


class Claimed(NamedTuple):
    """The alias of a key and a profile, and whether it was made for this."""

    alias: Alias
    is_new: bool


class AliasBook(Sequence[Alias]):
    """Reads as the aliases in order of creation; every write gives the alias as it then is.

    Hold `lock` over several steps that must not be parted. Keys are taken as they are, and whether
    the profiles are people of the account is not asked here.
    """

    def __init__(self, seeded: Iterable[Alias], ids: Identifiers, account: int) -> None:
        """`account` is the account's number in `ids`."""
        self.lock = RLock()
        self._seeded = tuple(seeded)
        self._ids, self._account = ids, account
        self.reset()

    def __len__(self) -> int:
        return len(self._aliases)

    def __iter__(self) -> Iterator[Alias]:
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> Alias: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Alias, ...]: ...
    def __getitem__(self, place: int | slice) -> Alias | tuple[Alias, ...]:
        with self.lock:
            return tuple(self._aliases.values())[place]

    def find(self, alias_id: str) -> Alias:
        """The alias with this id. Raises NoSuchAlias."""
        alias = self._aliases.get(alias_id)
        if alias is None:
            raise NoSuchAlias(alias_id)
        return alias

    def holder(self, consumer_key: str) -> str | None:
        """The id of the profile whose key this is; None for a key that is free."""
        with self.lock:
            alias_id = self._by_key.get(consumer_key)
            return None if alias_id is None else self._aliases[alias_id].resource_id

    def claim(self, consumer_key: str, profile_id: str) -> Alias:
        """The alias of this key and this profile, made where there is none. Raises KeyTaken."""
        return self.create(profile_id, consumer_key).alias

    def create(self, profile_id: str, consumer_key: str) -> Claimed:
        """As `claim`, and says whether there was one already."""
        with self.lock:
            known = self._by_key.get(consumer_key)
            if known is not None:
                return self._known(self._aliases[known], profile_id)
            alias_id = self._ids.write(Kind.ALIAS, self._account, self._made)
            now = now_in_microseconds()
            alias = Alias(alias_id, now, now, RESOURCE_TYPE, profile_id, consumer_key)
            self._made += 1
            self._put(alias)
            return Claimed(alias, is_new=True)

    def change(
        self, alias_id: str, *, profile_id: str | None = None, consumer_key: str | None = None
    ) -> Alias:
        """Another profile or key; what is None stays. Raises NoSuchAlias and KeyTaken."""
        with self.lock:
            alias = self.find(alias_id)
            key = alias.consumer_key if consumer_key is None else consumer_key
            if self._by_key.get(key, alias_id) != alias_id:
                raise KeyTaken(key)
            changed = replace(
                alias,
                updated_at=later_than(alias.updated_at),
                resource_id=alias.resource_id if profile_id is None else profile_id,
                consumer_key=key,
            )
            del self._by_key[alias.consumer_key]
            self._put(changed)
            return changed

    def delete(self, alias_id: str) -> Alias:
        """The alias as it was; its key is free again. Raises NoSuchAlias."""
        with self.lock:
            alias = self.find(alias_id)
            del self._aliases[alias_id], self._by_key[alias.consumer_key]
            return alias

    def forget(self, profile_id: str) -> tuple[Alias, ...]:
        """Drops every alias of a profile that is no more, and gives them as they were."""
        with self.lock:
            gone = [alias.id for alias in self if alias.resource_id == profile_id]
            return tuple(self.delete(alias_id) for alias_id in gone)

    def reset(self) -> None:
        """As seeded."""
        with self.lock:
            self._aliases = {alias.id: alias for alias in self._seeded}
            self._by_key = {alias.consumer_key: alias.id for alias in self._seeded}
            self._made = len(self._seeded)

    def _put(self, alias: Alias) -> None:
        self._aliases[alias.id] = alias
        self._by_key[alias.consumer_key] = alias.id

    def _known(self, alias: Alias, profile_id: str) -> Claimed:
        if alias.resource_id != profile_id:
            raise KeyTaken(alias.consumer_key)
        return Claimed(alias, is_new=False)
