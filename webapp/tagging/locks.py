"""Locks over all processes, so that rounds on one tag never overlap within this dashboard."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.held_lock import OwnLock, held
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

    @contextmanager
    def _held(self, name: str) -> Iterator[None]:
        lock = OwnLock(
            self._redis,
            address_of("tag-lock", name),
            timeout=LIFE,
            blocking_timeout=WAIT,
            sleep=0.02,
            thread_local=False,  # the thread that renews it is not the one that took it
        )
        with held(lock, LIFE):
            yield
