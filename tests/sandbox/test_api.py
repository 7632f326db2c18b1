"""The API: envelopes, paging, ids, and who is refused how."""

from typing import Any

import pytest
import requests

from sandbox.scopes import SCOPES
from tests.sandbox.visitor import MAIN, SECOND, Visitor

UNKNOWN = "6600000000000000000000ff"
CALLS = {
    "/api/v4/account": "account:read",
    "/api/v4/profiles": "profiles:read",
    f"/api/v4/profile/{UNKNOWN}": "profiles:read",
    "/api/v4/tags": "tags:manage",
}


@pytest.fixture
def token(visitor: Visitor) -> str:
    access: str = visitor.tokens()["access_token"]
    return access


def error(answer: requests.Response) -> tuple[int, str]:
    """Status and message of an error, which must have the envelope."""
    said: dict[str, Any] = answer.json()
    assert said.keys() == {"code", "status", "message"}
    assert (said["code"], said["status"]) == (answer.status_code, "error")
    return said["code"], said["message"]


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


def test_a_page_has_ten_where_nothing_is_asked_and_a_hundred_at_most(visitor: Visitor) -> None:
    token = visitor.tokens()["access_token"]
    assert len(visitor.get("/api/v4/profiles", token).json()["profiles"]) == 10
    assert len(visitor.get("/api/v4/profiles", token, limit=500).json()["profiles"]) == 60


def test_the_pages_hold_everybody_once(visitor: Visitor, token: str) -> None:
    seen: list[str] = []
    for page in range(1, 10):
        said = visitor.get("/api/v4/profiles", token, limit=7, page=page).json()
        assert (said["code"], said["status"]) == (200, "success")
        seen += [profile["id"] for profile in said["profiles"]]
    assert len(seen) == len(set(seen)) == 60
    assert visitor.get("/api/v4/profiles", token, limit=7, page=10).json()["profiles"] == []


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "ten", "", "\u0661", "1" * 40])
@pytest.mark.parametrize("name", ["limit", "page"])
@pytest.mark.parametrize("path", ["/api/v4/profiles", "/api/v4/tags"])
def test_a_bad_page_or_limit_is_named(
    visitor: Visitor, token: str, path: str, name: str, value: str
) -> None:
    answer = visitor.get(path, token, **{name: value})
    assert error(answer) == (400, f"{name} must be a whole number from 1")


def test_one_profile_is_the_one_of_the_list(visitor: Visitor, token: str) -> None:
    listed = visitor.get("/api/v4/profiles", token, limit=3).json()["profiles"][2]
    said = visitor.get(f"/api/v4/profile/{listed['id']}", token).json()
    assert said == {"code": 200, "status": "success", "profile": listed}
    shouted = visitor.get(f"/api/v4/profile/{listed['id'].upper()}", token)
    assert shouted.json()["profile"] == listed


@pytest.mark.parametrize("profile_id", ["x", "66", UNKNOWN + "0", "g" * 24, "<script>"])
def test_an_id_that_is_none_is_a_bad_request(visitor: Visitor, token: str, profile_id: str) -> None:
    assert error(visitor.get(f"/api/v4/profile/{profile_id}", token))[0] == 400


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


def test_tags_come_in_pages_and_without_status(visitor: Visitor, token: str) -> None:
    first = visitor.get("/api/v4/tags", token, limit=4).json()
    assert first.keys() == {"code", "tags"}
    last = visitor.get("/api/v4/tags", token, limit=4, page=3).json()["tags"]
    assert (len(first["tags"]), len(last)) == (4, 2)
    assert first["tags"][0].keys() == {
        *("id", "createdAt", "updatedAt", "label", "color", "profiles")
    }


def test_the_account_is_under_data_with_its_trial_s_end_in_two_forms(visitor: Visitor) -> None:
    ends = []
    for name in (MAIN, SECOND):
        token = visitor.tokens(account=name)["access_token"]
        said = visitor.get("/api/v4/account", token).json()
        assert said.keys() == {"code", "status", "data"}
        assert said["data"]["name"] == name
        assert said["data"]["tags"] == []
        ends.append(said["data"]["billing"]["trialEndDate"])
    assert [type(end) for end in ends] == [int, str]


def test_without_oddities_the_answers_are_regular(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.oddities = False
    said = visitor.get("/api/v4/account", token).json()
    assert said.keys() == {"code", "status", "account"}
    assert isinstance(said["account"]["billing"]["trialEndDate"], str)
    assert visitor.get("/api/v4/tags", token).json()["status"] == "success"


def test_the_account_s_tags_need_the_scope_for_tags(visitor: Visitor, token: str) -> None:
    whole = visitor.get("/api/v4/account", token, includeTags="true").json()["data"]
    assert whole["tags"] == visitor.get("/api/v4/tags", token, limit=100).json()["tags"]
    without = visitor.tokens(granted="account:read")["access_token"]
    answer = visitor.get("/api/v4/account", without, includeTags="true")
    assert 'scope="tags:manage"' in answer.headers["WWW-Authenticate"]
    assert error(visitor.get("/api/v4/account", token, includeTags="maybe"))[0] == 400


def test_no_such_path_and_wrong_methods_have_the_envelope(visitor: Visitor, token: str) -> None:
    assert error(visitor.get("/api/v4/nowhere", token))[0] == 404
    headers = {"Authorization": f"Bearer {token}"}
    answer = visitor.http.delete(f"{visitor.sandbox.api_url}/api/v4/profiles", headers=headers)
    assert error(answer)[0] == 405
    assert "GET" in answer.headers["Allow"]


def test_answers_are_not_kept(visitor: Visitor, token: str) -> None:
    assert visitor.get("/api/v4/profiles", token).headers["Cache-Control"] == "no-store"
