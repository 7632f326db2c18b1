"""One sandbox for all of these tests, put back to its beginning before each."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import requests

from sandbox.authorization.clients import Client
from sandbox.seed import build
from sandbox.server import Running, running
from tests.sandbox.visitor import CALLBACK, Visitor

TODAY = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def served() -> Iterator[Running]:
    with running(build(60, today=TODAY)) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def client(served: Running) -> Client:
    return served.world.register("Team Dashboard", [CALLBACK])


@pytest.fixture
def sandbox(served: Running) -> Running:
    served.world.reset()
    return served


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads give way to each other all the time, so that a lock that is missing shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.fixture
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture
def visitor(sandbox: Running, client: Client, http: requests.Session) -> Visitor:
    return Visitor(sandbox, client, http)


@pytest.fixture
def token(visitor: Visitor) -> str:
    """An access token of the owner for the main account, with every scope."""
    access: str = visitor.tokens()["access_token"]
    return access


@pytest.fixture(scope="session")
def served_everywhere() -> Iterator[Running]:
    with running(build(6, today=TODAY), v3_port=0, personify_port=0) as sandbox:
        yield sandbox


@pytest.fixture
def everywhere(served_everywhere: Running) -> Running:
    """A small sandbox with every origin, v3 and Personify too."""
    served_everywhere.world.reset()
    return served_everywhere
