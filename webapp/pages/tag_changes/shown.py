"""One change as its page shows it; pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.api.profiles import Profile
from webapp.background.moments import moment
from webapp.pages.tag_changes.asked import asked_for, tag_of
from webapp.pages.tag_changes.groups import Group, groups
from webapp.tagging import State, Told

MOST_NAMES = 100
"""Names of one group that are drawn unless all of that group are asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`asked_for` is what it set out to do, `tag_id` the tag that it is about, "" where none is
    left. `groups` is empty while it runs, and holds those of one fate where `is_part`; of each
    `most` names are drawn. `has_names` is False where nobody could be read. The platform asks for
    patience until `waits_until`, after which it goes on by itself; before `again_at` it asks not to
    be asked again.
    """

    told: Told
    asked_for: str
    tag_id: str
    groups: tuple[Group, ...]
    is_part: bool
    has_names: bool
    waits_until: datetime | None
    again_at: datetime | None
    most: int

    @property
    def is_running(self) -> bool:
        """Whether somebody is at it."""
        return self.told.change.state is State.RUNNING


def shown(told: Told, row: str, read: Callable[[], Sequence[Profile] | None]) -> Shown:
    """`row` names a group; `read` gives all people, None where they are not to be had, and is asked
    only where there are names to show.
    """
    change = told.change
    is_over = change.state is not State.RUNNING and bool(change.rows)
    everyone = read() if is_over else None
    found = groups(change, everyone) if is_over else ()
    part = tuple(group for group in found if group.row == row)
    return Shown(
        told=told,
        asked_for=asked_for(change),
        tag_id=tag_of(change),
        groups=part or found,
        is_part=bool(part),
        has_names=everyone is not None,
        waits_until=moment(change.waits_until),
        again_at=moment(change.again_at),
        most=len(change.rows) if part else MOST_NAMES,
    )
