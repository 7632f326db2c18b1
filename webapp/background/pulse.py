"""That whoever is at work is still at it: a key in Redis that lapses by itself.

So Redis' own clock alone tells who is gone, whatever the machines take the time for.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from redis import Redis
from redis.exceptions import RedisError

from webapp.auth.addresses import address_of

LIFE = 12.0
"""Seconds after the last beat in which somebody still counts as being there."""
BEATS_EVERY = LIFE / 4
"""Seconds; so that a beat or two may be lost."""


class Pulses:
    """Pulses under hashes of random names, one for each claim: none can pass for another's."""

    def __init__(self, redis: Redis, beats_every: float = BEATS_EVERY):
        self._redis = redis
        self._beats_every = beats_every

    def beat(self, name: str) -> None:
        """Be there, for another LIFE."""
        self._redis.set(address_of("pulse", name), b"", px=int(LIFE * 1000))

    def is_felt(self, name: str) -> bool:
        """Whether it has beaten lately."""
        return bool(self._redis.exists(address_of("pulse", name)))

    def stop(self, name: str) -> None:
        """Be there no more."""
        self._redis.delete(address_of("pulse", name))

    @contextmanager
    def kept(self, name: str) -> Iterator[None]:
        """Go on beating while the block runs. Afterwards it lapses by itself, so that whoever has
        just read that something is under way is not told that nobody is at it.
        """
        done = threading.Event()
        beating = threading.Thread(target=self._go_on, args=(name, done), name="pulse", daemon=True)
        beating.start()
        try:
            yield
        finally:
            done.set()
            beating.join()

    def _go_on(self, name: str, done: threading.Event) -> None:
        while not done.wait(self._beats_every):
            with suppress(RedisError):
                self.beat(name)
