"""The primary, found by asking Sentinels: redis-py's way, mended in two places."""

import copy
from typing import Any

from redis import Redis
from redis.sentinel import Sentinel, SentinelManagedConnection, SentinelManagedSSLConnection

from webapp.redis_connection.address import Address
from webapp.redis_connection.read_along import ReadAlong


def primary_client(address: Address, options: dict[str, Any], watchers: dict[str, Any]) -> Redis:
    """A client of whichever server is the primary when it connects.

    `options` are those of connections to it, `watchers` those of connections to Sentinels.
    """
    kind = FoundTLSConnection if options.get("ssl") else FoundConnection
    sentinels = Sentinels(address.sentinels, sentinel_kwargs=watchers)  # type: ignore[no-untyped-call]  # redis-py ships no types for it
    along = {"redis_class": ReadAlong, "connection_class": kind, **options}
    client: Redis = sentinels.master_for(address.service, **along)  # type: ignore[no-untyped-call]  # nor for this
    return client


class FoundConnection(SentinelManagedConnection):
    """Asks the Sentinels whenever it connects. redis-py's own goes back to the address that it had
    when a command is tried a second time, so each old connection would cost an error."""

    def send_packed_command(self, command: Any, check_health: bool = True) -> None:
        self.connect()  # type: ignore[no-untyped-call]  # nor for this; nothing to do if connected
        super().send_packed_command(command, check_health)  # type: ignore[no-untyped-call]  # nor for this


class FoundTLSConnection(FoundConnection, SentinelManagedSSLConnection):
    """The same over TLS."""


class Sentinels(Sentinel):
    """The Sentinels' list is only ever replaced: redis-py swaps its places while other threads
    walk it, which loses one Sentinel for good when two threads do so at once."""

    def discover_master(self, service_name: str) -> tuple[str, int]:
        """Host and port of the primary. Raises redis.RedisError when no Sentinel knows one."""
        mine = copy.copy(self)
        mine.sentinels = list(self.sentinels)
        host, port = Sentinel.discover_master(mine, service_name)  # type: ignore[no-untyped-call]  # as above
        self.sentinels = mine.sentinels
        return host, port
