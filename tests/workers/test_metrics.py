"""What Prometheus is told of several worker processes, and where."""

import psutil
import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.platform import CLIENT_ID, CLIENT_SECRET
from tests.support.ports import free_port
from tests.support.served import serving, sign_in
from tests.support.waiting import wait_until

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def told(port: int) -> Samples:
    answer = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10)
    assert answer.ok
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def of(samples: Samples, name: str, **labels: str) -> float:
    """The sum of all samples of this name that have these labels."""
    return sum(
        value
        for (called, known), value in samples.items()
        if called == name and labels.items() <= set(known)
    )


@pytest.mark.usefixtures("redis")
def test_all_workers_are_added_up_the_dead_included_at_a_port_of_its_own(
    platform: Running, valkey: str
) -> None:
    port, metrics_port = free_port(), free_port()
    origin = f"http://127.0.0.1:{port}"
    platform.world.register(
        "Profile dashboard",
        [f"{origin}/sign-in/callback"],
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )
    settings = environment(platform, valkey, origin) | {
        "BIND": f"127.0.0.1:{port}",
        "METRICS_BIND": f"127.0.0.1:{metrics_port}",
        "WORKERS": "2",
    }
    with serving(settings) as server:
        cookie = sign_in(origin)
        for _ in range(20):  # a connection each, so that both workers have some
            answer = requests.get(
                f"{origin}/team", cookies={"dashboard-session": cookie}, timeout=20
            )
            assert answer.ok
        samples = told(metrics_port)
        requests_of_team = {"endpoint": "team.roster", "method": "GET", "status": "2xx"}
        assert of(samples, "dashboard_requests_total", **requests_of_team) == 20
        assert of(samples, "dashboard_request_seconds_count", endpoint="team.roster") == 20
        assert of(samples, "dashboard_sessions_total", change="opened") == 1
        calls = {"call": "GET /api/v4/profiles", "outcome": "2xx"}
        assert of(samples, "dashboard_upstream_calls_total", call="POST token") == 1, calls

        worker = psutil.Process(server.pid).children()[0]
        worker.kill()
        psutil.wait_procs([worker], timeout=10)
        assert of(told(metrics_port), "dashboard_requests_total", **requests_of_team) == 20

        assert requests.get(f"{origin}/metrics", timeout=10).status_code == 404
        assert requests.get(f"http://127.0.0.1:{metrics_port}/team", timeout=10).status_code == 404
        wait_until(lambda: of(told(metrics_port), "dashboard_requests_total") > 0, "it goes on")
