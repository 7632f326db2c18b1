"""Introspection: what a token is good for, told to its own client alone."""

import time
from typing import Any

import pytest

from tests.sandbox.visitor import MANAGER, Visitor

DEAD = {"active": False}


@pytest.fixture
def pair(visitor: Visitor) -> dict[str, Any]:
    """The tokens of a manager who allowed two scopes."""
    return visitor.tokens(MANAGER, granted="profiles:read tags:manage")


def test_of_an_access_token_it_says_whose_it_is_and_how_long_for_what(
    visitor: Visitor, pair: dict[str, Any]
) -> None:
    said = visitor.introspect(pair["access_token"])
    issued = said.pop("iat")
    (grant,) = visitor.sandbox.world.ledger.grants
    assert abs(time.time() - issued) < 10
    assert said == {
        "active": True,
        "sub": grant.person_id,
        "client_id": visitor.client.client_id,
        "scope": "profiles:read tags:manage",
        "exp": issued + 3600,
        "token_type": "Bearer",
        "aud": visitor.sandbox.api_url,
    }


def test_of_a_refresh_token_it_says_no_end_and_no_type(
    visitor: Visitor, pair: dict[str, Any]
) -> None:
    said = visitor.introspect(pair["refresh_token"])
    assert said.keys() == {"active", "sub", "client_id", "scope", "iat", "aud"}
    assert said["active"] is True


def test_the_person_is_the_same_in_every_account(visitor: Visitor) -> None:
    first, second = visitor.tokens(), visitor.tokens(account="Northlight Studio")
    told = [visitor.introspect(pair["access_token"])["sub"] for pair in (first, second)]
    assert told == [visitor.sandbox.world.people[0].id] * 2


def test_a_narrowed_token_has_its_own_scope(visitor: Visitor, pair: dict[str, Any]) -> None:
    narrow = visitor.refresh(pair["refresh_token"], scope="tags:manage").json()
    assert visitor.introspect(narrow["access_token"])["scope"] == "tags:manage"
    assert visitor.introspect(narrow["refresh_token"])["scope"] == "profiles:read tags:manage"


def test_an_expired_token_is_dead(visitor: Visitor, pair: dict[str, Any]) -> None:
    visitor.sandbox.world.ledger.expire_access_tokens()
    assert visitor.introspect(pair["access_token"]) == DEAD
    assert visitor.introspect(pair["refresh_token"])["active"] is True


def test_a_spent_refresh_token_is_dead_and_asking_ends_nothing(
    visitor: Visitor, pair: dict[str, Any]
) -> None:
    renewed = visitor.refresh(pair["refresh_token"]).json()
    assert visitor.introspect(pair["refresh_token"]) == DEAD
    assert visitor.refresh(renewed["refresh_token"]).status_code == 200


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_a_revoked_token_is_dead(visitor: Visitor, pair: dict[str, Any], which: str) -> None:
    visitor.revoke(pair["refresh_token"])
    assert visitor.introspect(pair[which]) == DEAD


@pytest.mark.parametrize("token", ["sbxat_unknown", ""])
def test_an_unknown_token_is_dead(visitor: Visitor, token: str) -> None:
    assert visitor.introspect(token) == DEAD


def test_of_another_client_s_token_nothing_is_told(visitor: Visitor, pair: dict[str, Any]) -> None:
    world = visitor.sandbox.world
    stranger = world.register("Another App", ["http://elsewhere.test/"])
    try:
        other = Visitor(visitor.sandbox, stranger, visitor.http)
        assert other.introspect(pair["access_token"]) == DEAD
        assert other.introspect(pair["refresh_token"]) == DEAD
    finally:
        del world.clients[stranger.client_id]


def test_nobody_asks_without_the_secret(visitor: Visitor, pair: dict[str, Any]) -> None:
    wrong = (visitor.client.client_id, "wrong")
    answer = visitor.post("/oauth/introspect", {"token": pair["access_token"]}, auth=wrong)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_the_client_may_authenticate_in_the_form(visitor: Visitor, pair: dict[str, Any]) -> None:
    fields = {
        "token": pair["access_token"],
        "client_id": visitor.client.client_id,
        "client_secret": visitor.client.client_secret,
    }
    answer = visitor.http.post(f"{visitor.sandbox.login_url}/oauth/introspect", data=fields)
    assert answer.json()["active"] is True
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_advertised(visitor: Visitor) -> None:
    said = visitor.metadata()
    assert said["introspection_endpoint"] == f"{visitor.sandbox.login_url}/oauth/introspect"
    methods = ["client_secret_basic", "client_secret_post"]
    assert said["introspection_endpoint_auth_methods_supported"] == methods


def test_it_can_be_left_out(visitor: Visitor) -> None:
    visitor.sandbox.world.extensions.introspection = False
    assert not [name for name in visitor.metadata() if "introspection" in name]
    assert visitor.post("/oauth/introspect", {"token": "sbxat_x"}).status_code == 404
