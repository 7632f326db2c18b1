import base64
import json
from urllib.parse import parse_qs

import pytest

from tests.support.services import DIALECTS, SECRET, TOKEN_PATHS, service
from webapp.auth import service_errors
from webapp.auth.service_answers import token_request, token_told
from webapp.auth.service_errors import (
    GrantRefused,
    InvalidClient,
    OddAnswer,
    ServiceLimited,
    ServiceTokenError,
    ServiceUnreachable,
)
from webapp.auth.token_set import TokenSet
from webapp.bounded_http import Answer

ORIGIN = "https://service.test"
TOKEN = {"access_token": "canary-token", "token_type": "Bearer", "expires_in": 3600}


def told(status: int, body: object, **headers: str) -> TokenSet:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return token_told(Answer(status, sent, raw), now=1000)


@pytest.mark.parametrize("kind", ["v4", "v3"])
def test_profile_takes_credentials_as_json(kind: str) -> None:
    headers, body = token_request(service(kind, ORIGIN))

    assert headers["Content-Type"] == "application/json"
    assert json.loads(body or b"") == {
        "grant_type": "client_credentials",
        "client_id": "jobs",
        "client_secret": SECRET,
    }
    assert "Authorization" not in headers


def test_profile_takes_them_as_basic_with_no_body_at_all() -> None:
    headers, body = token_request(service("v4 basic", ORIGIN))

    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == (
        f"jobs:{SECRET}"
    )
    assert body is None
    assert "Content-Type" not in headers


def test_personify_takes_them_as_a_form_with_its_scope() -> None:
    headers, body = token_request(service("personify", ORIGIN))

    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs((body or b"").decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["idp_api"],
        "client_id": ["jobs"],
        "client_secret": [SECRET],
    }


@pytest.mark.parametrize("kind", DIALECTS)
def test_each_dialect_has_its_own_address_and_headers(kind: str) -> None:
    asked = service(kind, ORIGIN)

    assert asked.token_url == ORIGIN + TOKEN_PATHS[kind]
    assert asked.headers == ({"X-Tenant-Id": "tenant-7"} if kind == "personify" else {})
    assert SECRET not in repr(asked)


def test_a_token_is_taken_with_its_times() -> None:
    tokens = told(200, TOKEN)

    assert (tokens.access_token, tokens.due_at, tokens.expires_at) == ("canary-token", 4540, 4600)


@pytest.mark.parametrize("lives", [None, "soon", True, [], float("nan"), float("inf"), "9" * 5000])
def test_an_odd_life_costs_no_token(lives: object) -> None:
    assert told(200, {**TOKEN, "expires_in": lives}).access_token == "canary-token"


@pytest.mark.parametrize("status", [200, 400, 401, 403])
@pytest.mark.parametrize("code", ["invalid_client", "unauthorized_client"])
def test_a_refused_client_is_something_a_person_can_act_on(status: int, code: str) -> None:
    with pytest.raises(InvalidClient, match=code) as refused:
        told(status, {"error": code, "error_description": "canary"})

    assert "secret" in refused.value.advice
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, {"message": "no such client"}, InvalidClient),
        (400, {"error": "unsupported_grant_type"}, GrantRefused),
        (400, {"error": "invalid_scope"}, GrantRefused),
        (400, {"error": SECRET}, GrantRefused),
        (400, {"error": {"a": SECRET}}, GrantRefused),
        (415, {"message": "JSON only"}, OddAnswer),
        (404, {"message": "nothing here"}, OddAnswer),
        (302, b"", OddAnswer),
        (200, b"<!doctype html><title>Log in</title>", OddAnswer),
        (401, b"<!doctype html>", OddAnswer),
        (200, b"[]", OddAnswer),
        (200, b"\xff", OddAnswer),
        (200, b"[" * 100_000, OddAnswer),
        (200, {}, OddAnswer),
        (200, {**TOKEN, "token_type": "mac"}, OddAnswer),
        (200, {**TOKEN, "access_token": "two words"}, OddAnswer),
        (200, {**TOKEN, "access_token": "line\r\nbreak"}, OddAnswer),
        (200, {**TOKEN, "access_token": ""}, OddAnswer),
        (200, {**TOKEN, "access_token": 7}, OddAnswer),
        (500, TOKEN, ServiceUnreachable),
        (503, b"", ServiceUnreachable),
        (400, {"error": "temporarily_unavailable"}, ServiceUnreachable),
        (429, {"error": "invalid_client"}, ServiceLimited),
    ],
)
def test_every_other_answer_has_a_meaning_and_repeats_nothing(
    status: int, body: object, kind: type[ServiceTokenError]
) -> None:
    with pytest.raises(ServiceTokenError) as refused:
        told(status, body)

    assert type(refused.value) is kind
    assert "canary" not in str(refused.value)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("sent", "seconds"), [("7", 7), ("", None), ("soon", None), ("-3", None), ("0", 0)]
)
def test_the_pause_that_it_asks_for_is_kept(sent: str, seconds: int | None) -> None:
    with pytest.raises(ServiceLimited) as limited:
        told(429, b"", Retry_After=sent)

    assert limited.value.retry_after == seconds


def test_every_error_tells_what_to_do() -> None:
    kinds = [
        kind
        for kind in vars(service_errors).values()
        if isinstance(kind, type) and issubclass(kind, ServiceTokenError)
    ]

    assert len(kinds) == 8
    assert all(kind.advice for kind in kinds)
