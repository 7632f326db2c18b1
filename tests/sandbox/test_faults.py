"""Each way to misbehave, where and how often it was asked for."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.sandbox.visitor import Visitor

TAGS = "/api/v4/tags"
PROFILES = "/api/v4/profiles"


@pytest.fixture
def token(visitor: Visitor) -> str:
    access: str = visitor.tokens()["access_token"]
    return access


def test_401_looks_like_the_platform_s_own(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.UNAUTHORIZED, origin="api"))
    answer = visitor.get(PROFILES, token)
    assert answer.status_code == answer.json()["code"] == 401
    challenge = answer.headers["WWW-Authenticate"]
    assert challenge == visitor.get(PROFILES, "sbxat_unknown").headers["WWW-Authenticate"]


def test_403_names_the_scope(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.FORBIDDEN, scope="tags:manage"))
    answer = visitor.get(PROFILES, token)
    assert answer.status_code == 403
    assert 'scope="tags:manage"' in answer.headers["WWW-Authenticate"]


def test_429_says_when_to_come_again(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.TOO_MANY, retry_after=7))
    assert visitor.get(PROFILES, token).headers["Retry-After"] == "7"
    refreshed = visitor.refresh("sbxrt_x")
    assert (refreshed.status_code, refreshed.headers["Retry-After"]) == (429, "7")


def test_500_has_the_form_of_its_origin(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.BROKEN))
    assert visitor.get(PROFILES, token).json()["code"] == 500
    assert visitor.refresh("sbxrt_x").json()["error"] == "server_error"


def test_an_answer_of_the_wrong_shape_is_html_with_200(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.HTML))
    answer = visitor.get(PROFILES, token)
    assert (answer.status_code, answer.headers["Content-Type"][:9]) == (200, "text/html")


@pytest.mark.parametrize("origin", ["login", "api"])
def test_a_reset_cuts_the_connection(visitor: Visitor, origin: Any) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.RESET, origin=origin, times=1))
    address = getattr(visitor.sandbox, f"{origin}_url")
    with pytest.raises(requests.ConnectionError, match="reset by peer"):
        visitor.http.get(f"{address}/.well-known/oauth-protected-resource")
    assert visitor.http.get(address).status_code == 404


def test_a_slow_call_waits_and_is_then_answered(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.SLOW, path=TAGS, seconds=0.2))
    answer = visitor.get(TAGS, token)
    assert answer.status_code == 200
    assert answer.elapsed.total_seconds() >= 0.2


def test_clearing_lets_go_of_what_a_slow_rule_holds(visitor: Visitor, token: str) -> None:
    world = visitor.sandbox.world
    world.faults.add(Fault(Kind.SLOW, path=TAGS, seconds=600))
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(visitor.get, TAGS, token)
        world.witness.wait_for(TAGS)
        assert world.witness.arrivals(TAGS)[0].status is None
        world.faults.clear()
        assert held.result(10).status_code == 200


def test_a_rule_meets_only_its_origin_and_path(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.BROKEN, origin="api", path=TAGS))
    assert visitor.get(TAGS, token).status_code == 500
    assert visitor.get(PROFILES, token).status_code == 200
    assert visitor.ask().status_code == 200


def test_a_rule_applies_as_often_as_it_says_and_the_next_one_follows(
    visitor: Visitor, token: str
) -> None:
    faults = visitor.sandbox.world.faults
    faults.add(Fault(Kind.BROKEN, times=2))
    faults.add(Fault(Kind.TOO_MANY, times=1))
    statuses = [visitor.get(PROFILES, token).status_code for _ in range(4)]
    assert statuses == [500, 500, 429, 200]
    assert faults.in_force() == []


def test_many_calls_at_once_use_a_rule_up_no_more_often_than_it_says(
    visitor: Visitor, token: str
) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.BROKEN, times=3))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: visitor.get(PROFILES, token), range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] * 13 + [500] * 3


def test_rules_are_switched_over_http_on_both_origins(
    sandbox: Running, http: requests.Session
) -> None:
    rule = {"kind": "429", "origin": "api", "path": PROFILES, "times": 1, "retry_after": 3}
    added = http.post(f"{sandbox.login_url}/sandbox/faults", json=rule).json()
    assert added == [rule | {"seconds": 2.0, "scope": "profiles:read", "left": 1}]
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


def test_reset_puts_everything_back_but_the_clients(visitor: Visitor, token: str) -> None:
    world = visitor.sandbox.world
    world.oddities = False
    world.faults.add(Fault(Kind.BROKEN))
    visitor.http.post(f"{visitor.sandbox.login_url}/sandbox/reset")
    assert visitor.get(TAGS, token).status_code == 401
    assert (world.oddities, world.ledger.grants, world.faults.in_force()) == (True, [], [])
    assert "Sign in to Profile" in visitor.ask().text
