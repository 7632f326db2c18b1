"""Locks over all processes, so that rounds on one tag never overlap within this dashboard."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.held_lock import exclusively
from webapp.background.owner import Owner
from webapp.tagging.work import LABELS

LIFE = 10.0
"""Seconds after which the lock of an owner that died is free."""
WAIT = 30.0
"""Seconds to wait for somebody else's round on the same tag."""


class TagLocks:
    """One lock a tag, whoever changes it, and one for all labels of an account."""

    def __init__(self, redis: Redis):
        self._redis = redis

    def of(self, owner: Owner) -> Callable[[str | None], AbstractContextManager[None]]:
        """What holds the lock of a tag, by its id, or of LABELS while a block runs; raises
        LockError as `held`.
        """
        labels = f"labels {owner.account}"
        return lambda name: self._held(labels if name is LABELS else f"tag {name}")

    def _held(self, name: str) -> AbstractContextManager[None]:
        address = address_of("tag-lock", name)
        return exclusively(self._redis, address, life_seconds=LIFE, wait_seconds=WAIT)
