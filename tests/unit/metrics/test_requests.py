"""What is counted of requests, whatever strangers make up."""

from typing import Any

import pytest
from flask import Flask
from prometheus_client import generate_latest

from webapp import metrics
from webapp.metrics.instruments import MOST_KINDS, REGISTRY, Duration
from webapp.request_watch import ENDPOINT, METHODS, SHED, RequestWatch
from webapp.responses.shedding import Shedding
from webapp.turns import Turns

MADE_UP = (*METHODS, "PROPFIND", "X" * 40)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The name of a metric of requests that nobody has filled."""
    name = f"{request.node.name}_seconds"
    monkeypatch.setattr(
        metrics, "REQUESTS", Duration(name, "Until.", "endpoint", "method", "status")
    )
    return name


def ask(method: str, endpoint: str | None, status: str) -> None:
    """Have a request answered so, at this route."""

    def app(environ: dict[str, Any], start: Any) -> list[bytes]:
        environ[ENDPOINT] = endpoint
        start(status, [])
        return []

    environ = {"REQUEST_METHOD": method, "PATH_INFO": "/"}
    RequestWatch(app, has_proxies=False)(environ, lambda *_: None)


def told(name: str) -> dict[str, float]:
    """How many, by labels as they stand there."""
    lines = generate_latest(REGISTRY).decode().splitlines()
    counts = [line.rpartition(" ") for line in lines if line.startswith(f"{name}_count{{")]
    return {labels.removeprefix(f"{name}_count"): float(value) for labels, _, value in counts}


def test_methods_that_a_stranger_makes_up_are_one_kind(counted: str) -> None:
    for endpoint in ("team.roster", "tags.listing"):
        for method in MADE_UP:
            ask(method, endpoint, "302 Found")

    assert told(counted) == {
        '{endpoint="team.roster",method="GET",status="3xx"}': 2,
        '{endpoint="team.roster",method="POST",status="3xx"}': 1,
        '{endpoint="tags.listing",method="GET",status="3xx"}': 2,
        '{endpoint="tags.listing",method="POST",status="3xx"}': 1,
        '{endpoint="none",method="other",status="3xx"}': 2 * (len(MADE_UP) - 3),
    }


def test_what_is_shed_is_told_so_whatever_its_method(counted: str) -> None:
    ask("OPTIONS", SHED, "503 Service Unavailable")

    assert told(counted) == {'{endpoint="shed",method="other",status="5xx"}': 1}


def test_what_is_shed_is_told_from_the_beginning_and_so_when_all_kinds_are_used_up(
    counted: str,
) -> None:
    app = Flask("somebody's")
    Shedding(app, app.wsgi_app, Turns(1))
    began = told(counted)
    for number in range(MOST_KINDS):
        ask("GET", f"route-{number}", "200 OK")
    ask("GET", SHED, "503 Service Unavailable")
    ask("GET", "team.roster", "500 Internal Server Error")

    assert began == {
        f'{{endpoint="shed",method="{method}",status="5xx"}}': 0
        for method in ("GET", "POST", "other")
    }
    assert told(counted)['{endpoint="shed",method="GET",status="5xx"}'] == 1
    assert told(counted)['{endpoint="other",method="GET",status="5xx"}'] == 1
