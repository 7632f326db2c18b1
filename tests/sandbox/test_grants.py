"""The apps that a person connected: listed for them alone, and ended one by one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from sandbox.authorization.records import Grant
from sandbox.server import Running
from tests.sandbox.app import App, registered
from tests.sandbox.visitor import ALL, MAIN, MANAGER, OWNER, SECOND, Visitor, error

GRANTS = "/api/v4/grants"
UNKNOWN = "6600000000000000000000ff"


@pytest.fixture
def app(sandbox: Running, http: requests.Session) -> App:
    """An assistant that has just registered itself."""
    return registered(sandbox, http, client_uri="https://quillby.test/")


def listed(visitor: Visitor, token: str) -> list[dict[str, Any]]:
    """Every grant that the token's person sees."""
    said = visitor.get(GRANTS, token, limit=100).json()
    assert said["total"] == len(said["grants"])
    entries: list[dict[str, Any]] = said["grants"]
    return entries


def named(visitor: Visitor, name: str, account: str = MAIN) -> Grant:
    """The seeded grant of the owner to an app, by the beginning of its name."""
    world = visitor.sandbox.world
    account_id = next(each.id for each in world.accounts if each.name == account)
    return next(
        grant
        for grant in world.ledger.live(world.people[0].id)
        if world.clients[grant.client_id].name.startswith(name) and grant.account_id == account_id
    )


def delete(visitor: Visitor, grant_id: str, token: str) -> requests.Response:
    return visitor.send("DELETE", f"{GRANTS}/{grant_id}", token)


def test_a_consent_is_listed_first_with_all_there_is_to_say(visitor: Visitor, token: str) -> None:
    answer = visitor.get(GRANTS, token, limit=1)
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json()
    assert (said["code"], said["status"]) == (200, "success")
    [entry] = said["grants"]
    account, [grant] = visitor.sandbox.world.accounts[0], visitor.sandbox.world.ledger.grants
    for name in ("granted_at", "updated_at", "last_used_at"):
        when = datetime.fromisoformat(entry.pop(name))
        assert abs(when - datetime.now(UTC)) < timedelta(seconds=10)
    assert entry == {
        "id": grant.id,
        "client": {
            "id": visitor.client.client_id,
            "name": "Team Dashboard",
            "publisher": None,
            "uri": None,
            "logo_uri": None,
            "policy_uri": None,
            "tos_uri": None,
            "type": "confidential",
            "registration": "pre_registered",
            "first_party": False,
        },
        "account": {"id": account.id, "name": MAIN},
        "scopes": ALL.split(),
        "expires_at": None,
        "is_current": True,
    }


def test_an_app_that_registered_itself_is_told_apart(
    visitor: Visitor, token: str, app: App
) -> None:
    app.tokens(granted="tags:manage")
    entry = listed(visitor, token)[0]
    assert (entry["client"]["type"], entry["client"]["registration"]) == ("public", "dynamic")
    assert entry["client"]["uri"] == "https://quillby.test/"
    assert entry["scopes"] == ["tags:manage"]
    assert (entry["last_used_at"], entry["is_current"]) == (None, False)


def test_an_app_of_the_platform_s_own_is_told_apart(visitor: Visitor, token: str) -> None:
    clients = visitor.sandbox.world.clients
    before = clients[visitor.client.client_id]
    clients[before.client_id] = replace(before, first_party=True)
    assert listed(visitor, token)[0]["client"]["first_party"] is True
    del clients[before.client_id]
    clients[before.client_id] = before


def test_an_app_that_is_registered_no_more_has_its_id_alone(
    visitor: Visitor, token: str, app: App
) -> None:
    app.tokens()
    del visitor.sandbox.world.clients[app.client.client_id]
    assert listed(visitor, token)[0]["client"] == {"id": app.client.client_id}


def test_a_person_sees_the_apps_of_every_account_whichever_the_token_is_for(
    visitor: Visitor,
) -> None:
    tokens = [visitor.tokens(account=account)["access_token"] for account in (MAIN, SECOND)]
    ids = [[entry["id"] for entry in listed(visitor, token)] for token in tokens]
    assert ids[0] == ids[1]
    accounts = {entry["account"]["name"] for entry in listed(visitor, tokens[0])}
    assert accounts == {MAIN, SECOND}
    current = [
        entry["account"]["name"] for entry in listed(visitor, tokens[1]) if entry["is_current"]
    ]
    assert current == [SECOND]


def test_a_list_comes_in_pages_and_says_how_many_there_are(visitor: Visitor, token: str) -> None:
    every = [entry["id"] for entry in listed(visitor, token)]
    pages = [visitor.get(GRANTS, token, limit=3, page=page).json() for page in (1, 2, 3, 4)]
    assert [entry["id"] for page in pages for entry in page["grants"]] == every
    assert {page["total"] for page in pages} == {len(every)}
    assert error(visitor.get(GRANTS, token, page=0))[0] == 400
    assert error(visitor.get(f"{GRANTS}/{every[0]}/activity", token, limit="x"))[0] == 400


def test_nobody_sees_or_ends_what_another_person_connected(visitor: Visitor, token: str) -> None:
    foreign = named(visitor, "Stonegable")
    others = visitor.tokens(MANAGER)["access_token"]
    assert foreign.id not in {entry["id"] for entry in listed(visitor, others)}
    assert error(delete(visitor, foreign.id, others)) == (404, "Grant not found")
    activity = visitor.get(f"{GRANTS}/{foreign.id}/activity", others)
    assert error(activity) == (404, "Grant not found")
    assert foreign.id in {entry["id"] for entry in listed(visitor, token)}


def test_to_read_and_to_end_take_a_scope_each(visitor: Visitor) -> None:
    grant = named(visitor, "Stonegable")
    reader = visitor.tokens(granted="account:read")["access_token"]
    refused = delete(visitor, grant.id, reader)
    assert error(refused)[0] == 403
    assert 'scope="account:write"' in refused.headers["WWW-Authenticate"]
    assert not grant.has_ended
    writer = visitor.tokens(granted="account:write")["access_token"]
    assert visitor.get(GRANTS, writer).status_code == 403
    assert delete(visitor, grant.id, writer).status_code == 204


@pytest.mark.parametrize("method", [None, "client_secret_basic"])
def test_an_app_that_registered_itself_does_not_find_out_its_siblings(
    sandbox: Running, http: requests.Session, method: str | None
) -> None:
    app = registered(
        sandbox,
        http,
        token_endpoint_auth_method=method,
        redirect_uris=["http://127.0.0.1:8000/sign-in/callback"],
    )
    speaker = app if method is None else Visitor(sandbox, app.client, http)
    token, grant = speaker.tokens()["access_token"], named(speaker, "Stonegable")
    for answer in (
        speaker.get(GRANTS, token),
        speaker.get(f"{GRANTS}/{grant.id}/activity", token),
        delete(speaker, grant.id, token),
        delete(speaker, sandbox.world.ledger.grants[0].id, token),
    ):
        assert error(answer)[0] == 403
        assert "WWW-Authenticate" not in answer.headers
    assert not grant.has_ended
    assert sandbox.world.ledger.grants[0].journal.page(1, 1)[0][0].outcome == "denied"


def test_a_revoked_app_s_next_call_fails_and_it_cannot_renew(
    visitor: Visitor, token: str, app: App
) -> None:
    pair = app.tokens()
    assert app.get("/api/v4/account", pair["access_token"]).status_code == 200
    grant = visitor.sandbox.world.ledger.grants[-1]

    answer = delete(visitor, grant.id, token)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    assert app.get("/api/v4/account", pair["access_token"]).status_code == 401
    assert app.refresh(pair["refresh_token"]).json()["error"] == "invalid_grant"
    assert grant.id not in {entry["id"] for entry in listed(visitor, token)}
    assert error(delete(visitor, grant.id, token))[0] == 404
    assert error(visitor.get(f"{GRANTS}/{grant.id}/activity", token))[0] == 404


def test_the_same_app_s_grant_of_another_account_stays(
    visitor: Visitor, token: str, app: App
) -> None:
    first, second = app.tokens(), app.tokens(account=SECOND)
    delete(visitor, visitor.sandbox.world.ledger.grants[-2].id, token)
    assert app.get("/api/v4/account", first["access_token"]).status_code == 401
    assert app.get("/api/v4/account", second["access_token"]).status_code == 200
    assert app.refresh(second["refresh_token"]).status_code == 200


def test_an_app_may_end_its_own_connection(visitor: Visitor, token: str) -> None:
    [own] = visitor.sandbox.world.ledger.grants
    assert delete(visitor, own.id.upper(), token).status_code == 204
    assert visitor.get(GRANTS, token).status_code == 401


def test_what_an_app_ended_by_itself_is_no_longer_listed(visitor: Visitor, token: str) -> None:
    visitor.revoke(visitor.tokens()["refresh_token"])
    assert visitor.sandbox.world.ledger.grants[-1].id not in {
        entry["id"] for entry in listed(visitor, token)
    }


def test_a_grant_that_has_run_out_is_gone_with_its_tokens(
    visitor: Visitor, token: str, app: App
) -> None:
    pair = app.tokens()
    grant = visitor.sandbox.world.ledger.grants[-1]
    grant.expires_at = datetime.now(UTC) + timedelta(hours=1)
    assert listed(visitor, token)[0]["expires_at"] is not None
    grant.expires_at = datetime.now(UTC)
    assert grant.id not in {entry["id"] for entry in listed(visitor, token)}
    assert app.get("/api/v4/account", pair["access_token"]).status_code == 401
    assert app.refresh(pair["refresh_token"]).json()["error"] == "invalid_grant"


def test_of_many_that_end_one_at_once_one_is_told_so(visitor: Visitor, token: str) -> None:
    grant, ledger = named(visitor, "Ferrywick"), visitor.sandbox.world.ledger
    with ThreadPoolExecutor(4) as pool:
        with ledger.lock:
            calls = [pool.submit(delete, visitor, grant.id, token) for _ in range(4)]
            with pytest.raises(TimeoutError):
                calls[0].result(0.2)
            assert not any(call.done() for call in calls)
        assert sorted(call.result(20).status_code for call in calls) == [204] + [404] * 3


@pytest.mark.parametrize("grant_id", [UNKNOWN, "no-id", "%3Cb%3E"])
def test_an_unknown_grant_is_not_found_whatever_its_form(
    visitor: Visitor, token: str, grant_id: str
) -> None:
    assert error(delete(visitor, grant_id, token)) == (404, "Grant not found")


def test_there_is_no_way_to_end_them_all_at_once(visitor: Visitor, token: str) -> None:
    assert visitor.send("DELETE", GRANTS, token).status_code == 405
    assert len(listed(visitor, token)) > 1


def test_to_end_one_leaves_a_row_in_the_audit(visitor: Visitor, token: str) -> None:
    grant = named(visitor, "Almsford", SECOND)
    delete(visitor, grant.id, token)
    delete(visitor, grant.id, token)
    [row] = visitor.sandbox.world.audit.rows("grant.")
    assert (row.action, row.target) == ("grant.revoke", grant.id)
    assert row.details == {"client_id": grant.client_id, "account": grant.account_id}
    assert row.client_id == visitor.client.client_id


def test_the_metadata_names_the_list_unless_there_is_none(visitor: Visitor, token: str) -> None:
    address = f"{visitor.sandbox.api_url}{GRANTS}"
    assert visitor.metadata()["grant_management_endpoint"] == address
    control = f"{visitor.sandbox.api_url}/sandbox/extensions"
    assert visitor.http.post(control, json={"grants": False}).json()["grants"] is False
    assert "grant_management_endpoint" not in visitor.metadata()
    for path in (GRANTS, f"{GRANTS}/{UNKNOWN}/activity"):
        assert error(visitor.get(path, token))[0] == 404
    assert delete(visitor, named(visitor, "Ferrywick").id, token).status_code == 404
    assert not named(visitor, "Ferrywick").has_ended


def test_no_token_and_no_secret_is_ever_told(visitor: Visitor, token: str) -> None:
    pair = visitor.tokens(OWNER)
    world = visitor.sandbox.world
    activity = f"{GRANTS}/{world.ledger.grants[-1].id}/activity"
    said = visitor.get(GRANTS, token).text + visitor.get(activity, token).text
    secrets = {client.client_secret for client in world.clients.values()} - {""}
    for secret in {*pair.values(), *secrets, token} - {3600, "Bearer"}:
        assert str(secret) == pair["scope"] or str(secret) not in said
