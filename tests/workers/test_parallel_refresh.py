"""Fifty requests at once over four worker processes, when the access token has just expired."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from redis import Redis

from sandbox.server import Running
from tests.support import consent
from tests.support.dashboard import environment
from tests.support.platform import CLIENT_ID, CLIENT_SECRET
from tests.support.served import free_port, serving

REQUESTS = 50


@pytest.fixture
def dashboard(platform: Running, valkey: str, redis: Redis) -> Iterator[str]:
    """The origin of a dashboard of four worker processes."""
    public_url = f"http://127.0.0.1:{free_port()}"
    platform.world.register(
        "Profile dashboard",
        [f"{public_url}/sign-in/callback"],
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )
    address = public_url.removeprefix("http://")
    settings = environment(platform, valkey, public_url)
    with serving({**settings, "BIND": address, "WORKERS": "4", "THREADS": "4"}):
        yield public_url


@pytest.fixture
def cookie(dashboard: str) -> str:
    """The session cookie of somebody who signed in there."""
    with requests.Session() as browser:
        to_profile = browser.post(f"{dashboard}/sign-in", allow_redirects=False, timeout=20)
        callback = consent.answer(to_profile.headers["Location"])
        browser.get(callback, allow_redirects=False, timeout=20)
        return browser.cookies["dashboard-session"]


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
