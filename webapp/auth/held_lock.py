"""A lock over all processes that lives as long as its owner does, however long that takes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from redis import Redis
from redis.exceptions import LockError, LockNotOwnedError, RedisError
from redis.lock import Lock

# A lost answer makes redis-py send this again: finding our own token counts as taken.
_TAKE = """
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
    return 1
end
return redis.call('GET', KEYS[1]) == ARGV[1] and 1 or 0
"""


class OwnLock(Lock):
    """redis-py's lock, which knows itself again when the answer to its taking got lost."""

    def do_acquire(self, token: str) -> bool:
        """Whether `token` holds it now."""
        life = int((self.timeout or 0) * 1000)
        return bool(self.redis.eval(_TAKE, 1, self.name, token, life))


@contextmanager
def exclusively(
    redis: Redis, address: str, *, life_seconds: float, wait_seconds: float
) -> Iterator[None]:
    """Hold the lock at an address while the block runs; raises as `held`. `life_seconds` is after
    how long that of a dead owner is free, `wait_seconds` how long to wait for somebody else's.
    """
    with watched(redis, address, life_seconds=life_seconds, wait_seconds=wait_seconds):
        yield


@contextmanager
def watched(
    redis: Redis, address: str, *, life_seconds: float, wait_seconds: float
) -> Iterator[Callable[[], None]]:
    """The same, with a check for who is about to do what must not be done twice: it raises
    LockNotOwnedError where the lock has lapsed meanwhile, since this process stood still.
    """

    def check() -> None:
        if not lock.owned():
            raise LockNotOwnedError("The lock has lapsed meanwhile.")

    lock = OwnLock(
        redis,
        address,
        timeout=life_seconds,
        blocking_timeout=wait_seconds,
        sleep=0.02,
        thread_local=False,  # the thread that renews it is not the one that took it
    )
    with held(lock, life_seconds):
        yield check


@contextmanager
def held(lock: Lock, life_seconds: float) -> Iterator[None]:
    """Hold `lock` and renew it while the block runs; a dead owner's lapses by itself.

    Raises redis.exceptions.LockError when somebody else keeps it for longer than it waits.
    """
    if not lock.acquire():
        raise LockError("Somebody else holds the lock.")
    done = threading.Event()
    renewal = threading.Thread(target=_renew, args=(lock, life_seconds, done), daemon=True)
    renewal.start()
    try:
        yield
    finally:
        done.set()
        renewal.join()
        with suppress(LockError, RedisError):  # it has lapsed, or lapses by itself
            lock.release()


def _renew(lock: Lock, life_seconds: float, done: threading.Event) -> None:
    while not done.wait(life_seconds / 3):
        with suppress(LockError, RedisError):
            lock.reacquire()
