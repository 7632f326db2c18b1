"""Grants in the shape we assume, in those of two other servers, and in none."""

from datetime import UTC, datetime

import pytest

from tests.unit.api.conftest import ORIGIN, Tokens
from tests.unit.api.host import ScriptedHost, answer
from webapp.api import Forbidden, NotFound, NotOffered, Transport, Unavailable, UnexpectedAnswer
from webapp.api.grants import GrantsApi
from webapp.bounded_http import Answer

FULL = {
    "id": "66d0aa",
    "client": {
        "id": "app-1",
        "name": "Ledger Assistant",
        "publisher": "Quillwork",
        "uri": "https://quillwork.test",
        "logo_uri": "https://quillwork.test/logo.png",
        "policy_uri": None,
        "tos_uri": None,
        "type": "public",
        "registration": "dynamic",
        "first_party": False,
        "colour": "teal",
    },
    "account": {"id": "65f0", "name": "Harbor & Finch"},
    "scopes": ["profiles:read", "wine:pour"],
    "granted_at": "2026-03-04T10:11:12.345Z",
    "updated_at": "2026-03-05T10:11:12.345Z",
    "last_used_at": None,
    "expires_at": "never",
    "is_current": True,
}
BARE = {"id": "66d0bb", "client": {"id": "app-2"}, "scopes": []}
KEYCLOAK = [
    {
        "clientId": "https://app.test/oauth",
        "clientName": "Roster",
        "inUse": True,
        "logoUri": "https://app.test/l.svg",
        "consent": {
            "grantedScopes": [{"id": "1", "name": "tags:manage", "displayText": "Tags"}],
            "createdDate": 1767225600000,
            "lastUpdatedDate": 1767312000000,
        },
    },
    {"clientId": "account-console", "inUse": True},
]
SUPABASE = [
    {
        "client": {"id": "9f7d", "name": "Notes", "uri": "https://notes.test", "logo_uri": None},
        "scopes": ["profiles:read"],
        "granted_at": "2026-01-01T00:00:00Z",
    }
]


@pytest.fixture
def grants(host: ScriptedHost, tokens: Tokens) -> GrantsApi:
    return GrantsApi(Transport(ORIGIN, host, tokens, root="/api/v4/grants"))


def assumed(*grants: object) -> object:
    return {"code": 200, "status": "success", "total": len(grants), "grants": grants}


def test_a_grant_is_read_whole(grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer(assumed(FULL, BARE))]
    grant, _ = grants.every()

    assert (grant.id, grant.app.id, grant.app.name) == ("66d0aa", "app-1", "Ledger Assistant")
    assert (grant.app.publisher, grant.app.is_public) == ("Quillwork", True)
    assert (grant.app.is_self_registered, grant.app.is_first_party) == (True, False)
    assert (grant.account_id, grant.account_name) == ("65f0", "Harbor & Finch")
    assert grant.scopes == ("profiles:read", "wine:pour")
    assert grant.granted_at == datetime(2026, 3, 4, 10, 11, 12, 345000, tzinfo=UTC)
    assert (grant.last_used_at, grant.expires_at, grant.is_current) == (None, None, True)
    assert grant.has_activity


def test_what_may_be_missing_is_none(grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer(assumed(BARE))]
    (grant,) = grants.every()

    assert (grant.app.name, grant.app.is_public, grant.app.is_self_registered) == (None,) * 3
    assert (grant.account_id, grant.granted_at, grant.is_current) == (None,) * 3
    assert host.targets == ["/api/v4/grants?limit=100&page=1"]


def test_applications_without_consent_are_no_grants(grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [answer(KEYCLOAK)]
    (grant,) = grants.every()

    assert (grant.id, grant.app.name, grant.scopes) == (
        "https://app.test/oauth",
        "Roster",
        ("tags:manage",),
    )
    assert grant.granted_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert not grant.has_activity
    assert len(host.asked) == 1


def test_one_grant_an_app_is_read(grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [answer(SUPABASE)]
    (grant,) = grants.every()

    assert (grant.id, grant.app.name, grant.app.uri) == ("9f7d", "Notes", "https://notes.test")
    assert grant.granted_at == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("shown", [assumed(), []], ids=["envelope", "array"])
def test_nobody_may_act(shown: object, grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer(shown)]
    assert grants.every() == ()


@pytest.mark.parametrize(
    "shown",
    [{"apps": []}, [{"name": "?"}], {"grants": [{"id": ""}]}, "grants", b"<html>", b""],
)
def test_another_shape_is_named_as_such(
    shown: object, grants: GrantsApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(shown)]
    with pytest.raises(UnexpectedAnswer):
        grants.every()


@pytest.mark.parametrize(
    ("shown", "target"),
    [
        (assumed(FULL), "/api/v4/grants/66d0aa"),
        (KEYCLOAK, "/api/v4/grants/https%3A%2F%2Fapp.test%2Foauth/consent"),
        (SUPABASE, "/api/v4/grants?client_id=9f7d"),
    ],
    ids=["assumed", "keycloak", "supabase"],
)
def test_each_shape_is_revoked_in_its_own_way(
    shown: object, target: str, grants: GrantsApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(shown)]
    (grant,) = grants.every()
    host.script = [answer(b"", 204)]

    grants.revoke(grant)
    assert host.asked[-1][:2] == ("DELETE", target)


def test_what_is_gone_already_is_as_wished(grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer(assumed(FULL))]
    (grant,) = grants.every()
    host.script = [answer(b"", 404)]

    grants.revoke(grant)


@pytest.mark.parametrize(
    ("status", "error"), [(403, Forbidden), (404, NotFound), (405, NotOffered), (503, Unavailable)]
)
def test_a_list_that_is_not_given_says_why(
    status: int, error: type[Exception], grants: GrantsApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(b"", status)]
    with pytest.raises(error):
        grants.every()


@pytest.mark.parametrize("hostile", ["..", ".", "a/../b", "x?y#z", "a b", "é", "%2e%2e"])
def test_no_id_leaves_its_path(hostile: str, grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer(assumed({**BARE, "id": hostile}))]
    (grant,) = grants.every()
    host.script = [answer(b"", 204)]
    if hostile in ("..", "."):
        with pytest.raises(UnexpectedAnswer):
            grants.revoke(grant)
        return
    grants.revoke(grant)

    last = host.targets[-1].removeprefix("/api/v4/grants/")
    assert not set(last) & set("/?# ")
    assert last not in ("..", ".")


def test_what_an_app_did_is_read_in_pages(grants: GrantsApi, host: ScriptedHost) -> None:
    deed = {"id": "1", "at": "2026-03-04T10:11:12.345Z", "action": "profiles.list", "via": "mcp"}
    host.script = [answer({"total": 41, "activity": [deed, {}]})]
    activity = grants.activity("66d0aa", page=2)

    assert host.targets == ["/api/v4/grants/66d0aa/activity?limit=20&page=2"]
    assert activity.total == 41
    assert [(d.action, d.via) for d in activity.deeds] == [
        ("profiles.list", "mcp"),
        ("unknown", None),
    ]


def test_a_long_list_is_read_to_its_end(grants: GrantsApi, host: ScriptedHost) -> None:
    everyone = [{**BARE, "id": f"66d0{number}"} for number in range(250)]

    def page(target: str) -> Answer:
        number = int(target.partition("page=")[2])
        return answer({"total": 250, "grants": everyone[100 * (number - 1) : 100 * number]})

    host.script = [page]

    assert [grant.id for grant in grants.every()] == [one["id"] for one in everyone]
    assert len(host.asked) == 3


def test_none_of_those_that_are_counted_is_no_list(grants: GrantsApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer({"total": 3, "grants": []})]
    with pytest.raises(UnexpectedAnswer):
        grants.every()

    host.script = [lambda _: answer({"total": 0, "grants": []})]
    assert grants.every() == ()
