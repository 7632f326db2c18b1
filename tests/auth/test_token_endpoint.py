"""What is sent to the token endpoint, and answers of it that must not be believed."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote_plus

import msgspec
import pytest
from werkzeug.wrappers import Response

from tests.support.documents import Documents, serving_documents
from webapp.auth.bounded_http import BoundedPools
from webapp.auth.discovery import Discovery
from webapp.auth.errors import (
    AnswerRefused,
    ClientRefused,
    GrantEnded,
    IssuerMismatch,
    LoginUnavailable,
    Misplaced,
)
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.settings import Settings, from_env

SECRET = "canary:%+/ä"
TOKENS = {"access_token": "canary-new", "token_type": "Bearer", "expires_in": 60}


@pytest.fixture
def documents() -> Iterator[Documents]:
    """A login whose token endpoint answers as a test says."""
    with serving_documents() as documents:
        origin = documents.origin
        documents.bodies["/.well-known/oauth-protected-resource"] = {
            "resource": origin,
            "authorization_servers": [origin],
        }
        documents.bodies["/.well-known/oauth-authorization-server"] = {
            "issuer": origin,
            "authorization_endpoint": f"{origin}/authorize",
            "token_endpoint": f"{origin}/token",
            "revocation_endpoint": f"{origin}/revoke",
        }
        documents.bodies["/token"] = TOKENS
        yield documents


@pytest.fixture
def settings(documents: Documents) -> Settings:
    return from_env(
        {
            "PROFILE_API_URL": documents.origin,
            "PROFILE_CLIENT_ID": "dash board",
            "PROFILE_CLIENT_SECRET": SECRET,
            "PUBLIC_URL": "https://dashboard.test",
            "REDIS_URL": "redis://127.0.0.1",
            "SECRET_KEYS": "canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA",
        }
    )


def endpoint(settings: Settings) -> TokenEndpoint:
    return TokenEndpoint(settings, Discovery(settings.profile_api_url, BoundedPools()))


def tokens(documents: Documents) -> TokenSet:
    return TokenSet(
        access_token="canary-old",
        refresh_token="canary-refresh",
        due_at=0,
        expires_at=0,
        scope=frozenset({"profiles:read"}),
        issuer=documents.origin,
    )


def refresh(settings: Settings, documents: Documents) -> TokenSet:
    speaking = endpoint(settings)
    return speaking.refresh(tokens(documents), speaking.server())


def test_credentials_are_form_encoded_before_they_are_sent_as_basic(
    documents: Documents, settings: Settings
) -> None:
    refresh(settings, documents)

    sent = documents.requests[-1].headers["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent).decode() == f"dash+board:{quote_plus(SECRET)}"
    assert "client_secret" not in documents.requests[-1].form


def test_credentials_go_into_the_form_where_the_settings_say_so(
    documents: Documents, settings: Settings
) -> None:
    posting = replace(settings, client_auth="client_secret_post")
    refresh(posting, documents)

    assert documents.requests[-1].form["client_secret"] == SECRET
    assert "Authorization" not in documents.requests[-1].headers


def test_a_refused_client_is_not_tried_with_another_style(
    documents: Documents, settings: Settings
) -> None:
    documents.bodies["/token"] = Response('{"error": "invalid_client"}', 401)

    with pytest.raises(ClientRefused):
        refresh(settings, documents)

    assert documents.asked.count("/token") == 1


def test_a_refresh_without_a_new_refresh_token_keeps_the_old_one(
    documents: Documents, settings: Settings
) -> None:
    assert refresh(settings, documents).refresh_token == "canary-refresh"


def test_a_refresh_that_names_no_scope_leaves_what_was_granted(
    documents: Documents, settings: Settings
) -> None:
    assert refresh(settings, documents).scope == {"profiles:read"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_secrets_never_follow_a_redirect(
    documents: Documents, settings: Settings, status: int
) -> None:
    elsewhere = Response("", status, headers={"Location": f"{documents.origin}/elsewhere"})
    documents.bodies["/token"] = documents.bodies["/revoke"] = elsewhere

    with pytest.raises(LoginUnavailable):
        refresh(settings, documents)
    with pytest.raises(LoginUnavailable):
        endpoint(settings).revoke(tokens(documents))

    assert "/elsewhere" not in documents.asked


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Response('{"error": "invalid_grant"}', 400), GrantEnded),
        (Response('{"error": "unauthorized_client"}', 400), ClientRefused),
        (Response('{"error": "invalid_scope"}', 400), AnswerRefused),
        (Response('{"error": ["odd"]}', 400), AnswerRefused),
        (Response('{"error": "server_error"}', 400), LoginUnavailable),
        (Response('{"token_type": "Bearer"}', 200), AnswerRefused),
        (Response('{"access_token": "canary", "token_type": "mac"}', 200), AnswerRefused),
        (Response("[]", 200), Misplaced),
        (Response("<html>canary</html>", 200), Misplaced),
        (Response("invalid_grant", 500), LoginUnavailable),
        (Response('{"error": "invalid_grant"}', 503), LoginUnavailable),
        (Response("slow down", 429), LoginUnavailable),
        (Response('{"error": "slow_down"}', 429), LoginUnavailable),
        (Response("[" * 100_000, 200), Misplaced),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else value.get_data()[:40],
)
def test_every_answer_means_one_thing_and_is_never_repeated_to_anybody(
    documents: Documents, settings: Settings, answer: Response, expected: type[Exception]
) -> None:
    documents.bodies["/token"] = answer

    with pytest.raises(expected) as refusal:
        refresh(settings, documents)

    assert refusal.type is expected
    assert "canary" not in str(refusal.value)


def test_where_no_revocation_is_offered_none_is_tried(
    documents: Documents, settings: Settings
) -> None:
    del documents.bodies["/.well-known/oauth-authorization-server"]["revocation_endpoint"]

    endpoint(settings).revoke(tokens(documents))

    assert "/revoke" not in documents.asked


def test_tokens_are_never_revoked_at_another_authorization_server(
    documents: Documents, settings: Settings
) -> None:
    endpoint(settings).revoke(msgspec.structs.replace(tokens(documents), issuer="https://o.test"))

    assert "/revoke" not in documents.asked


def test_a_revocation_without_content_is_one(documents: Documents, settings: Settings) -> None:
    documents.bodies["/revoke"] = Response("", 204)

    endpoint(settings).revoke(tokens(documents))


def test_a_code_is_never_redeemed_at_another_server_than_the_one_that_gave_it(
    documents: Documents, settings: Settings
) -> None:
    with pytest.raises(IssuerMismatch):
        endpoint(settings).exchange(
            "code", "verifier", issuer="https://o.test", asked_scope=(), resource=None
        )

    assert "/token" not in documents.asked
