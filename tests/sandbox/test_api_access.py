"""Who may call the API, for what, and how everybody else is refused."""

import pytest

from sandbox.scopes import SCOPES
from tests.sandbox.visitor import MAIN, SECOND, Visitor, error

UNKNOWN = "6600000000000000000000ff"
CALLS = {
    "/api/v4/account": "account:read",
    "/api/v4/profiles": "profiles:read",
    f"/api/v4/profile/{UNKNOWN}": "profiles:read",
    "/api/v4/tags": "tags:manage",
    "/api/v4/grants": "account:read",
    f"/api/v4/grants/{UNKNOWN}/activity": "account:read",
}


@pytest.mark.parametrize("path", [*CALLS, "/api/v4/nowhere", "/api/v4/"])
def test_without_a_token_every_call_points_at_the_metadata(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert error(answer)[0] == 401
    where = f"{visitor.sandbox.api_url}/.well-known/oauth-protected-resource"
    assert answer.headers["WWW-Authenticate"] == f'Bearer resource_metadata="{where}"'
    assert visitor.http.get(where).json()["resource"] == visitor.sandbox.api_url


@pytest.mark.parametrize("header", ["Basic eDp5", "Bearer", "Bearer  ", "sbxat_x"])
def test_another_kind_of_credentials_counts_as_none(visitor: Visitor, header: str) -> None:
    address = f"{visitor.sandbox.api_url}/api/v4/account"
    answer = visitor.http.get(address, headers={"Authorization": header})
    assert answer.status_code == 401
    assert "error=" not in answer.headers["WWW-Authenticate"]


def test_a_token_that_is_not_good_is_called_so(visitor: Visitor) -> None:
    for value in ("sbxat_unknown", visitor.tokens()["refresh_token"]):
        challenge = visitor.get("/api/v4/account", value).headers["WWW-Authenticate"]
        assert challenge.startswith('Bearer error="invalid_token", resource_metadata="http')


def test_a_token_in_the_query_is_not_looked_at(visitor: Visitor, token: str) -> None:
    assert visitor.get("/api/v4/account", access_token=token).status_code == 401


def test_an_expired_token_is_refused_and_its_refresh_token_is_not(visitor: Visitor) -> None:
    pair = visitor.tokens()
    assert visitor.sandbox.world.ledger.expire_access_tokens() == 1
    assert error(visitor.get("/api/v4/account", pair["access_token"]))[0] == 401
    renewed = visitor.refresh(pair["refresh_token"]).json()
    assert visitor.get("/api/v4/account", renewed["access_token"]).status_code == 200


@pytest.mark.parametrize(("path", "scope"), CALLS.items())
def test_a_missing_scope_is_named_to_the_client_and_to_the_person(
    visitor: Visitor, path: str, scope: str
) -> None:
    others = " ".join(SCOPES.keys() - {scope})
    answer = visitor.get(path, visitor.tokens(granted=others)["access_token"])
    code, message = error(answer)
    assert code == 403
    assert message == f"This connection was not granted {scope}, so it may not {SCOPES[scope]}"
    challenge = f'Bearer error="insufficient_scope", scope="{scope}"'
    assert answer.headers["WWW-Authenticate"] == challenge


@pytest.mark.parametrize(("path", "scope"), CALLS.items())
def test_the_one_scope_is_enough(visitor: Visitor, path: str, scope: str) -> None:
    token = visitor.tokens(granted=scope)["access_token"]
    assert visitor.get(path, token).status_code in {200, 404}


def test_another_account_s_profile_cannot_be_told_from_an_unknown_one(visitor: Visitor) -> None:
    world = visitor.sandbox.world
    token = visitor.tokens(account=MAIN)["access_token"]
    own, foreign = (account.profiles.id_at(0) for account in world.accounts)
    beyond = world.accounts[0].profiles.id_at(60)
    assert visitor.get(f"/api/v4/profile/{own}", token).status_code == 200
    for profile_id in (UNKNOWN, foreign, beyond, world.accounts[0].id, world.people[0].id):
        answer = visitor.get(f"/api/v4/profile/{profile_id}", token)
        assert error(answer) == (404, "Profile not found")


def test_a_token_sees_its_own_account_alone(visitor: Visitor) -> None:
    token = visitor.tokens(account=SECOND)["access_token"]
    assert len(visitor.get("/api/v4/profiles", token, limit=100).json()["profiles"]) == 23
    labels = [tag["label"] for tag in visitor.get("/api/v4/tags", token).json()["tags"]]
    assert labels == ["Studio", "Freelance", "Editors"]
