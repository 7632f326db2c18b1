"""Each way to misbehave, where and how often it was asked for."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from sandbox.faults import Fault, Kind
from sandbox.meanwhile import Meanwhile
from tests.sandbox.visitor import Visitor

TAGS = "/api/v4/tags"
PROFILES = "/api/v4/profiles"


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


def test_what_is_lost_was_done_all_the_same(visitor: Visitor, token: str) -> None:
    world = visitor.sandbox.world
    world.faults.add(Fault(Kind.LOST, path="/api/v4/tag", method="POST", times=1))
    world.meanwhile.add(Meanwhile(when="after", tag=world.accounts[0].tags[0].id, label="Theirs"))

    with pytest.raises(requests.ConnectionError, match="reset by peer"):
        visitor.send("POST", "/api/v4/tag", token, json={"label": "Ours", "color": "red"})

    assert [tag.label for tag in world.accounts[0].tags][-1] == "Ours"
    assert [row.action for row in world.audit.rows()] == ["tag.create", "tag.change"]
    assert [arrival.status for arrival in world.witness.arrivals("/api/v4/tag")] == [None]
    assert visitor.get(TAGS, token).status_code == 200


@pytest.mark.parametrize("path", ["/oauth/par", "/oauth/introspect"])
def test_what_a_client_asks_without_the_browser_fails_like_its_origin(
    visitor: Visitor, path: str
) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.BROKEN, path=path, times=1))
    visitor.sandbox.world.faults.add(Fault(Kind.RESET, path=path, times=1))
    answer = visitor.post(path, {})
    assert (answer.status_code, answer.json()["error"]) == (500, "server_error")
    with pytest.raises(requests.ConnectionError, match="reset by peer"):
        visitor.post(path, {})
    assert visitor.post(path, {}).json()["error"] == "invalid_request"


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


def test_a_rule_meets_only_calls_of_its_method(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/tag", method="PATCH"))
    address = f"/api/v4/tag/{visitor.sandbox.world.accounts[0].tags[0].id}"
    assert visitor.get(TAGS, token).status_code == 200
    assert visitor.send("PATCH", address, token, json={}).status_code == 500
    assert visitor.send("DELETE", address, token).status_code == 200


def test_a_rule_may_meet_each_so_manieth_call_beginning_with_the_first(
    visitor: Visitor, token: str
) -> None:
    faults = visitor.sandbox.world.faults
    faults.add(Fault(Kind.BROKEN, path=TAGS, every=3, times=2))
    statuses = []
    for _ in range(8):
        visitor.get(PROFILES, token)
        statuses.append(visitor.get(TAGS, token).status_code)
    assert statuses == [500, 200, 200, 500, 200, 200, 200, 200]
    assert faults.in_force() == []


def test_a_call_that_is_not_a_rule_s_turn_goes_on_to_the_next_rule(
    visitor: Visitor, token: str
) -> None:
    faults = visitor.sandbox.world.faults
    faults.add(Fault(Kind.BROKEN, every=2))
    faults.add(Fault(Kind.TOO_MANY, every=2))
    statuses = [visitor.get(PROFILES, token).status_code for _ in range(5)]
    assert statuses == [500, 429, 500, 200, 500]


def test_some_calls_may_pass_first(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.BROKEN, path=TAGS, skip=2, every=2, times=2))
    statuses = [visitor.get(TAGS, token).status_code for _ in range(7)]
    assert statuses == [200, 200, 500, 200, 500, 200, 200]


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOT_OFFERED])
def test_a_call_can_be_missing(visitor: Visitor, token: str, kind: Kind) -> None:
    visitor.sandbox.world.faults.add(Fault(kind))
    answer = visitor.get(PROFILES, token)
    assert answer.status_code == answer.json()["code"] == int(kind)
    assert visitor.refresh("sbxrt_x").status_code == int(kind)
