"""The sandbox, live on loopback, as the platform that the tests talk to."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sandbox.seed import build
from sandbox.server import Running, running
from sandbox.world import World

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


def register_dashboard(
    world: World,
    origin: str = PUBLIC_URL,
    *,
    client_id: str = CLIENT_ID,
    client_secret: str = CLIENT_SECRET,
) -> None:
    """Make the dashboard at this origin known, in the place of any other of its id."""
    world.register(
        "Profile dashboard",
        [f"{origin}/sign-in/callback"],
        client_id=client_id,
        client_secret=client_secret,
    )


@contextmanager
def knowing_us(sandbox: Running) -> Iterator[Running]:
    """A sandbox with which the dashboard is registered; as it was seeded afterwards."""
    register_dashboard(sandbox.world)
    yield sandbox
    sandbox.world.reset()
