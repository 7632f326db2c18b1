"""What the API answers: envelopes, pages, ids, and the documented oddities."""

import pytest
from werkzeug.datastructures import MultiDict

from sandbox.api.answers import page_and_limit
from tests.sandbox.visitor import MAIN, SECOND, Visitor, error

UNKNOWN = "6600000000000000000000ff"


def test_a_page_has_ten_where_nothing_is_asked(visitor: Visitor, token: str) -> None:
    assert len(visitor.get("/api/v4/profiles", token).json()["profiles"]) == 10


def test_a_page_has_a_hundred_at_most() -> None:
    assert page_and_limit(MultiDict({"limit": "100"})) == (1, 100)
    assert page_and_limit(MultiDict({"limit": "101", "page": "3"})) == (3, 100)


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
