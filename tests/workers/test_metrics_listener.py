"""The listener that Prometheus asks, when something is not as it should be."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.dashboard import environment
from tests.support.ports import free_port
from tests.support.served import serving
from tests.support.valkey import own_server, url
from tests.support.waiting import wait_until

BOTH = {"redis": 1, "discovery": 1}


@contextmanager
def dashboard(platform: Running, redis_url: str, metrics_port: int) -> Iterator[psutil.Process]:
    """One with a worker, whose metrics are at this port; yields the process that starts it."""
    address = f"127.0.0.1:{free_port()}"
    settings = environment(platform, redis_url, f"http://{address}") | {
        "BIND": address,
        "METRICS_BIND": f"127.0.0.1:{metrics_port}",
        "WORKERS": "1",
    }
    with serving(settings) as process:
        yield psutil.Process(process.pid)


def ready(port: int) -> dict[str, float]:
    """What is told of each part that the dashboard stands on; nothing where nobody listens."""
    try:
        text = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
    except requests.ConnectionError:
        return {}
    families = {family.name: family for family in text_string_to_metric_families(text)}
    return {one.labels["part"]: one.value for one in families["dashboard_ready"].samples}


def test_a_part_that_is_away_is_told_whether_anybody_comes_or_not() -> None:
    port = free_port()
    with (
        own_server() as valkey,
        running(build(12)) as platform,
        dashboard(platform, url(valkey), port),
    ):
        wait_until(lambda: ready(port) == BOTH, "both are there")
        valkey.stop()
        wait_until(lambda: ready(port) == BOTH | {"redis": 0}, "one is told to be away")


@pytest.mark.usefixtures("redis")
def test_a_port_that_is_taken_stops_nobody_and_is_taken_over_when_it_is_free(
    platform: Running, valkey: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with dashboard(platform, valkey, port):
            taken.close()
            wait_until(lambda: ready(port) == BOTH, "metrics are told there")


@pytest.mark.usefixtures("redis")
def test_no_worker_holds_the_port_when_its_server_is_gone(platform: Running, valkey: str) -> None:
    port = free_port()
    with dashboard(platform, valkey, port) as server:
        wait_until(lambda: ready(port) == BOTH, "metrics are told there")
        (worker,) = server.children()

        assert port in listening_at(server)
        assert port not in listening_at(worker)


def listening_at(process: psutil.Process) -> set[int]:
    listening = (one for one in process.net_connections() if one.status == psutil.CONN_LISTEN)
    return {one.laddr.port for one in listening}
