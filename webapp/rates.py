"""How often one person, or one network address, may do one thing.

A window that moves with every hit, kept by `limits` in one Redis list per person and rate; it
holds at most as many times as the rate allows, and ends by itself. Times are this machine's own,
so the machines of one dashboard need clocks that agree.
"""

import hmac
import math
import time
from dataclasses import dataclass
from typing import Any

from limits import RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis import Redis, RedisCluster

_PREFIX = "rate"
_NAME_BYTES = 16


@dataclass(frozen=True)
class Rate:
    """At most `amount` hits within any `seconds` seconds."""

    name: str
    amount: int
    seconds: int


REFRESHES = Rate("refresh", 30, 60)
"""Renewals of one connection's tokens."""

WRITES = Rate("write", 120, 60)
"""Forms that one person sends."""

WRITES_FROM_ADDRESS = Rate("address-write", 600, 60)
"""Forms that come from one network address, whoever sends them."""


DEBRIEFS = Rate("debrief", 10, 60)
"""Debriefs that one connection has written."""

INVITES = Rate("invite", 3000, 3600)
"""Messages that one person has sent: three full lists an hour."""

RESENDS = Rate("resend", 5, 3600)
"""Further messages to one person, whoever of the account asks for them."""


def sign_ins(per_minute: int) -> Rate:
    """Sign-ins that are begun, as many as the operator allows."""
    return Rate("sign-in", per_minute, 60)


class TooOften(Exception):
    """More than the rate allows; nothing was done. `retry_after` is in whole seconds, from 1."""

    def __init__(self, retry_after: int):
        super().__init__(f"over the rate; free again in {retry_after} s")
        self.retry_after = retry_after


class Rates:
    """Counts hits in Redis, for all processes together. Every method raises RedisError as it is:
    who cannot be counted is not let through."""

    def __init__(self, redis: Redis, key: bytes):
        self._windows = MovingWindowRateLimiter(_Storage(redis))
        self._key = hmac.digest(key, b"webapp.rates", "sha256")

    def check(self, rate: Rate, who: str, hits: int = 1) -> None:
        """Count so many hits of `who`. Raises TooOften when they are too many (none is counted)."""
        if not self.allows(rate, who, hits):
            raise TooOften(self._wait(rate, who))

    def allows(self, rate: Rate, who: str, hits: int = 1) -> bool:
        """Count hits of `who`, as `check` does; False instead of an error when over."""
        return self._windows.hit(_item(rate), self._name(who), cost=hits)

    def _wait(self, rate: Rate, who: str) -> int:
        """Seconds until the oldest hit leaves the window."""
        free_at = self._windows.get_window_stats(_item(rate), self._name(who)).reset_time
        return min(max(1, math.ceil(free_at - time.time())), rate.seconds)

    def _name(self, who: str) -> str:
        """Stands for `who` in Redis, and says nothing of them to whoever reads it there."""
        said = who.encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, said, "sha256")[:_NAME_BYTES].hex()


class _Storage(RedisStorage):
    """That of `limits`, with connections of our own client: to one server, to that which Sentinels
    name, or to a Cluster. The address is asked for by `limits`, and not used.
    """

    def __init__(self, redis: Redis):
        self._on_cluster = redis if isinstance(redis, RedisCluster) else None
        pool = None if self._on_cluster else redis.connection_pool
        super().__init__("redis://", connection_pool=pool, key_prefix=_PREFIX)

    def get_connection(self, readonly: bool = False) -> Any:
        """Whom its scripts ask; each of them has one key."""
        return self._on_cluster or super().get_connection(readonly)


def _item(rate: Rate) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(rate.amount, rate.seconds, namespace=rate.name)
