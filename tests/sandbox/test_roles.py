"""What somebody may do is what the scopes allow and their role does too."""

import pytest
import requests

from sandbox.roles import Role
from sandbox.scopes import SCOPES
from tests.sandbox.visitor import MANAGER, OWNER, SECOND, Visitor, error

USER = "Priya Castellanos"
UNKNOWN = "6600000000000000000000ff"
# One call for each scope that asks for no more than it; all are let, whatever they then find.
CALLS = {
    "profiles:read": ("GET", f"/api/v4/profile/{UNKNOWN}"),
    "profiles:write": ("DELETE", f"/api/v4/profile/{UNKNOWN}"),
    "tags:manage": ("DELETE", f"/api/v4/tag/{UNKNOWN}"),
    "account:read": ("GET", "/api/v4/account"),
    "account:write": ("DELETE", f"/api/v4/resource-alias/{UNKNOWN}"),
}
MAY_NOT = [
    (USER, Role.USER, "profiles:write"),
    (USER, Role.USER, "account:write"),
    (MANAGER, Role.MANAGER, "account:write"),
]
MAY = [
    (person, scope)
    for person in (OWNER, MANAGER, USER)
    for scope in CALLS
    if (person, scope) not in [(each[0], each[2]) for each in MAY_NOT]
]


def called(visitor: Visitor, token: str, scope: str) -> requests.Response:
    method, path = CALLS[scope]
    return visitor.send(method, path, token)


@pytest.mark.parametrize(("person", "role", "scope"), MAY_NOT)
def test_a_role_that_does_not_let_is_named_and_no_scope_is(
    visitor: Visitor, person: str, role: Role, scope: str
) -> None:
    answer = called(visitor, visitor.tokens(person)["access_token"], scope)

    sentence = f"Your role in this account is {role}, and a {role} may not {SCOPES[scope]}"
    assert error(answer) == (403, sentence)
    assert "scope=" not in answer.headers.get("WWW-Authenticate", "")


@pytest.mark.parametrize(("person", "scope"), MAY)
def test_a_role_that_lets_stands_in_nobody_s_way(visitor: Visitor, person: str, scope: str) -> None:
    answer = called(visitor, visitor.tokens(person)["access_token"], scope)

    assert answer.status_code in {200, 404}


def test_a_scope_that_is_missing_too_is_what_is_told(visitor: Visitor) -> None:
    token = visitor.tokens(USER, granted="account:read")["access_token"]
    answer = called(visitor, token, "profiles:write")

    assert "not granted profiles:write" in error(answer)[1]
    assert 'scope="profiles:write"' in answer.headers["WWW-Authenticate"]


def test_the_role_is_that_of_the_account(visitor: Visitor) -> None:
    person = "Jonas Weatherby"  # a manager in the first account, a user in the second
    first = visitor.tokens(person)["access_token"]
    second = visitor.tokens(person, account=SECOND)["access_token"]

    statuses = [called(visitor, each, "profiles:write").status_code for each in (first, second)]
    assert statuses == [404, 403]


def test_roles_can_be_switched_off(visitor: Visitor) -> None:
    token = visitor.tokens(USER)["access_token"]
    visitor.http.post(f"{visitor.sandbox.api_url}/sandbox/extensions", json={"roles": False})

    assert called(visitor, token, "profiles:write").status_code == 404


@pytest.mark.parametrize("person", [USER, MANAGER])
def test_everybody_ends_their_own_grants(visitor: Visitor, person: str) -> None:
    token = visitor.tokens(person)["access_token"]
    [own, *_] = visitor.get("/api/v4/grants", token).json()["grants"]

    assert visitor.send("DELETE", f"/api/v4/grants/{own['id']}", token).status_code == 204


@pytest.mark.parametrize("role", Role)
def test_owners_may_all_managers_not_the_account_and_users_neither(role: Role) -> None:
    denied = {scope for scope in SCOPES if not role.may(scope)}
    assert (
        denied
        == {
            Role.OWNER: set(),
            Role.MANAGER: {"account:write"},
            Role.USER: {"account:write", "profiles:write"},
        }[role]
    )


def test_a_call_that_the_role_does_not_let_is_noted_as_denied(visitor: Visitor) -> None:
    called(visitor, visitor.tokens(USER)["access_token"], "profiles:write")

    [entry], total = visitor.sandbox.world.ledger.grants[-1].journal.page(1, 10)
    assert (entry.action, entry.outcome, total) == ("profile.delete", "denied", 1)
