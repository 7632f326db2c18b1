"""Whether Redis may throw sessions away to make room. It can be switched while we run."""

import time
from collections.abc import Callable

from redis import Redis
from redis.exceptions import ResponseError

from webapp.redis_connection.primaries import told_by_primaries

ASK_EVERY = 5.0
"""Seconds for which an answer holds."""


class Eviction:
    """Asks Redis for its `maxmemory-policy`, by INFO: many operators forbid CONFIG."""

    def __init__(self, redis: Redis, clock: Callable[[], float] = time.monotonic):
        self._redis = redis
        self._clock = clock
        self._answer = False
        self._holds_until = float("-inf")

    def is_possible(self) -> bool:
        """Whether Redis evicts, or does not say.

        Raises redis.RedisError when Redis does not answer at all, each time it is called.
        """
        if self._clock() < self._holds_until:
            told_by_primaries(self._redis, "PING")
        else:
            self._answer = self._evicts()
            self._holds_until = self._clock() + ASK_EVERY
        return self._answer

    def _evicts(self) -> bool:
        try:
            told = told_by_primaries(self._redis, "INFO", "memory")
        except ResponseError:  # INFO is forbidden as well
            return True
        return any(memory.get("maxmemory_policy") != "noeviction" for memory in told)
