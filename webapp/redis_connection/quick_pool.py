"""A pool that asks no more of a connection than it must.

redis-py takes four locks for each question, and counts for metrics that nobody reads here. What it
makes sure of is kept: that a connection still stands, and that nothing lies in it which somebody
else did not wait for and the next who asks would take for an answer.
"""

import os
from contextlib import suppress
from typing import Any

from redis.connection import ConnectionPool
from redis.exceptions import RedisError


class QuickPool(ConnectionPool):
    """The connection that was used last is used next."""

    def get_connection(self, *args: Any, **options: Any) -> Any:
        """One that is free, and fit; else as redis-py finds one."""
        if self.pid == os.getpid():
            with suppress(IndexError):
                connection = self._available_connections.pop()
                if _is_fit(connection):
                    self._in_use_connections.add(connection)
                    return connection
                self._available_connections.append(connection)
        return super().get_connection(*args, **options)

    def release(self, connection: Any) -> None:
        """Give it back."""
        if self.pid != os.getpid() or connection.should_reconnect():
            super().release(connection)
            return
        self._in_use_connections.discard(connection)
        self._available_connections.append(connection)


def _is_fit(connection: Any) -> bool:
    """Whether it stands, and nothing lies in it; one that does not is not opened here, since Redis
    may be silent, and whoever opens it next would wait as long once more.
    """
    try:
        return connection.is_connected and not connection.can_read()
    except (RedisError, OSError):
        return False
