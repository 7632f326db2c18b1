"""What became of each person in a change, people of the same fate together; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.people.by_id import by_id
from webapp.tagging import Change, Membership, Row

_ADDED = {
    Row.PENDING: "Not added",
    Row.UNSURE: "Sent, but not known to be added",
    Row.REFUSED: "Refused by Profile",
    Row.KEPT: "Taken away by somebody else since, and that stays",
    Row.DONE: "Added",
    Row.MEANWHILE: "Added by somebody else meanwhile",
    Row.ALREADY: "Had it already",
}
_REMOVED = {
    Row.PENDING: "Not removed",
    Row.UNSURE: "Sent, but not known to be removed",
    Row.REFUSED: "Refused by Profile",
    Row.KEPT: "Given it by somebody else since, and that stays",
    Row.DONE: "Removed",
    Row.MEANWHILE: "Removed by somebody else meanwhile",
    Row.ALREADY: "Did not have it",
}


@dataclass(frozen=True, slots=True)
class Group:
    """`people` are those who are in the account, in their order in the change; `nameless` more have
    no name to show: they are not in the account, or nobody is to be read.
    """

    row: Row
    title: str
    people: tuple[Profile, ...]
    nameless: int

    @property
    def count(self) -> int:
        """How many people."""
        return len(self.people) + self.nameless


def groups(change: Change, everyone: Sequence[Profile] | None) -> tuple[Group, ...]:
    """Those of a change, what is not done first; `everyone` is None where names are not read."""
    leaving = frozenset(change.wish.remove) if isinstance(change.wish, Membership) else frozenset()
    known = by_id(everyone or ())
    fates = [(row, title) for row in _ADDED for title in (_ADDED[row], _REMOVED[row])]
    grouped: dict[tuple[Row, str], list[str]] = {fate: [] for fate in fates}
    for each, row in change.rows.items():
        grouped[row, (_REMOVED if each in leaving else _ADDED)[row]].append(each)
    return tuple(_group(row, title, ids, known) for (row, title), ids in grouped.items() if ids)


def _group(row: Row, title: str, ids: Sequence[str], known: Mapping[str, Profile]) -> Group:
    people = tuple(known[each] for each in ids if each in known)
    return Group(row, title, people, len(ids) - len(people))
