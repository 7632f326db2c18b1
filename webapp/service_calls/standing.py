"""How the services stand: what was found when they were last looked at, and looking anew.

All that pages have of services. No token and no way to a service comes out of here: it asks, and
keeps what it found, sealed, for all processes.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import msgspec
from redis import Redis
from redis.exceptions import RedisError

from webapp.auth.errors import KeyMissing
from webapp.auth.held_lock import OwnLock
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.background.threads import Threads
from webapp.service_calls.calls import ServiceCalls
from webapp.service_calls.finding import Looked
from webapp.service_calls.probing import probe
from webapp.settings import Settings

PURPOSE = "services"
KEPT_SECONDS = 24 * 3600
"""How long what was found is told."""
FRESH_SECONDS = 10.0
"""Whoever asks sooner than that gets what was just found."""
TOKEN_SECONDS = 8.0
TURN_LIFE = 45
"""Seconds after which the turn of a dead process is free; a look takes less."""


class Standing:
    """Looks at all services side by side, one look at a time over all processes."""

    def __init__(
        self,
        settings: Settings,
        redis: Redis,
        sealer: Sealer,
        clock: Callable[[], float] = time.time,
    ):
        endpoint = ServiceEndpoint(whole_seconds=TOKEN_SECONDS)
        self._calls = ServiceCalls(settings, redis, sealer, endpoint)
        self._redis = redis
        self._values = SealedValues(redis, sealer, PURPOSE)
        clients = (source.service for source in self._calls.sources)
        said = "\n".join(f"{one.token_url} {one.client.client_id}" for one in clients)
        self._secret = sealer.names(said, purpose=PURPOSE)[0]
        self._turn = f"{self._values.address(self._secret)}:turn"
        self._threads = Threads("services", most_at_once=1)
        self._clock = clock

    @property
    def configured(self) -> frozenset[str]:
        """The keys of the services that there are credentials for."""
        return frozenset(source.service.dialect.key for source in self._calls.sources)

    def last(self) -> Looked | None:
        """What the last look found; None where there was none within KEPT_SECONDS. Raises
        redis.RedisError.
        """
        with suppress(KeyMissing, msgspec.MsgspecError):
            stored = self._values.read(self._secret)
            return stored and msgspec.msgpack.decode(stored.value, type=Looked)
        return None

    def is_looking(self) -> bool:
        """Whether somebody looks just now. Raises redis.RedisError."""
        return bool(self._redis.exists(self._turn))

    def look(self, patience: float) -> None:
        """Have all of them asked, and wait so many seconds for it. Where somebody looks already, or
        has just looked, nothing is begun. Raises redis.RedisError, and TooOften where no thread is
        free.
        """
        last = self.last()
        if not self._calls.sources or (last and 0 <= self._clock() - last.at < FRESH_SECONDS):
            return
        if self.is_looking():
            return
        with self._threads.place() as start:
            turn = OwnLock(self._redis, self._turn, timeout=TURN_LIFE, thread_local=False)
            if turn.acquire(blocking=False):
                start(partial(self._look_at_all, turn)).join(patience)

    def _look_at_all(self, turn: OwnLock) -> None:
        try:
            with ThreadPoolExecutor(len(self._calls.sources)) as each:
                findings = tuple(each.map(partial(probe, self._calls), self._calls.sources))
            value = msgspec.msgpack.encode(Looked(self._clock(), findings))
            self._values.forget(self._secret)
            self._values.add(self._secret, value, KEPT_SECONDS)
        finally:
            with suppress(RedisError):  # it may have lapsed, and be another's by now
                turn.release()
