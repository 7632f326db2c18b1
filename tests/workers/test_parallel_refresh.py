"""Fifty requests at once over four worker processes, when the access token has just expired."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from redis import Redis

from sandbox.server import Running
from tests.support import served

REQUESTS = 50


@pytest.fixture
def dashboard(platform: Running, valkey: str, redis: Redis) -> Iterator[str]:
    """The origin of a dashboard of four worker processes."""
    with served.dashboard(platform, valkey, WORKERS="4", THREADS="4") as origin:
        yield origin


@pytest.fixture
def cookie(dashboard: str) -> str:
    """The session cookie of somebody who signed in there."""
    return served.sign_in(dashboard)


def fetch_together(dashboard: str, cookie: str, path: str) -> list[int]:
    """The statuses of fifty requests, each over a connection of its own, all at once."""

    def fetch(_: int) -> int:
        answer = requests.get(
            dashboard + path,
            headers={"Cookie": f"dashboard-session={cookie}"},
            allow_redirects=False,
            timeout=60,
        )
        return answer.status_code

    with ThreadPoolExecutor(REQUESTS) as pool:
        return list(pool.map(fetch, range(REQUESTS)))


def refreshes(platform: Running) -> int:
    return len(platform.world.witness.arrivals("/oauth/token", grant_type="refresh_token"))


def test_a_rejected_token_is_renewed_once_for_everybody(
    platform: Running, dashboard: str, cookie: str
) -> None:
    platform.world.ledger.expire_access_tokens()

    statuses = fetch_together(dashboard, cookie, "/team")

    assert statuses == [200] * REQUESTS
    assert refreshes(platform) == 1
