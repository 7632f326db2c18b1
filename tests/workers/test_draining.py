"""A dashboard that was told to stop: it says so, serves on for a while, and is gone."""

import signal
import time

import pytest
import requests
from redis import Redis

from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.ports import free_port
from tests.support.served import serving
from tests.support.waiting import wait_until

DRAIN = 3


def status(origin: str, path: str) -> int:
    """0 where nobody answers."""
    try:
        return requests.get(origin + path, timeout=5).status_code
    except requests.ConnectionError:
        return 0


@pytest.mark.usefixtures("redis")
def test_whoever_is_told_to_stop_says_so_and_serves_on_for_as_long_as_was_asked(
    platform: Running, valkey: str
) -> None:
    address = f"127.0.0.1:{free_port()}"
    origin = f"http://{address}"
    settings = {**environment(platform, valkey, origin), "BIND": address, "WORKERS": "2"}
    with serving({**settings, "DRAIN_SECONDS": str(DRAIN)}) as process:
        assert status(origin, "/readyz/process") == 200
        process.send_signal(signal.SIGTERM)
        told = time.monotonic()
        wait_until(lambda: status(origin, "/readyz/process") == 503, "it says that it stops", DRAIN)

        assert [status(origin, path) for path in ("/readyz", "/livez", "/sign-in")] == [
            503,
            200,
            200,
        ]
        process.wait(20)
        assert time.monotonic() - told > DRAIN
        assert process.returncode == 0
    assert status(origin, "/livez") == 0


def test_nobody_drains_unasked(platform: Running, valkey: str, redis: Redis) -> None:
    address = f"127.0.0.1:{free_port()}"
    settings = {**environment(platform, valkey, f"http://{address}"), "BIND": address}
    with serving({**settings, "WORKERS": "1"}) as process:
        process.send_signal(signal.SIGTERM)
        told = time.monotonic()
        process.wait(20)

        assert time.monotonic() - told < DRAIN
