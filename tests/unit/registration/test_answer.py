import json
from typing import Any

import pytest

from webapp.auth.metadata import AuthorizationServer
from webapp.bounded_http import Answer
from webapp.registration.answer import registered
from webapp.registration.errors import RegistrationError, Unclear
from webapp.registration.request import requested
from webapp.registration.values import Registered, Request
from webapp.registration.wishing import wished

TOKEN = "canary-initial"
REDIRECT = "https://dashboard.test/sign-in/callback"
SAID = {
    "client_id": "client_1",
    "client_secret": "canary-secret",
    "client_secret_expires_at": 0,
    "redirect_uris": [REDIRECT],
    "token_endpoint_auth_method": "client_secret_basic",
    "grant_types": ["authorization_code", "refresh_token"],
    "response_types": ["code"],
    "scope": "profiles:read tags:manage account:read profiles:write account:write",
}


def request(token: str = "", **env: str) -> Request:
    settings = {
        "PROFILE_API_URL": "https://api.test",
        "PUBLIC_URL": "https://dashboard.test",
        "PROFILE_INITIAL_ACCESS_TOKEN": token,
        **env,
    }
    server = AuthorizationServer(
        issuer="https://login.test",
        authorization_endpoint="https://login.test/authorize",
        token_endpoint="https://login.test/token",
        registration_endpoint="https://login.test/register",
    )
    return requested(wished(settings, "Dashboard"), server)


def answered(status: int = 201, body: Any = None, token: str = "", **changes: Any) -> Registered:
    said = {key: value for key, value in {**SAID, **changes}.items() if value is not ...}
    content = body if isinstance(body, bytes) else json.dumps(said if body is None else body)
    raw = content if isinstance(content, bytes) else content.encode()
    headers = {"retry-after": "90"} if status in (429, 503) else {}
    return registered(request(token), Answer(status, headers, raw))


def refused(status: int, body: Any, token: str = "") -> RegistrationError:
    with pytest.raises(RegistrationError) as refusal:
        answered(status, body, token)
    assert "canary" not in str(refusal.value)
    return refusal.value


def test_a_client_as_asked_for_leaves_nothing_to_say() -> None:
    client = answered()

    assert (client.client_id, client.client_secret) == ("client_1", "canary-secret")
    assert (client.client_auth, client.expires) == ("client_secret_basic", None)
    assert (client.management, client.notes) == (None, ())
    assert "canary" not in repr(client)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"token_endpoint_auth_method": "client_secret_post"}, "chose client_secret_post"),
        ({"token_endpoint_auth_method": ...}, "does not say how"),
        ({"scope": "profiles:read tags:manage"}, "account:read, profiles:write, account:write"),
        ({"scope": ""}, "may not ask for profiles:read"),
        ({"grant_types": ["authorization_code"]}, "no refresh tokens"),
        ({"redirect_uris": ["https://other.test/", REDIRECT]}, "other redirect addresses"),
        ({"client_secret_expires_at": 4102444800}, "ends on 2100-01-01 (UTC)"),
        ({"client_secret_expires_at": 1000}, "ended on 1970-01-01 (UTC) already"),
        ({"client_secret_expires_at": ...}, "does not say readably"),
        ({"client_secret_expires_at": 10**400}, "does not say readably"),
        ({"client_secret_expires_at": float("nan")}, "does not say readably"),
        ({"client_secret_expires_at": 1e300}, "does not say readably"),
        ({"client_secret_expires_at": True}, "does not say readably"),
    ],
)
def test_what_the_server_decided_wins_and_is_told(changes: dict[str, Any], said: str) -> None:
    client = answered(**changes)

    assert [note for note in client.notes if said in note], client.notes
    assert client.client_auth == changes.get("token_endpoint_auth_method", ...) or (
        client.client_auth == "client_secret_basic"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"client_secret": ...}, "no secret"),
        ({"client_secret": ""}, "no secret"),
        ({"client_secret": "canary\r\nX-Evil: 1"}, "no secret"),
        ({"client_secret": "canary "}, "no secret"),
        ({"client_secret": ["canary"]}, "no secret"),
        ({"token_endpoint_auth_method": "none"}, "way to authenticate"),
        ({"token_endpoint_auth_method": "private_key_jwt"}, "way to authenticate"),
        ({"token_endpoint_auth_method": ["client_secret_basic"]}, "way to authenticate"),
        ({"redirect_uris": ...}, "redirect addresses"),
        ({"redirect_uris": [REDIRECT + "/"]}, "redirect addresses"),
        ({"redirect_uris": REDIRECT}, "redirect addresses"),
        ({"grant_types": ["client_credentials"]}, "authorization codes"),
        ({"response_types": ["token"]}, "with a code"),
    ],
)
def test_a_client_of_no_use_is_refused_by_its_id(changes: dict[str, Any], said: str) -> None:
    refusal = refused(201, {key: v for key, v in {**SAID, **changes}.items() if v is not ...})

    assert refusal.exit_code == 1
    assert "client_1, which is of no use" in str(refusal)
    assert said in str(refusal)


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (400, {"error": "invalid_redirect_uri"}, f"does not take the redirect address {REDIRECT}"),
        (400, {"error": "invalid_client_metadata"}, "--dry-run"),
        (200, {"error": "invalid_client_metadata"}, "--dry-run"),
        (400, {"error": "invalid_software_statement"}, "software statement"),
        (400, {"error": "unapproved_software_statement"}, "software statement"),
        (400, {"error": "canary"}, "RFC 7591 does not know"),
        (400, {"error": ["canary"]}, "RFC 7591 does not know"),
        (400, b"<html>canary</html>", "RFC 7591 does not know"),
        (401, {"error": "canary"}, "--initial-access-token-file"),
        (401, b"", "--initial-access-token-file"),
        (403, b"", "Ask Profile’s support"),
        (404, b"", "Nothing is at https://login.test/register"),
        (302, b"", "redirect"),
        (429, {"error": "canary"}, "in 90 seconds"),
        (503, SAID, "in 90 seconds"),
    ],
)
def test_each_refusal_says_what_to_do(status: int, body: Any, said: str) -> None:
    refusal = refused(status, body)

    assert said in str(refusal)
    assert refusal.exit_code == 1


def test_a_token_that_is_not_accepted_is_told_from_one_that_is_missing() -> None:
    assert "Ask Profile’s support for another one" in str(refused(401, b"", TOKEN))
    assert "does not accept the initial" in str(refused(401, {"error": "invalid_token"}, TOKEN))


@pytest.mark.parametrize(
    ("description", "is_told"),
    [("Only https.", True), (f"Not with {TOKEN}", False), ("\x1b[2J", False), ("x" * 999, False)],
)
def test_the_server_has_its_word_where_it_is_plain_and_no_secret(
    description: str, is_told: bool
) -> None:
    body = {"error": "invalid_redirect_uri", "error_description": description}

    assert (description in str(refused(400, body, TOKEN))) is is_told


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (201, b"<html>canary</html>"),
        (201, b"\xff\xfe{"),
        (201, b"[" * 100_000),
        (201, b""),
        (201, [SAID]),
        (200, {"client_secret": "canary"}),
        (201, {**SAID, "client_id": "canary\n"}),
        (202, SAID),
        (204, b""),
        (500, SAID),
        (502, b"<html>canary</html>"),
        (504, b""),
    ],
)
def test_what_may_have_registered_a_client_is_called_unclear(status: int, body: Any) -> None:
    refusal = refused(status, body)

    assert isinstance(refusal, Unclear)
    assert refusal.exit_code == 4
    assert "may leave one client unused" in str(refusal)


def test_what_manages_the_registration_is_taken_over_https_alone() -> None:
    def managed(uri: object) -> Registered:
        return answered(registration_access_token="canary-manage", registration_client_uri=uri)

    kept = managed("https://login.test/register/1")
    assert kept.management is not None
    assert "canary" not in repr(kept)
    for uri in ("http://login.test/1", "https://login.test/1\nA=b", 7, None):
        assert managed(uri).management is None
