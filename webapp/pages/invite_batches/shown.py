"""One batch of invites as its page shows it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.batches import Batch, Outcome, Row
from webapp.batches.told import Told
from webapp.inviting import Invitee, told
from webapp.tagging import Told as TagsTold

MOST_ROWS = 100
"""Rows of one group that are drawn unless all are asked for."""

_TITLES = {
    Outcome.UNSURE: "Not known whether they were written to",
    Outcome.FAILED: "Not sent",
    Outcome.REFUSED: "Refused by Profile",
    Outcome.PENDING: "Not tried yet",
    Outcome.ALREADY: "In the account already, nothing sent",
    Outcome.DONE: "Invited",
}


@dataclass(frozen=True, slots=True)
class Group:
    """People of the same fate, in their order in the batch."""

    outcome: Outcome
    title: str
    rows: tuple[Row[Invitee], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """`groups` is empty while it runs. `tags` are the labels that were to be given and what came
    of them, None for what was not begun; `asks` says that the page asks again by itself.
    """

    batch: Batch[Invitee]
    told: Told
    groups: tuple[Group, ...]
    tags: Sequence[tuple[str, TagsTold | None]]
    most: int

    @property
    def asks(self) -> bool:
        """Whether something is under way."""
        return self.batch.is_running or any(
            each is not None and each.change.is_running for _, each in self.tags
        )

    @property
    def tags_to_give(self) -> bool:
        """Whether giving them was not begun."""
        return not self.batch.is_running and any(each is None for _, each in self.tags)


def shown(
    batch: Batch[Invitee], tags: Sequence[tuple[str, TagsTold | None]] = (), *, whole: bool = False
) -> Shown:
    """`whole` draws every row."""
    return Shown(
        batch=batch,
        told=told(batch),
        groups=() if batch.is_running else _groups(batch),
        tags=tags,
        most=len(batch.rows) if whole else MOST_ROWS,
    )


def _groups(batch: Batch[Invitee]) -> tuple[Group, ...]:
    grouped = {
        outcome: tuple(row for row in batch.rows if row.outcome is outcome) for outcome in _TITLES
    }
    return tuple(
        Group(outcome, _TITLES[outcome], rows) for outcome, rows in grouped.items() if rows
    )
