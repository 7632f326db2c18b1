"""Resource indicators: tokens are asked for this API by name, or for none."""

import pytest

from sandbox.server import Running
from tests.sandbox.visitor import Visitor, returned


@pytest.fixture
def api(visitor: Visitor) -> str:
    """The API's name for itself."""
    said: str = visitor.get("/.well-known/oauth-protected-resource").json()["resource"]
    return said


@pytest.fixture
def mcp(visitor: Visitor) -> str:
    """The MCP endpoint's name for itself."""
    said: str = visitor.get("/.well-known/oauth-protected-resource/mcp").json()["resource"]
    return said


@pytest.fixture
def none_taken(sandbox: Running) -> None:
    sandbox.world.extensions.resource = False


def test_the_api_may_be_named_at_every_step(visitor: Visitor, api: str) -> None:
    visitor.sign_in(resource=api)
    uri = visitor.push(resource=api).json()["request_uri"]
    code = visitor.allow(visitor.bring(uri))["code"]
    pair = visitor.redeem(code, resource=api).json()
    renewed = visitor.refresh(pair["refresh_token"], resource=api).json()
    assert visitor.get("/api/v4/account", renewed["access_token"]).status_code == 200


def test_the_mcp_endpoint_may_be_named_too_and_gets_the_same_tokens(
    visitor: Visitor, api: str, mcp: str
) -> None:
    assert mcp == f"{api}/mcp"
    code = visitor.allow(visitor.sign_in(resource=mcp))["code"]
    pair = visitor.redeem(code, resource=mcp).json()
    renewed = visitor.refresh(pair["refresh_token"], resource=mcp).json()
    assert visitor.get("/api/v4/account", renewed["access_token"]).status_code == 200


def test_both_names_lead_to_the_same_server_and_scopes(visitor: Visitor) -> None:
    address = "/.well-known/oauth-protected-resource"
    api, mcp = (visitor.get(path).json() for path in (address, f"{address}/mcp"))
    assert api | {"resource": None} == mcp | {"resource": None}


def test_it_is_seen_where_it_was_sent(visitor: Visitor, api: str) -> None:
    visitor.ask(resource=api)
    visitor.push(resource=api)
    visitor.redeem("sbxac_x", resource=api)
    visitor.refresh("sbxrt_x", resource=api)
    visitor.refresh("sbxrt_x")
    seen = visitor.sandbox.world.witness.arrivals("/oauth/")
    assert [arrival.query.get("resource") for arrival in seen] == [api] + [None] * 4
    assert [arrival.form.get("resource") for arrival in seen] == [None] + [api] * 3 + [None]


@pytest.mark.parametrize("ending", ["/", "/api/v4", "?x=1"])
def test_a_browser_s_request_for_something_else_goes_back_as_invalid_target(
    visitor: Visitor, api: str, ending: str
) -> None:
    told = returned(visitor.ask(resource=f"{api}{ending}"))
    assert (told["error"], told["state"]) == ("invalid_target", "a state & more")
    assert told["iss"] == visitor.sandbox.login_url


def test_a_pushed_request_for_something_else_is_refused(visitor: Visitor, api: str) -> None:
    answer = visitor.push(resource=f"{api}/")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_target")


def test_one_right_and_one_wrong_are_refused(visitor: Visitor, api: str) -> None:
    both = [*visitor.request().items(), ("resource", api), ("resource", "http://elsewhere.test")]
    assert visitor.post("/oauth/par", both).json()["error"] == "invalid_target"


def test_a_token_request_for_something_else_spends_no_code(visitor: Visitor, api: str) -> None:
    code = visitor.code()
    answer = visitor.redeem(code, resource="http://elsewhere.test")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_target")
    assert visitor.redeem(code, resource=api).status_code == 200


def test_a_refresh_for_something_else_spends_no_token(visitor: Visitor, api: str) -> None:
    spare = visitor.tokens()["refresh_token"]
    answer = visitor.refresh(spare, resource="http://elsewhere.test")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_target")
    assert visitor.refresh(spare, resource=api).status_code == 200


@pytest.mark.usefixtures("none_taken")
def test_where_none_is_taken_each_is_refused_and_spends_nothing(visitor: Visitor, api: str) -> None:
    assert returned(visitor.ask(resource=api))["error"] == "invalid_target"
    assert visitor.push(resource=api).json()["error"] == "invalid_target"
    code = visitor.code()
    assert visitor.redeem(code, resource=api).json()["error"] == "invalid_target"
    spare = visitor.redeem(code).json()["refresh_token"]
    assert visitor.refresh(spare, resource=api).json()["error"] == "invalid_target"
    assert visitor.refresh(spare).status_code == 200


def test_an_error_that_goes_back_to_the_client_spends_a_pushed_request(
    visitor: Visitor, api: str
) -> None:
    uri = visitor.push(resource=api).json()["request_uri"]
    visitor.sandbox.world.extensions.resource = False
    assert returned(visitor.bring(uri))["error"] == "invalid_target"
    assert visitor.bring(uri).status_code == 400
    assert not visitor.sandbox.world.pushed.spend(uri)
