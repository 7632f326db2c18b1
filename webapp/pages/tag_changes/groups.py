"""What became of each person in a change, people of the same fate together; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.tagging import Change, Membership, Row

_ADDED = {
    Row.PENDING: "Not done",
    Row.UNSURE: "Sent, but not known to be done",
    Row.REFUSED: "Refused by Profile",
    Row.KEPT: "Taken away by somebody else since, and that stays",
    Row.DONE: "Added",
    Row.MEANWHILE: "Added by somebody else meanwhile",
    Row.ALREADY: "Had it already",
}
_REMOVED = {
    **_ADDED,
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
    is_removing = isinstance(change.wish, Membership) and bool(change.wish.remove)
    by_id = {profile.id: profile for profile in everyone or ()}
    titles = _REMOVED if is_removing else _ADDED
    grouped: dict[Row, list[str]] = {row: [] for row in titles}
    for each, row in change.rows.items():
        grouped[row].append(each)
    return tuple(_group(row, titles[row], ids, by_id) for row, ids in grouped.items() if ids)


def _group(row: Row, title: str, ids: Sequence[str], by_id: dict[str, Profile]) -> Group:
    people = tuple(by_id[each] for each in ids if each in by_id)
    return Group(row, title, people, len(ids) - len(people))
