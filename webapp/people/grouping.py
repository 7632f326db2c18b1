"""People by what they share, and how large a part of all they are; pure."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Member = TypeVar("Member")
Key = TypeVar("Key", bound=Hashable)


def grouped(members: Iterable[Member], key: Callable[[Member], Key]) -> dict[Key, list[Member]]:
    """Everybody once, under their key; keys and members in the order in which they first came."""
    groups: dict[Key, list[Member]] = {}
    for member in members:
        groups.setdefault(key(member), []).append(member)
    return groups


def largest_first(groups: Mapping[str, Sequence[Member]]) -> list[tuple[str, Sequence[Member]]]:
    """The groups by how many they are, then by their key."""
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def share(part: float, whole: float) -> float:
    """How many in a hundred; none of nobody."""
    return 100 * part / whole if whole else 0.0
