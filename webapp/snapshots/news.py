"""Hears of own changes to people, so that a snapshot follows them."""

import logging

from redis.exceptions import RedisError

from webapp.api import Heard, Listener
from webapp.api.envelope import NEW_PROFILE, PROFILE
from webapp.background.owner import Owner
from webapp.snapshots.snapshots import Snapshots

NEW = ""
"""Stands for people whose ids are not known yet."""

log = logging.getLogger(__name__)


class NewsListener:
    """Tells of each change when it is over, whatever came of it, and hands on what it hears."""

    def __init__(self, listener: Listener, snapshots: Snapshots, owner: Owner):
        self._listener = listener
        self._snapshots = snapshots
        self._owner = owner

    def heard(self, heard: Heard) -> None:
        """Before the answer is used, so that the next page shows it."""
        self._listener.heard(heard)
        changed = _changed(heard)
        if changed is None:
            return
        try:
            self._snapshots.tell(self._owner, changed)
        except RedisError as error:
            log.warning("A snapshot was not told of a change: %s", type(error).__name__)


def _changed(heard: Heard) -> str | None:
    """Whose person was changed (NEW: somebody was added); None for anything else."""
    method, _, template = heard.action.partition(" ")
    if method == "GET":
        return None
    if template == PROFILE.template:
        return heard.target
    return NEW if template == NEW_PROFILE.template else None
