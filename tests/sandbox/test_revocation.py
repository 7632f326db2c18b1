"""Revocation: either token ends its grant, at once, and no other."""

import pytest

from tests.sandbox.visitor import Visitor


def test_another_client_cannot_use_or_spoil_what_is_not_its_own(visitor: Visitor) -> None:
    world = visitor.sandbox.world
    stranger = world.register("Another App", ["http://elsewhere.test/"])
    try:
        other = Visitor(visitor.sandbox, stranger, visitor.http)
        code = visitor.code()
        assert other.redeem(code).json()["error"] == "invalid_grant"
        pair = visitor.redeem(code).json()
        assert other.refresh(pair["refresh_token"]).json()["error"] == "invalid_grant"
        assert other.revoke(pair["refresh_token"]).status_code == 400
        spent, pair = pair["refresh_token"], visitor.refresh(pair["refresh_token"]).json()
        assert other.refresh(spent).json()["error"] == "invalid_grant"
        assert other.redeem(code).json()["error"] == "invalid_grant"
        assert visitor.get("/api/v4/account", pair["access_token"]).status_code == 200
    finally:
        del world.clients[stranger.client_id]


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revoking_either_token_ends_the_grant_at_once(visitor: Visitor, which: str) -> None:
    pair = visitor.tokens()
    assert visitor.revoke(pair[which]).status_code == 200
    assert visitor.get("/api/v4/account", pair["access_token"]).status_code == 401
    assert visitor.refresh(pair["refresh_token"]).json()["error"] == "invalid_grant"


def test_revoking_an_unknown_token_succeeds(visitor: Visitor) -> None:
    assert visitor.revoke("sbxrt_unknown").status_code == 200


def test_one_sign_in_outlives_the_end_of_another(visitor: Visitor) -> None:
    first, second = visitor.tokens(), visitor.tokens()
    visitor.revoke(first["refresh_token"])
    assert visitor.get("/api/v4/account", second["access_token"]).status_code == 200
