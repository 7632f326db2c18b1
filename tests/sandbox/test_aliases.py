"""Resource aliases over the API: as the platform documents them, and else as the README assumes."""

import re
from typing import Any

import pytest
import requests

from sandbox.aliases import AliasBook
from sandbox.authorization.extensions import Extensions
from sandbox.identifiers import well_formed
from sandbox.scopes import SCOPES
from tests.sandbox.visitor import MAIN, SECOND, Visitor, error

UNKNOWN = "6600000000000000000000ff"
ALIAS, ALIASES = "/api/v4/resource-alias", "/api/v4/resource-aliases"
Json = dict[str, Any]
Write = tuple[str, str, Any]


def book(visitor: Visitor) -> AliasBook:
    """The main account's."""
    return visitor.sandbox.world.accounts[0].aliases


def person(visitor: Visitor, place: int = 1, account: int = 0) -> str:
    """An id; at odd places there are people without an alias."""
    return visitor.sandbox.world.accounts[account].profiles.id_at(place)


def good(visitor: Visitor, key: str = "erp-1") -> Json:
    return {"resourceType": "profile", "resourceId": person(visitor), "consumerKey": key}


def given(answer: requests.Response, code: int = 200) -> Json:
    """The alias in an answer, which must have the envelope."""
    said = answer.json()
    assert (answer.status_code, said.keys()) == (code, {"code", "status", "resourceAlias"}), said
    assert (said["code"], said["status"]) == (code, "success")
    alias: Json = said["resourceAlias"]
    assert alias.keys() == {
        *("id", "createdAt", "updatedAt", "resourceType", "resourceId", "consumerKey")
    }
    return alias


def refused(visitor: Visitor, token: str, write: Write, **sent: Any) -> tuple[int, str]:
    """How a call is refused; none may leave a trace."""
    before = book(visitor)[:]
    method, path, body = write
    told = error(visitor.send(method, path, token, **(sent or {"json": body})))
    assert book(visitor)[:] == before
    assert visitor.sandbox.world.audit.rows() == []
    return told


def test_the_aliases_come_in_pages_each_once(visitor: Visitor, token: str) -> None:
    seen: list[Json] = []
    for page in range(1, 5):
        said = visitor.get(ALIASES, token, limit=8, page=page).json()
        assert said.keys() == {"code", "status", "resourceAliases"}
        seen += said["resourceAliases"]

    assert [alias["id"] for alias in seen] == [alias.id for alias in book(visitor)]
    assert {alias["resourceType"] for alias in seen} == {"profile"}
    assert "hr-20417" in {alias["consumerKey"] for alias in seen}
    assert len(visitor.get(ALIASES, token).json()["resourceAliases"]) == 10
    assert error(visitor.get(ALIASES, token, limit="0"))[0] == 400


def test_a_new_alias_is_201_and_stands_last(visitor: Visitor, token: str) -> None:
    sent = good(visitor) | {"resourceId": person(visitor).upper(), "unknown": 1}
    alias = given(visitor.send("POST", ALIAS, token, json=sent), 201)

    assert well_formed(alias["id"])
    assert re.fullmatch(r"[-\d]{10}T[:\d]{8}\.\d{6}-05:00", alias["createdAt"])
    assert alias == alias | good(visitor) | {"updatedAt": alias["createdAt"]}
    assert visitor.get(ALIASES, token, limit=100).json()["resourceAliases"][-1] == alias


def test_the_same_alias_again_is_200_and_writes_nothing(visitor: Visitor, token: str) -> None:
    first = given(visitor.send("POST", ALIAS, token, json=good(visitor)), 201)
    again = given(visitor.send("POST", ALIAS, token, json=good(visitor)))

    assert again == first
    assert len(visitor.sandbox.world.audit.rows("alias.")) == 1


def test_a_key_of_another_profile_is_a_conflict(visitor: Visitor, token: str) -> None:
    taken, other = book(visitor)[0], book(visitor)[1]
    told = (409, f'consumerKey "{taken.consumer_key}" is used for another resource')

    create = good(visitor, taken.consumer_key)
    assert refused(visitor, token, ("POST", ALIAS, create)) == told
    change = {"consumerKey": taken.consumer_key}
    assert refused(visitor, token, ("PATCH", f"{ALIAS}/{other.id}", change)) == told


def test_one_profile_may_have_several_keys(visitor: Visitor, token: str) -> None:
    ids = {
        given(visitor.send("POST", ALIAS, token, json=good(visitor, key)), 201)["id"]
        for key in ("erp-1", "erp-2", "ERP-1", " erp-1 ", "ليلى", "x" * 10_000)
    }
    assert len(ids) == 6


def test_two_accounts_may_use_one_key(visitor: Visitor, token: str) -> None:
    key = book(visitor)[0].consumer_key
    elsewhere = visitor.tokens(account=SECOND)["access_token"]
    sent = good(visitor, key) | {"resourceId": person(visitor, account=1)}

    given(visitor.send("POST", ALIAS, elsewhere, json=sent), 201)


@pytest.mark.parametrize("named", [{"consumerKey"}, {"resourceId"}, set()])
def test_a_change_leaves_the_rest_as_it_was(visitor: Visitor, token: str, named: set[str]) -> None:
    [before] = visitor.get(ALIASES, token, limit=1).json()["resourceAliases"]
    change = {name: value for name, value in good(visitor).items() if name in named}

    sent = change | {"resourceType": "team"}  # which cannot be changed
    alias = given(visitor.send("PATCH", f"{ALIAS}/{before['id'].upper()}", token, json=sent))

    assert alias == before | change | {"updatedAt": alias["updatedAt"]}
    assert alias["updatedAt"] != before["updatedAt"]


def test_a_deleted_alias_is_given_once_more_and_its_key_is_free(
    visitor: Visitor, token: str
) -> None:
    [before] = visitor.get(ALIASES, token, limit=1).json()["resourceAliases"]

    assert given(visitor.send("DELETE", f"{ALIAS}/{before['id']}", token)) == before

    again = visitor.send("DELETE", f"{ALIAS}/{before['id']}", token)
    assert error(again) == (404, "Resource alias not found")
    key = good(visitor, before["consumerKey"])
    assert given(visitor.send("POST", ALIAS, token, json=key), 201)["id"] != before["id"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("resourceType", ..., "resourceType is required"),
        ("resourceType", "team", 'invalid resourceType "team"'),
        ("resourceType", None, 'invalid resourceType "null"'),
        ("resourceType", "Profile", 'invalid resourceType "Profile"'),
        ("resourceId", ..., "resourceId is required"),
        ("resourceId", "", "resourceId is required"),
        ("resourceId", UNKNOWN, f'unknown profile "{UNKNOWN}"'),
        ("resourceId", "x", 'unknown profile "x"'),
        ("resourceId", 5, 'unknown profile "5"'),
        *(("consumerKey", value, "consumerKey is required") for value in (..., "", " \t", None, 5)),
    ],
)
def test_what_is_wrong_is_named(
    visitor: Visitor, token: str, name: str, value: Any, told: str
) -> None:
    body = {key: each for key, each in (good(visitor) | {name: value}).items() if each is not ...}

    assert refused(visitor, token, ("POST", ALIAS, body)) == (400, told)
    if name != "resourceType" and value is not ...:
        write = ("PATCH", f"{ALIAS}/{book(visitor)[0].id}", {name: value})
        assert refused(visitor, token, write) == (400, told)


def test_another_account_s_profile_and_alias_are_as_unknown_as_any(
    visitor: Visitor, token: str
) -> None:
    foreign = person(visitor, account=1)
    told = (400, f'unknown profile "{foreign}"')
    assert refused(visitor, token, ("POST", ALIAS, good(visitor) | {"resourceId": foreign})) == told
    theirs = visitor.sandbox.world.accounts[1].aliases[0].id
    for alias_id, code in ((theirs, 404), (UNKNOWN, 404), (person(visitor), 404), ("x", 400)):
        for method in ("PATCH", "DELETE"):
            write: Write = (method, f"{ALIAS}/{alias_id}", {})
            assert refused(visitor, token, write)[0] == code


@pytest.mark.parametrize("kind", range(4))
def test_each_call_needs_its_scope_before_anything_else(visitor: Visitor, kind: int) -> None:
    alias = book(visitor)[0]
    scope = "account:write" if kind else "account:read"
    calls: list[Write] = [
        ("GET", ALIASES, None),
        ("POST", ALIAS, good(visitor)),
        ("PATCH", f"{ALIAS}/{alias.id}", {"consumerKey": "erp-2"}),
        ("DELETE", f"{ALIAS}/{alias.id}", None),
    ]
    others = visitor.tokens(granted=" ".join(SCOPES.keys() - {scope}))["access_token"]
    just = visitor.tokens(granted=scope)["access_token"]

    code, message = refused(visitor, others, calls[kind], data="{", headers={})
    assert (code, scope in message) == (403, True)
    assert refused(visitor, "sbxat_unknown", calls[kind])[0] == 401
    method, path, body = calls[kind]
    assert visitor.send(method, path, just, json=body).status_code in {200, 201}


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"data": "{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"json": []}, 400),
        ({"data": "{}"}, 415),
    ],
)
def test_a_body_that_is_none_is_refused(
    visitor: Visitor, token: str, sent: Json, code: int
) -> None:
    assert refused(visitor, token, ("POST", ALIAS, None), **sent)[0] == code


def test_each_write_has_its_row(visitor: Visitor, token: str) -> None:
    alias = given(visitor.send("POST", ALIAS, token, json=good(visitor)), 201)
    address = f"{ALIAS}/{alias['id']}"
    visitor.send("PATCH", address, token, json={"consumerKey": "erp-2"})
    visitor.send("DELETE", address, token)

    rows = visitor.sandbox.world.audit.rows()
    assert {row.target for row in rows} == {alias["id"]}
    old, new = ({"resourceId": person(visitor), "consumerKey": key} for key in ("erp-1", "erp-2"))
    assert [(row.action, row.details) for row in rows] == [
        ("alias.create", old),
        ("alias.change", {"before": old, "after": new}),
        ("alias.delete", new),
    ]


def test_a_platform_may_do_without_the_calls_that_are_not_documented(
    visitor: Visitor, token: str
) -> None:
    visitor.sandbox.world.extensions = Extensions(aliases=False)
    address = f"{ALIAS}/{book(visitor)[0].id}"

    assert error(visitor.get(ALIASES, token))[0] == 404
    gone = visitor.send("DELETE", address, token)
    assert (error(gone)[0], set(gone.headers["Allow"].split(", "))) == (405, {"OPTIONS", "PATCH"})
    assert visitor.send("DELETE", address, "sbxat_unknown").status_code == 401
    given(visitor.send("POST", ALIAS, token, json=good(visitor)), 201)
    given(visitor.send("PATCH", address, token, json={}))


def test_the_journal_names_the_alias(visitor: Visitor) -> None:
    token = visitor.tokens(account=MAIN)["access_token"]
    alias = given(visitor.send("POST", ALIAS, token, json=good(visitor)), 201)
    visitor.send("DELETE", f"{ALIAS}/{alias['id'].upper()}", token)
    visitor.get(ALIASES, token)

    entries, _ = visitor.sandbox.world.ledger.grants[-1].journal.page(1, 10)
    assert [(each.action, each.target) for each in reversed(entries)] == [
        ("alias.create", alias["id"]),
        ("alias.delete", alias["id"]),
        ("aliases.list", None),
    ]
