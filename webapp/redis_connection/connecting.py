"""A client with our patience: short, one quick second try, and the primary found again."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from redis import Redis
from redis.backoff import ConstantBackoff, NoBackoff
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import ReadOnlyError
from redis.exceptions import TimeoutError as NoAnswer
from redis.maint_notifications import MaintNotificationsConfig
from redis.retry import Retry

from webapp.redis_connection.address import parse
from webapp.redis_connection.cluster import ClusterClient
from webapp.redis_connection.quick_pool import QuickPool
from webapp.redis_connection.read_along import ReadAlong
from webapp.redis_connection.sentinels import primary_client

TIMEOUT = 2.0
"""Seconds to connect to Redis, and to wait for one answer."""

SENTINEL_TIMEOUT = 0.5
"""Seconds to connect to one Sentinel, and to wait for its answer; then the next is asked."""

T = TypeVar("T")


def connect(url: str) -> Redis:
    """A client, safe to share between threads; opens no connection yet.

    Raises ValueError as `parse`. A demoted primary (READONLY) is left and the new one looked
    for, here by the name of the host, with Sentinels by asking them; a Cluster tells it itself.
    """
    address = parse(url)
    quick = ConstantBackoff(0.05)
    options: dict[str, Any] = {
        **address.options,
        **_patience(TIMEOUT),
        "retry": QuickRetry(quick, 1, (NotConnected, ReadOnlyError)),
        # Otherwise a server could stretch our timeouts, and unread answers would go unnoticed.
        "maint_notifications_config": MaintNotificationsConfig(enabled=False),
    }
    if address.nodes:
        on_cluster = ClusterClient(address, {**options, "retry": Retry(quick, 1)})
        return cast(Redis, on_cluster)  # no subclass, but it knows all the commands we give
    if not address.sentinels:
        return ReadAlong.from_pool(QuickPool(**options))
    watchers = {
        **address.sentinel_options,
        **_patience(SENTINEL_TIMEOUT),
        "retry": Retry(NoBackoff(), 0),  # the next Sentinel is the second try
    }
    return primary_client(address, options, watchers)


def _patience(seconds: float) -> dict[str, float]:
    return {"socket_timeout": seconds, "socket_connect_timeout": seconds}


class QuickRetry(Retry):
    """Tries again what broke; never what met silence, which would only double the wait.

    A connection that met silence is hung up, so that its late answer cannot be taken for the
    answer to the next question (redis-py keeps one that it found through Sentinels).
    """

    def call_with_retry(
        self,
        do: Callable[[], T],
        fail: Callable[..., Any],
        is_retryable: Callable[[Exception], bool] | None = None,
        with_failure_count: bool = False,
    ) -> T:
        def heard() -> T:
            try:
                return do()
            except NoAnswer as error:
                fail(error, 1) if with_failure_count else fail(error)
                raise

        return super().call_with_retry(heard, fail, is_retryable, with_failure_count)
