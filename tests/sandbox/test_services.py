"""Machine-to-machine tokens of Profile's API v4: how they are got, and what they open."""

import pytest

from sandbox.server import Running
from tests.sandbox.services import GRANT, SECRET, Program, call, oauth_error
from tests.sandbox.visitor import Visitor, error

READS = ("account", "profiles", "tags", "assessments", "resource-aliases")


@pytest.fixture
def program(sandbox: Running) -> Program:
    world = sandbox.world
    service = world.register_service(
        "Nightly export",
        "profile",
        world.accounts[0].id,
        client_id="nightly",
        client_secret=SECRET,
    )
    return Program(sandbox, service, f"{sandbox.api_url}/api/v4/auth")


@pytest.fixture
def service_token(program: Program) -> str:
    token: str = program.ask_by_json().json()["access_token"]
    return token


def api(program: Program, path: str) -> str:
    return f"{program.sandbox.api_url}/api/v4/{path}"


def test_the_answer_is_plain_oauth_however_the_credentials_are_sent(program: Program) -> None:
    for answer in (
        program.ask_by_json(),
        program.ask(auth=program.basic()),
        program.ask(auth=program.basic(), json={"grant_type": GRANT}),
    ):
        said = answer.json()
        assert answer.status_code == 200
        assert said.keys() == {"access_token", "token_type", "expires_in"}
        assert (said["token_type"], said["expires_in"]) == ("Bearer", 3600)
        assert answer.headers["Cache-Control"] == "no-store"


def test_each_request_gives_a_token_of_its_own_and_the_one_before_stays_good(
    program: Program, service_token: str
) -> None:
    other = program.ask_by_json().json()["access_token"]
    assert other != service_token
    assert call(api(program, "account"), service_token).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"client_secret": "wrong"},
        {"client_secret": None},
        {"client_secret": ""},
        {"client_id": "nobody"},
        {"client_id": None},
    ],
)
def test_credentials_that_are_not_right_are_invalid_client(
    program: Program, changes: dict[str, str | None]
) -> None:
    assert oauth_error(program.ask_by_json(**changes)) == (401, "invalid_client")


def test_wrong_basic_is_told_with_a_challenge(program: Program) -> None:
    for header in ("Basic !!!", "Basic bmlnaHRseTp3cm9uZw==", "Bearer x"):
        answer = program.ask(headers={"Authorization": header})
        assert oauth_error(answer) == (401, "invalid_client")
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize("by", ["password", "authorization_code", ""])
def test_another_grant_type_is_not_supported(program: Program, by: str) -> None:
    assert oauth_error(program.ask_by_json(grant_type=by)) == (400, "unsupported_grant_type")
    if by:
        answer = program.ask(auth=program.basic(), json={"grant_type": by})
        assert oauth_error(answer) == (400, "unsupported_grant_type")


def test_what_cannot_be_read_is_an_invalid_request(program: Program) -> None:
    as_json = {"Content-Type": "application/json"}
    for answer in (
        program.ask_by_form(),
        program.ask(),
        program.ask(auth=program.basic(), data={"grant_type": GRANT}),
        program.ask(data=b"{", headers=as_json),
        program.ask(data=b"[]", headers=as_json),
        program.ask(data=b'{"client_id": 7}', headers=as_json),
        program.ask(data=b'{"client_id": "\xff"}', headers=as_json),
        program.ask(data=b'{"grant_type": "client_credentials",}', headers=as_json),
        program.ask_by_json(grant_type=None),
        program.ask(auth=program.basic(), json=program.credentials()),
    ):
        assert oauth_error(answer) == (400, "invalid_request")


def test_only_post_asks_for_a_token(program: Program) -> None:
    assert call(program.address, None).status_code == 405


def test_a_service_of_personify_and_an_app_of_people_are_no_clients_here(
    program: Program, visitor: Visitor
) -> None:
    other = program.sandbox.world.register_service("Exhibitors", "personify", "a tenant")
    for client in (other, visitor.client):
        named = {"client_id": client.client_id, "client_secret": client.client_secret}
        assert oauth_error(program.ask_by_json(**named)) == (401, "invalid_client")


@pytest.mark.parametrize("path", READS)
def test_a_service_reads_its_organization_without_scopes(
    program: Program, service_token: str, path: str
) -> None:
    assert call(api(program, path), service_token).status_code == 200


def test_it_is_bound_to_one_account(program: Program) -> None:
    world = program.sandbox.world
    second = world.accounts[1]
    other = Program(
        program.sandbox,
        world.register_service("Studio export", "profile", second.id),
        program.address,
    )
    token = other.ask_by_json().json()["access_token"]
    seen = call(api(other, "account"), token).json()["data"]
    assert (seen["name"], seen["user"]) == (second.name, None)
    assert len(call(api(other, "profiles?limit=100"), token).json()["profiles"]) == 23
    foreign = world.accounts[0].profiles.id_at(0)
    assert call(api(other, f"profile/{foreign}"), token).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "tag"),
        ("POST", "profile"),
        ("PATCH", "account"),
        ("DELETE", "account/logo"),
        ("POST", "playbook/ai/debrief/6600000000000000000000ff"),
        ("DELETE", "resource-alias/6600000000000000000000ff"),
    ],
)
def test_a_service_writes_nothing(
    program: Program, service_token: str, method: str, path: str
) -> None:
    answer = call(api(program, path), service_token, method, json={})
    assert error(answer) == (403, "A service may only read")
    assert program.sandbox.world.audit.rows() == []


def test_it_has_no_connected_apps_and_no_assistant(program: Program, service_token: str) -> None:
    unknown = "6600000000000000000000ff"
    for method, path in (
        ("GET", "grants"),
        ("GET", f"grants/{unknown}/activity"),
        ("DELETE", f"grants/{unknown}"),
    ):
        assert call(api(program, path), service_token, method).status_code == 403
    answer = call(f"{program.sandbox.api_url}/mcp", service_token, "POST", json={})
    assert answer.status_code == 401
    assert "resource_metadata=" in answer.headers["WWW-Authenticate"]


def test_any_good_token_passes_the_connectivity_check(
    program: Program, service_token: str, visitor: Visitor
) -> None:
    nearly_nothing = visitor.tokens(granted="tags:manage")["access_token"]
    for token in (service_token, nearly_nothing):
        answer = call(api(program, "test"), token, "POST", json={"ping": "pong"})
        assert answer.json() == {"code": 200, "status": "success", "ping": "pong"}
    for token in (None, "sbxst_unknown"):
        answer = call(api(program, "test"), token, "POST", json={"ping": "pong"})
        assert error(answer)[0] == 401
    assert error(call(api(program, "test"), service_token, "POST", json={}))[0] == 400
    assert error(call(api(program, "test"), service_token, "POST", data="x"))[0] == 415


def test_its_tokens_expire_with_all_others(
    program: Program, service_token: str, visitor: Visitor
) -> None:
    visitor.tokens()
    address = f"{program.sandbox.api_url}/sandbox/expire-tokens"
    assert call(address, None, "POST").json() == {"expired": 2}
    answer = call(api(program, "account"), service_token)
    assert error(answer)[0] == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_a_reset_forgets_its_tokens_and_keeps_the_service(
    program: Program, service_token: str
) -> None:
    program.sandbox.world.reset()
    assert call(api(program, "account"), service_token).status_code == 401
    assert program.ask_by_json().status_code == 200


def test_its_lifetime_is_that_of_the_ledger(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.sandbox.world.ledger, "access_seconds", 0)
    said = program.ask_by_json().json()
    assert said["expires_in"] == 0
    assert call(api(program, "account"), said["access_token"]).status_code == 401


def test_printing_it_says_no_secret(program: Program, service_token: str) -> None:
    token = program.sandbox.world.ledger.services.find(service_token)
    assert "nightly" in repr(token)
    assert "canary" not in repr(token) + repr(program.service)
    assert "sbxst_" not in repr(token)
