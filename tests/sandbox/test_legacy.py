"""The API v3 on its own origin: people by their role, services by their account."""

from typing import Any

import pytest
import requests

from sandbox.server import Running
from tests.sandbox.services import SECRET, Program, call, oauth_error
from tests.sandbox.visitor import CALLBACK, MAIN, MANAGER, OWNER, SECOND, Visitor

USER = "Priya Castellanos"
UNKNOWN = "6600000000000000000000ff"


@pytest.fixture
def visitor(everywhere: Running, http: requests.Session) -> Visitor:
    client = everywhere.world.register("Dashboard", [CALLBACK], client_id="dashboard")
    return Visitor(everywhere, client, http)


@pytest.fixture
def program(everywhere: Running) -> Program:
    account = everywhere.world.accounts[0].id
    service = everywhere.world.register_service(
        "Nightly export", "profile", account, client_id="nightly", client_secret=SECRET
    )
    return Program(everywhere, service, f"{everywhere.v3_url}/v3/auth")


@pytest.fixture
def service_token(program: Program) -> str:
    token: str = program.ask_by_json().json()["access_token"]
    return token


def v3(sandbox: Running, path: str, token: str | None = None) -> requests.Response:
    return call(f"{sandbox.v3_url}/v3/{path}", token)


def data(answer: requests.Response) -> Any:
    """What lies in a good answer, which must have the envelope."""
    said: dict[str, Any] = answer.json()
    assert said.keys() == {"code", "data", "status"}
    assert (answer.status_code, said["code"], said["status"]) == (200, 200, "success")
    return said["data"]


def trouble(answer: requests.Response) -> tuple[int, str]:
    """Status and message of an error, which must have the envelope too."""
    said: dict[str, Any] = answer.json()
    assert said.keys() == {"code", "data", "status", "message"}
    assert (said["code"], said["data"], said["status"]) == (answer.status_code, None, "error")
    return said["code"], said["message"]


def of_person(visitor: Visitor, name: str, account: str = MAIN) -> str:
    """A person's token with the least that can be granted: scopes count for nothing here."""
    token: str = visitor.tokens(name, granted="tags:manage", account=account)["access_token"]
    return token


def test_a_service_asks_by_json_alone(program: Program) -> None:
    said = program.ask_by_json().json()
    assert said.keys() == {"access_token", "token_type", "expires_in"}
    for answer in (program.ask(auth=program.basic()), program.ask_by_form()):
        assert oauth_error(answer) == (400, "invalid_request")
    wrong = program.ask_by_json(client_secret="wrong")
    assert oauth_error(wrong) == (401, "invalid_client")
    other_way = program.ask_by_json(grant_type="password")
    assert oauth_error(other_way) == (400, "unsupported_grant_type")


def test_a_service_s_token_is_good_where_it_was_asked_for(
    program: Program, service_token: str
) -> None:
    sandbox = program.sandbox
    assert data(v3(sandbox, "account", service_token))["name"] == MAIN
    assert call(f"{sandbox.api_url}/api/v4/account", service_token).status_code == 401
    newer = Program(sandbox, program.service, f"{sandbox.api_url}/api/v4/auth")
    token = newer.ask_by_json().json()["access_token"]
    assert v3(sandbox, "account", token).status_code == 401


@pytest.mark.parametrize(("name", "role"), [(OWNER, "admin"), (MANAGER, "manager"), (USER, "user")])
def test_a_person_learns_their_account_and_their_role_in_it(
    visitor: Visitor, name: str, role: str
) -> None:
    seen = data(v3(visitor.sandbox, "my-account", of_person(visitor, name)))
    assert (seen["name"], seen["user"]["name"], seen["user"]["role"]) == (MAIN, name, role)


def test_an_account_has_the_members_of_v3(visitor: Visitor) -> None:
    token = of_person(visitor, OWNER, SECOND)
    seen = data(v3(visitor.sandbox, "account", token))
    assert seen.keys() == {
        *("id", "createdAt", "updatedAt", "name", "type", "credits", "preferences"),
    }
    assert seen["preferences"].keys() == {"isEcoPrintingEnabled", "isCoreExtendedEnabled"}
    assert (seen["name"], type(seen["credits"])) == (SECOND, int)
    assert seen["createdAt"].endswith("Z")
    assert data(v3(visitor.sandbox, f"account/{seen['id'].upper()}", token)) == seen


def test_all_tags_of_the_account_come_at_once_each_with_its_account(visitor: Visitor) -> None:
    account = visitor.sandbox.world.accounts[0]
    token = of_person(visitor, MANAGER)
    tags = data(v3(visitor.sandbox, f"tags/account/{account.id}", token))
    assert [tag["label"] for tag in tags] == [tag.label for tag in account.tags]
    assert {tag["account"] for tag in tags} == {account.id}
    assert tags[0].keys() == {
        *("id", "createdAt", "updatedAt", "label", "color", "profiles", "account"),
    }


@pytest.mark.parametrize("path", ["account", "account/{}", "tags/account/{}"])
def test_a_user_may_not_read_what_admins_and_managers_may(visitor: Visitor, path: str) -> None:
    sandbox = visitor.sandbox
    path = path.format(sandbox.world.accounts[0].id)
    for name, status in ((OWNER, 200), (MANAGER, 200), (USER, 403)):
        answer = v3(sandbox, path, of_person(visitor, name))
        assert answer.status_code == status
    assert trouble(answer)[1] == "Your role in this account is user, which may not do this"
    sandbox.world.extensions.roles = False
    assert v3(sandbox, path, of_person(visitor, USER)).status_code == 200


def test_the_role_is_that_of_the_account(visitor: Visitor) -> None:
    name = "Jonas Weatherby"  # a manager in the first account, a user in the second
    statuses = [
        v3(visitor.sandbox, "account", of_person(visitor, name, account)).status_code
        for account in (MAIN, SECOND)
    ]
    assert statuses == [200, 403]


@pytest.mark.parametrize("path", ["account", "tags/account"])
def test_another_account_cannot_be_told_from_an_unknown_one(visitor: Visitor, path: str) -> None:
    token = of_person(visitor, OWNER)
    foreign = visitor.sandbox.world.accounts[1].id
    for account_id in (foreign, UNKNOWN):
        answer = v3(visitor.sandbox, f"{path}/{account_id}", token)
        assert trouble(answer) == (404, "Account not found")
    assert trouble(v3(visitor.sandbox, f"{path}/seven", token))[0] == 400


def test_a_service_has_no_role_and_no_account_of_its_own(
    program: Program, service_token: str
) -> None:
    account = program.sandbox.world.accounts[0].id
    assert len(data(v3(program.sandbox, f"tags/account/{account}", service_token))) == 10
    assert trouble(v3(program.sandbox, "my-account", service_token))[0] == 403


@pytest.mark.parametrize("path", ["my-account", "account", "nowhere"])
def test_without_a_good_token_there_is_a_plain_challenge(everywhere: Running, path: str) -> None:
    for token, challenge in ((None, "Bearer"), ("sbxat_x", 'Bearer error="invalid_token"')):
        answer = v3(everywhere, path, token)
        assert trouble(answer)[0] == 401
        assert answer.headers["WWW-Authenticate"] == challenge


def test_any_good_token_passes_the_connectivity_check(
    program: Program, service_token: str, visitor: Visitor
) -> None:
    address = f"{program.sandbox.v3_url}/v3/test"
    for token in (service_token, of_person(visitor, USER)):
        assert data(call(address, token, "POST", json={"ping": "pong"})) == {"ping": "pong"}
    assert trouble(call(address, None, "POST", json={"ping": "pong"}))[0] == 401
    assert trouble(call(address, service_token, "POST", data="x"))[0] == 415
    assert trouble(call(address, service_token))[0] == 405


def test_every_token_expires_here_too(
    program: Program, service_token: str, visitor: Visitor
) -> None:
    tokens = service_token, of_person(visitor, OWNER)
    call(f"{program.sandbox.v3_url}/sandbox/expire-tokens", None, "POST")
    for token in tokens:
        assert v3(program.sandbox, "account", token).status_code == 401


def test_what_an_app_does_here_stands_in_its_grant_s_journal(visitor: Visitor) -> None:
    sandbox = visitor.sandbox
    token = of_person(visitor, USER)
    v3(sandbox, "my-account", token)
    v3(sandbox, f"tags/account/{sandbox.world.accounts[0].id}", token)
    [grant] = sandbox.world.ledger.grants
    entries, _ = grant.journal.page(1, 10)
    assert [(entry.action, entry.outcome) for entry in entries] == [
        ("tags.list", "denied"),
        ("account.read", "ok"),
    ]
    assert grant.last_used_at is not None


def test_a_revoked_app_is_refused_here_too(visitor: Visitor) -> None:
    token = of_person(visitor, OWNER)
    visitor.revoke(token)
    assert v3(visitor.sandbox, "my-account", token).status_code == 401
