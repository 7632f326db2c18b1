"""What is sent to the token and revocation endpoints, and to whom never."""

import base64
from urllib.parse import quote_plus

import msgspec
import pytest

from tests.support.wicked import Wicked, serving_wickedly
from tests.support.wicked_answers import Answer
from tests.support.wicked_visit import SECRET, Visit
from webapp.auth.errors import IssuerMismatch, LoginUnavailable, SignInRequired


def test_credentials_are_form_encoded_before_they_are_sent_as_basic(
    wicked: Wicked, visit: Visit
) -> None:
    visit.refresh()

    (call,) = wicked.asked("/token")
    sent = call.headers["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent).decode() == f"dash+board:{quote_plus(SECRET)}"
    assert "client_secret" not in call.fields


def test_credentials_go_into_the_form_where_the_settings_say_so(
    wicked: Wicked, posting: Visit
) -> None:
    posting.refresh()

    (call,) = wicked.asked("/token")
    assert call.fields["client_secret"] == SECRET
    assert "Authorization" not in call.headers


def test_no_secret_takes_the_way_of_a_proxy_that_the_environment_names(
    wicked: Wicked, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_wickedly() as proxy:
        monkeypatch.setenv("http_proxy", proxy.origin)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        visit.refresh()
        assert proxy.calls == []

    assert len(wicked.asked("/token")) == 1


def test_every_call_has_a_connection_of_its_own(wicked: Wicked, visit: Visit) -> None:
    """A kept one may break as the refresh token is sent, and nobody knows whether it is spent."""
    visit.refresh()
    visit.refresh()

    assert len({call.port for call in wicked.asked("/token")}) == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_secrets_never_follow_a_redirect(wicked: Wicked, visit: Visit, status: int) -> None:
    elsewhere = Answer(status, headers={"Location": f"{wicked.origin}/elsewhere"})
    wicked.does["/token"] = wicked.does["/revoke"] = elsewhere

    with pytest.raises(LoginUnavailable):
        visit.refresh()
    with pytest.raises(LoginUnavailable):
        visit.endpoint.revoke(visit.tokens())

    assert wicked.asked("/elsewhere") == []


def test_a_revocation_names_the_refresh_token(wicked: Wicked, visit: Visit) -> None:
    visit.endpoint.revoke(visit.tokens())

    (call,) = wicked.asked("/revoke")
    assert call.fields == {"token": "canary-refresh", "token_type_hint": "refresh_token"}


@pytest.mark.parametrize("answer", [Answer(204), Answer(200, b"odd"), Answer(200, {})])
def test_a_revocation_may_be_confirmed_in_any_words(
    wicked: Wicked, visit: Visit, answer: Answer
) -> None:
    wicked.does["/revoke"] = answer

    visit.endpoint.revoke(visit.tokens())


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_a_revocation_that_is_not_confirmed_is_none(
    wicked: Wicked, visit: Visit, status: int
) -> None:
    wicked.does["/revoke"] = Answer(status)

    with pytest.raises(LoginUnavailable):
        visit.endpoint.revoke(visit.tokens())


def test_where_no_revocation_is_offered_none_is_tried(wicked: Wicked, visit: Visit) -> None:
    del wicked.metadata["revocation_endpoint"]

    visit.endpoint.revoke(visit.tokens())

    assert wicked.asked("/revoke") == []


def test_tokens_are_never_sent_to_another_authorization_server(
    wicked: Wicked, visit: Visit
) -> None:
    foreign = msgspec.structs.replace(visit.tokens(), issuer="https://other.test")

    visit.endpoint.revoke(foreign)
    with pytest.raises(SignInRequired):
        visit.endpoint.refresh(foreign, visit.endpoint.server())

    assert wicked.asked("/revoke") + wicked.asked("/token") == []


def test_a_code_is_never_redeemed_at_another_server_than_the_one_that_gave_it(
    wicked: Wicked, visit: Visit
) -> None:
    with pytest.raises(IssuerMismatch):
        visit.endpoint.exchange(
            "code", "verifier", issuer="https://o.test", asked_scope=(), resource=None
        )

    assert wicked.asked("/token") == []


def test_a_server_that_changes_during_a_sign_in_gets_no_code(wicked: Wicked, visit: Visit) -> None:
    """The way that happens: the metadata is read again between the button and the callback."""
    answer = visit.at_provider(visit.begin())
    after = Visit(wicked, visit.redis, visit.settings)
    after.cookies = visit.cookies
    moved = f"{wicked.origin}/tenant"
    wicked.does["/.well-known/oauth-protected-resource"]["authorization_servers"] = [moved]
    server = {**wicked.metadata, "issuer": moved}
    wicked.does["/.well-known/oauth-authorization-server/tenant"] = server

    with pytest.raises(IssuerMismatch):
        after.finish(answer)

    assert wicked.asked("/token") == []
