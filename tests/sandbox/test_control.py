"""The sandbox's own addresses, by which it is steered over HTTP."""

from typing import Any

import pytest
import requests

from sandbox.authorization.extensions import Extensions, Par
from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.sandbox.visitor import Visitor

TAGS = "/api/v4/tags"
PROFILES = "/api/v4/profiles"


def test_rules_are_switched_over_http_on_both_origins(
    sandbox: Running, http: requests.Session
) -> None:
    rule = {"kind": "429", "origin": "api", "path": PROFILES, "times": 1, "retry_after": 3}
    added = http.post(f"{sandbox.login_url}/sandbox/faults", json=rule).json()
    assert added == [
        rule
        | {
            "seconds": 2.0,
            "scope": "profiles:read",
            "method": None,
            "every": 1,
            "skip": 0,
            "left": 1,
        }
    ]
    assert http.get(f"{sandbox.api_url}/sandbox/faults").json() == added
    assert http.get(f"{sandbox.api_url}{PROFILES}").status_code == 429
    assert http.get(f"{sandbox.api_url}/sandbox/faults").json() == []
    http.post(f"{sandbox.api_url}/sandbox/faults", json={"kind": "500"})
    assert http.delete(f"{sandbox.api_url}/sandbox/faults").json() == []


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"kind": "earthquake"}, "$.kind"),
        ({}, "kind"),
        ({"kind": "500", "times": 0}, "$.times"),
        ({"kind": "slow", "seconds": 1e9}, "$.seconds"),
        ({"kind": "500", "orign": "api"}, "orign"),
        ({"kind": "500", "method": "FETCH"}, "$.method"),
        ({"kind": "500", "every": 0}, "$.every"),
        ("500", "object"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_the_reason(
    sandbox: Running, http: requests.Session, rule: Any, reason: str
) -> None:
    answer = http.post(f"{sandbox.api_url}/sandbox/faults", json=rule)
    assert answer.status_code == 400
    assert reason in answer.json()["message"]
    assert sandbox.world.faults.in_force() == []


def test_tokens_expire_and_oddities_turn_off_over_http(visitor: Visitor, token: str) -> None:
    control = f"{visitor.sandbox.api_url}/sandbox"
    off = visitor.http.post(f"{control}/oddities", json={"on": False})
    assert off.json() == {"on": False}
    assert "status" in visitor.get(TAGS, token).json()
    assert visitor.http.post(f"{control}/expire-tokens").json() == {"expired": 1}
    assert visitor.get(TAGS, token).status_code == 401


def test_the_extensions_are_switched_over_http(sandbox: Running, http: requests.Session) -> None:
    address = f"{sandbox.api_url}/sandbox/extensions"
    assert http.post(address, json={"par": "required"}).json()["par"] == "required"
    assert sandbox.world.extensions.par is Par.REQUIRED
    assert http.post(address, json={}).json()["par"] == "offered"
    for wrong in ({"par": "perhaps"}, {"pat": "required"}):
        assert http.post(address, json=wrong).status_code == 400


def test_reset_puts_everything_back_but_the_clients(visitor: Visitor, token: str) -> None:
    world = visitor.sandbox.world
    world.oddities = False
    world.faults.add(Fault(Kind.BROKEN, origin="api"))
    uri = visitor.push().json()["request_uri"]
    world.extensions.par = Par.ABSENT
    visitor.http.post(f"{visitor.sandbox.login_url}/sandbox/reset")
    assert visitor.get(TAGS, token).status_code == 401
    assert (world.oddities, world.ledger.grants, world.faults.in_force()) == (True, [], [])
    assert world.extensions == Extensions()
    assert not world.pushed.spend(uri)
    assert "Sign in to Profile" in visitor.ask().text
