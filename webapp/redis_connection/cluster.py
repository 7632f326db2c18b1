"""A Redis Cluster: redis-py's client, mended in three places."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from redis import Redis
from redis._parsers import Encoder
from redis.cluster import ClusterNode, ClusterPipeline, RedisCluster
from redis.exceptions import ClusterDownError, RedisClusterException, SlotNotCoveredError
from redis.exceptions import ConnectionError as NotConnected

from webapp.redis_connection.address import Address


@contextmanager
def _as_absence() -> Iterator[None]:
    """That no node answers is no RedisError for redis-py; for all who wait for one it is."""
    try:
        yield
    except RedisClusterException as error:
        raise NotConnected(f"The Cluster cannot be asked: {error}") from error


class _Pipeline(ClusterPipeline):
    def execute(self, raise_on_error: bool = True) -> list[Any]:
        with _as_absence():
            answers: list[Any] = super().execute(raise_on_error)
        return answers


class ClusterClient(RedisCluster):
    """Asks for the Cluster's nodes at its first use, so that a dashboard starts while it is away;
    and asks nobody twice who was silent, which would only double the wait.
    """

    ERRORS_ALLOW_RETRY = (NotConnected, ClusterDownError, SlotNotCoveredError)  # type: ignore[assignment]  # one less

    def __init__(self, address: Address, options: dict[str, Any]) -> None:
        self._given = (address.nodes, options)
        self._beginning = threading.RLock()
        self._has_begun = self._begins = False
        self.encoder = Encoder("utf-8", "strict", False)  # type: ignore[no-untyped-call]  # redis-py ships no type; scripts take it

    def __getattr__(self, name: str) -> Any:
        """Asked for what redis-py sets when it begins."""
        if name.startswith("__"):
            raise AttributeError(name)
        with self._beginning:
            if not (self._has_begun or self._begins):
                self._begin()
        return object.__getattribute__(self, name)

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """As ever."""
        with _as_absence():
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]  # nor here

    def pipeline(self, transaction: bool | None = None, shard_hint: None = None) -> _Pipeline:  # noqa: ARG002  # redis-py's
        """As ever."""
        nodes = self.nodes_manager
        return _Pipeline(
            nodes_manager=nodes,
            commands_parser=self.commands_parser,
            startup_nodes=list(nodes.startup_nodes.values()),
            result_callbacks=self.result_callbacks,
            cluster_response_callbacks=self.cluster_response_callbacks,
            retry=self.retry,
            lock=self._lock,
            transaction=bool(transaction),
        )

    def primary_of(self, key: str) -> Redis:
        """A client of the one server where a key lies now; it follows nobody elsewhere."""
        with _as_absence():
            client: Redis = self.get_redis_connection(self.get_node_from_key(key))  # type: ignore[no-untyped-call]  # nor here
        return client

    def close(self) -> None:
        """As ever; what has not begun is not begun for it."""
        if self._has_begun:
            super().close()

    def _begin(self) -> None:
        nodes, options = self._given
        self._begins = True
        try:
            with _as_absence():
                super().__init__(
                    startup_nodes=[ClusterNode(*node) for node in nodes],  # type: ignore[no-untyped-call]  # nor here
                    dynamic_startup_nodes=False,  # names that were given outlast addresses
                    **options,
                )
            self._has_begun = True
        finally:
            self._begins = False
