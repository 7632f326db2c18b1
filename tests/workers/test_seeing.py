"""What metrics and traces tell of several worker processes, where, and what they never tell."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

import psutil
import pytest
import requests
from flask import Flask, request, request_started
from prometheus_client.parser import text_string_to_metric_families

from sandbox.faults import Fault, Kind
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.collector import Collector, collecting
from tests.support.dashboard import environment
from tests.support.platform import register_dashboard
from tests.support.ports import free_port
from tests.support.served import serving, sign_in
from tests.support.valkey import own_server, url
from tests.support.waiting import wait_until

VISITS = 20
PARTS = {"redis": 1, "discovery": 1}
CANARIES = ("sbxat_", "sbxrt_", "sbxac_", "sbxst_", "canary", "@", "state=", "?")
LOOKS_LIKE_A_SECRET = re.compile(r"[\w-]{40,}")

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


class Seen(NamedTuple):
    """A dashboard that was visited; what it told afterwards, and what reached the platform."""

    origin: str
    metrics: str
    text: str
    collector: Collector
    parents: list[str]
    names: list[str]
    told_after_a_death: str


def samples(text: str) -> Samples:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def of(text: str, name: str, **labels: str) -> float:
    """The sum of all samples of this name that have these labels."""
    found = samples(text).items()
    return sum(
        value for (called, known), value in found if called == name and labels.items() <= set(known)
    )


def live(origin: str, platform: Running) -> None:
    """A sign-in, many readings, a renewal, a failure, a page that there is not."""
    cookies = {"dashboard-session": sign_in(origin)}
    for _ in range(VISITS):  # a connection each, so that both workers have some
        assert requests.get(f"{origin}/team?q=canary", cookies=cookies, timeout=20).ok
    platform.world.ledger.expire_access_tokens()
    assert requests.get(f"{origin}/team", cookies=cookies, timeout=20).ok
    platform.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/profiles"))
    assert requests.get(f"{origin}/team", cookies=cookies, timeout=20).status_code == 502
    platform.world.faults.clear()
    assert requests.get(f"{origin}/canary", timeout=20).status_code in (302, 404)


def ready(metrics: str) -> dict[str, float]:
    """What is told of each part that the dashboard stands on."""
    text = requests.get(metrics, timeout=10).text
    return {
        dict(labels)["part"]: value
        for (name, labels), value in samples(text).items()
        if name == "dashboard_ready"
    }


def killed(server: "subprocess.Popen[bytes]", metrics: str) -> str:
    """What is told once one worker has died."""
    worker = psutil.Process(server.pid).children()[0]
    worker.kill()
    psutil.wait_procs([worker], timeout=10)
    return requests.get(metrics, timeout=10).text


@pytest.fixture(scope="module")
def seen() -> Iterator[Seen]:
    origin, place = f"http://127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    parents: list[str] = []

    def note(sender: Flask) -> None:
        if sender.import_name.startswith("sandbox"):
            parents.append(request.headers.get("traceparent", ""))

    with own_server() as valkey, running(build(12)) as platform, collecting() as collector:
        register_dashboard(platform.world, origin)
        settings = environment(platform, url(valkey), origin) | {
            "BIND": origin.removeprefix("http://"),
            "METRICS_BIND": place,
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.address,
            "WORKERS": "2",
        }
        with serving(settings) as server, request_started.connected_to(note):
            live(origin, platform)
            metrics = f"http://{place}/metrics"
            wait_until(lambda: len(ready(metrics)) == len(PARTS), "both parts were asked")
            text = requests.get(metrics, timeout=10).text
            routes = "GET team.roster"
            wait_until(lambda: len(collector.named(routes)) == VISITS + 2, "the collector has them")
            people = platform.world.accounts[0].profiles.page(1, 60)
            names = [one.last_name for one in people if one.last_name]
            yield Seen(origin, metrics, text, collector, parents, names, killed(server, metrics))


def test_all_workers_are_added_up_and_those_that_died_too(seen: Seen) -> None:
    team = {"endpoint": "team.roster", "method": "GET"}

    for told in (seen.text, seen.told_after_a_death):
        assert of(told, "dashboard_request_seconds_count", **team, status="2xx") == VISITS + 1
        assert of(told, "dashboard_request_seconds_count", **team, status="5xx") == 1
        assert of(told, "dashboard_request_seconds_sum", **team) > 0


def test_sessions_renewals_calls_and_caches_are_told(seen: Seen) -> None:
    calls = "dashboard_upstream_call_seconds_count"

    assert of(seen.text, "dashboard_sessions_total", change="opened") == 1
    assert of(seen.text, "dashboard_refreshes_total", outcome="renewed") == 1
    lost = ("dashboard_refreshes_total", frozenset({("outcome", "lost")}))
    assert samples(seen.text)[lost] == 0, "an increase from nothing is none"
    assert of(seen.text, calls, call="POST refresh", outcome="2xx") == 1
    assert of(seen.text, calls, call="GET /profiles", outcome="5xx") >= 1
    assert of(seen.text, calls, call="GET /profiles", outcome="2xx") >= VISITS
    assert of(seen.text, "dashboard_cache_lookups_total", cache="memory", found="hit") > 0
    assert of(seen.text, "dashboard_cache_lookups_total", cache="repeating", found="hit") > 0
    assert of(seen.text, "dashboard_cache_bytes") > 0


def test_pages_are_not_where_metrics_are_and_these_on_the_own_machine_alone(seen: Seen) -> None:
    calls = {"call": "POST refresh", "outcome": "2xx"}
    here = requests.get(f"{seen.origin}/metrics", timeout=10)
    assert of(here.text, "dashboard_upstream_call_seconds_count", **calls) == 1, "of all workers"
    elsewhere = seen.metrics.replace("/metrics", "/team")
    assert requests.get(elsewhere, timeout=10).status_code == 404


def test_a_request_and_what_it_asked_are_one_trace_that_goes_on_at_the_platform(
    seen: Seen,
) -> None:
    spans = seen.collector.spans()
    calls = [span for span in spans if span.parent_span_id]
    ids = {(span.trace_id.hex(), span.span_id.hex()) for span in calls}

    assert {"POST token", "POST refresh"} <= {span.name for span in calls}
    assert all(span.trace_id in {root.trace_id for root in spans} for span in calls)
    asked = [parent.split("-")[1:3] for parent in seen.parents if parent]
    assert len(asked) >= VISITS
    assert {tuple(each) for each in asked} <= ids


def test_neither_metrics_nor_traces_say_a_secret_or_a_name(seen: Seen) -> None:
    spans = seen.collector.spans()
    told = [attribute.value.string_value for span in spans for attribute in span.attributes]
    told += [span.name for span in spans] + [span.status.message for span in spans]
    assert all(not span.events for span in spans)
    for text in (seen.text, "\n".join(told)):
        assert "team.roster" in text, "nothing was told, so nothing was proved"
        assert [word for word in CANARIES if word in text] == []
        assert LOOKS_LIKE_A_SECRET.findall(text) == []
        assert seen.names
        assert [name for name in seen.names if name in text] == []


NOT_INSTALLED = """
import sys
class Hides:
    def find_spec(self, name, *_):
        if name.startswith("opentelemetry"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hides())
"""


def test_the_dashboard_does_without_opentelemetry_until_a_collector_is_named() -> None:
    served = "import webapp.server; from webapp import tracing, settings\n"
    spans = "assert tracing.begin('a', is_call=True) is None and tracing.handed_on() == {}\n"
    named = (
        "try:\n    settings.from_env({'OTEL_EXPORTER_OTLP_ENDPOINT': 'http://127.0.0.1:4318'})\n"
        "except settings.SettingsError as error:\n    print(error)"
    )
    said = subprocess.run(
        [sys.executable, "-c", NOT_INSTALLED + served + spans + named],
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (said.returncode, said.stderr) == (0, "")
    assert "profile-dashboard[tracing]" in said.stdout
