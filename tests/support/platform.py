"""The sandbox, live on loopback, as the platform that the tests talk to."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sandbox.seed import build
from sandbox.server import Running, running

CLIENT_ID = "dashboard"
CLIENT_SECRET = "canary-client-secret"
PUBLIC_URL = "http://127.0.0.1:8000"
PEOPLE = 60


@pytest.fixture(scope="session")
def _started() -> Iterator[Running]:
    with running(build(PEOPLE)) as sandbox:
        yield sandbox


@pytest.fixture
def platform(_started: Running) -> Iterator[Running]:
    """The sandbox with 60 people, as seeded; the dashboard is registered with it."""
    with knowing_us(_started):
        yield _started


@contextmanager
def knowing_us(sandbox: Running) -> Iterator[Running]:
    """A sandbox with which the dashboard is registered; as it was seeded afterwards."""
    sandbox.world.register(
        "Profile dashboard",
        [f"{PUBLIC_URL}/sign-in/callback"],
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )
    yield sandbox
    sandbox.world.reset()
