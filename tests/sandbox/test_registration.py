"""Apps that register themselves: what is taken, what is refused, and how a public one goes on."""

from typing import Any

import pytest
import requests
from bs4 import BeautifulSoup

from sandbox.authorization import registration
from sandbox.server import Running
from tests.sandbox.app import REDIRECT, App, register, registered
from tests.sandbox.visitor import ALL, CALLBACK, VERIFIER, Visitor

HOSTILE = '<b onclick="x">\u202eecila\u202c</b>\x00 "; DROP TABLE'


@pytest.fixture
def app(sandbox: Running, http: requests.Session) -> App:
    """A public client that has just registered itself."""
    return registered(sandbox, http)


def test_an_app_that_says_little_becomes_a_public_client_for_every_scope(sandbox: Running) -> None:
    answer = register(sandbox, software_id="passed over")
    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json()
    assert said.pop("client_id") in sandbox.world.clients
    assert said.pop("client_id_issued_at") > 1_700_000_000
    assert said == {
        "client_name": "Quillby",
        "redirect_uris": [REDIRECT],
        "token_endpoint_auth_method": "none",
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "scope": ALL,
    }


def test_what_an_app_says_of_itself_is_told_back_as_registered(sandbox: Running) -> None:
    about = {
        f"{which}_uri": f"https://quillby.test/{which}"
        for which in ("client", "logo", "policy", "tos")
    }
    said = register(sandbox, **about, scope="tags:manage tags:manage profiles:read").json()
    assert {name: said[name] for name in about} == about
    assert said["scope"] == "tags:manage profiles:read"


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_a_confidential_client_gets_a_secret_for_the_one_way_it_asked(
    sandbox: Running, http: requests.Session, method: str
) -> None:
    said = register(
        sandbox, token_endpoint_auth_method=method, redirect_uris=["https://app.test/back"]
    ).json()
    assert said["client_secret_expires_at"] == 0
    credentials = (said["client_id"], said["client_secret"])
    named = {"client_id": credentials[0], "client_secret": credentials[1], "token": "x"}
    address = f"{sandbox.login_url}/oauth/revoke"
    answers = {
        "client_secret_basic": http.post(address, data={"token": "x"}, auth=credentials),
        "client_secret_post": http.post(address, data=named),
        "none": http.post(address, data={"token": "x", "client_id": credentials[0]}),
    }
    assert {name: answer.status_code == 200 for name, answer in answers.items()} == {
        each: each == method for each in answers
    }


@pytest.mark.parametrize(
    "uri",
    [
        "http://app.test/back",
        "https://app.test/back#part",
        "https://somebody@app.test/back",
        "https://app.test\\@evil.test/",
        "http://127.0.0.1:80@evil.test/",
        "http://127.0.0.1.evil.test/",
        "http://127.0.0.2/",
        "javascript:alert(1)",
        "test.app:/back",
        "https://",
        "https://app.test/a b",
        "https://app.test/\n",
        "/back",
        "https://app.test/" + "a" * 2_000,
        "",
    ],
)
def test_a_redirect_uri_that_cannot_be_trusted_is_refused(sandbox: Running, uri: str) -> None:
    answer = register(sandbox, redirect_uris=[REDIRECT, uri])
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_redirect_uri")


@pytest.mark.parametrize("uris", [None, [], "http://127.0.0.1/", [1], [REDIRECT] * 11])
def test_redirect_uris_are_a_short_list(sandbox: Running, uris: Any) -> None:
    answer = register(sandbox, redirect_uris=uris)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_redirect_uri")


@pytest.mark.parametrize(
    "changes",
    [
        {"client_name": "a" * 201},
        {"client_name": 7},
        {"client_uri": "http://app.test/"},
        {"logo_uri": "data:image/png;base64,AA"},
        {"policy_uri": "javascript:alert(1)"},
        {"tos_uri": "https://app.test/" + "a" * 2_000},
        {"scope": "profiles:read everything"},
        {"scope": ["profiles:read"]},
        {"token_endpoint_auth_method": 'private_key_jwt"\\é'},
        {"grant_types": ["authorization_code", "client_credentials"]},
        {"grant_types": ["refresh_token"]},
        {"grant_types": []},
        {"response_types": ["code", "token"]},
        {"response_types": []},
    ],
)
def test_other_metadata_that_makes_no_sense_is_refused(
    sandbox: Running, changes: dict[str, Any]
) -> None:
    answer = register(sandbox, **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client_metadata")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"[]", "application/json"),
        (b"{", "application/json"),
        (b'{"passed_over": ' + b"[" * 60_000, "application/json"),
        (b'{"client_name": "\xff"}', "application/json"),
        (b'{"redirect_uris": ["https://app.test/"]}', "text/plain"),
        (b'{"redirect_uris": ["https://app.test/"]}' + b" " * 65_536, "application/json"),
    ],
)
def test_a_body_that_is_no_small_json_object_is_refused(
    sandbox: Running, http: requests.Session, body: bytes, kind: str
) -> None:
    address = f"{sandbox.login_url}/oauth/register"
    answer = http.post(address, data=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client_metadata")


def test_a_hostile_name_stays_data(sandbox: Running, http: requests.Session) -> None:
    app = registered(sandbox, http, client_name=HOSTILE)
    assert app.client.name == HOSTILE
    page = BeautifulSoup(app.sign_in().text, "lxml")
    assert page.select_one("b, [onclick]") is None
    assert page.select_one("bdi") is not None


def test_an_app_without_a_name_goes_by_its_id(sandbox: Running) -> None:
    for changes in ({"client_name": None}, {"client_name": " "}):
        said = register(sandbox, **changes).json()
        assert said["client_name"] == said["client_id"]


def test_the_number_of_apps_is_bounded_and_a_reset_forgets_them(
    sandbox: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = sum(client.dynamic for client in sandbox.world.clients.values())
    monkeypatch.setattr(registration, "MOST_CLIENTS", known + 1)
    assert register(sandbox).status_code == 201
    refused = register(sandbox)
    assert (refused.status_code, refused.json()["error"]) == (503, "temporarily_unavailable")
    sandbox.world.reset()
    assert register(sandbox).status_code == 201


def test_a_public_client_gets_and_renews_and_ends_its_tokens_without_a_secret(app: App) -> None:
    first = app.tokens()
    second = app.refresh(first["refresh_token"]).json()
    assert app.get("/api/v4/account", second["access_token"]).status_code == 200
    assert app.revoke(second["refresh_token"]).status_code == 200
    assert app.get("/api/v4/account", second["access_token"]).status_code == 401
    assert app.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_public_client_s_spent_refresh_token_ends_the_grant(app: App) -> None:
    first = app.tokens()
    second = app.refresh(first["refresh_token"]).json()
    assert app.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert app.get("/api/v4/account", second["access_token"]).status_code == 401


@pytest.mark.parametrize("verifier", [None, VERIFIER[::-1]])
def test_without_its_verifier_a_public_client_s_code_buys_nothing(
    app: App, verifier: str | None
) -> None:
    assert app.redeem(app.code(), code_verifier=verifier).status_code == 400


def test_a_public_client_may_push_but_not_introspect(app: App) -> None:
    assert app.push().status_code == 201
    answer = app.post("/oauth/introspect", {"token": app.tokens()["access_token"]})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_client_with_a_secret_is_not_known_without_it(visitor: Visitor) -> None:
    stranger = App(visitor.sandbox, visitor.client, visitor.http)
    assert stranger.redeem(visitor.code()).json()["error"] == "invalid_client"
    answer = stranger.revoke(visitor.tokens()["refresh_token"])
    assert answer.json()["error"] == "invalid_client"


@pytest.mark.parametrize("port", ["", ":1", ":65535"])
@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_on_this_machine_a_public_client_may_come_back_by_any_port(
    sandbox: Running, http: requests.Session, host: str, port: str
) -> None:
    app = registered(sandbox, http, redirect_uris=[f"http://{host}:40000/back?x=1"])
    for address, status in (
        (f"http://{host}{port}/back?x=1", 200),
        (f"http://{host}{port}/back", 400),
        (f"http://{host}{port}/back?x=1&y=2", 400),
        (f"http://{host}{port}@evil.test/back?x=1", 400),
        (f"https://{host}{port}/back?x=1", 400),
    ):
        assert app.ask(redirect_uri=address).status_code == status


def test_elsewhere_the_port_counts_and_with_a_secret_it_counts_everywhere(
    sandbox: Running, http: requests.Session
) -> None:
    far = registered(sandbox, http, redirect_uris=["https://app.test/back"])
    assert far.ask(redirect_uri="https://app.test/back").status_code == 200
    assert far.ask(redirect_uri="https://app.test:444/back").status_code == 400
    keeper = registered(sandbox, http, token_endpoint_auth_method="client_secret_basic")
    assert keeper.ask(redirect_uri=REDIRECT).status_code == 200
    assert keeper.ask(redirect_uri=CALLBACK).status_code == 400


def test_more_than_it_registered_for_is_not_to_be_asked(
    sandbox: Running, http: requests.Session
) -> None:
    app = registered(sandbox, http, scope="profiles:read")
    assert app.ask(scope="profiles:read").status_code == 200
    assert "error=invalid_scope" in app.ask(scope=ALL).headers["Location"]


def test_an_app_that_wants_no_refresh_token_gets_none(
    sandbox: Running, http: requests.Session
) -> None:
    app = registered(sandbox, http, grant_types=["authorization_code"])
    assert "refresh_token" not in app.tokens()
    assert app.refresh("sbxrt_x").json()["error"] == "unauthorized_client"


def test_the_consent_page_says_that_nobody_checked_the_name(app: App, visitor: Visitor) -> None:
    said = BeautifulSoup(app.sign_in().text, "lxml").get_text(" ", strip=True)
    assert "This app registered itself" in said
    assert "127.0.0.1:8000" in said
    assert "registered itself" not in visitor.sign_in().text
