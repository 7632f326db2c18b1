"""The authorization request: who is refused, where, and how a person signs in."""

import pytest

from tests.sandbox.visitor import (
    ALL,
    CALLBACK,
    CHALLENGE,
    MANAGER,
    OWNER,
    Fields,
    Visitor,
    returned,
)


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "somebody-else"},
        {"client_id": None},
        {"redirect_uri": None},
        {"redirect_uri": f"{CALLBACK}/"},
        {"redirect_uri": f"{CALLBACK}?x=1"},
        {"redirect_uri": "http://127.0.0.1:8001/sign-in/callback"},
        {"redirect_uri": "http://localhost:8000/sign-in/callback"},
        {"redirect_uri": 'http://elsewhere.test/"><script>'},
        {"client_id": "somebody-else", "response_type": "token"},
        {"redirect_uri": "http://elsewhere.test/", "response_type": 'a"b'},
    ],
)
def test_a_client_that_cannot_be_trusted_gets_a_page_and_never_a_redirect(
    visitor: Visitor, changes: dict[str, str | None]
) -> None:
    answer = visitor.ask(**changes)
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert "This sign-in cannot go on" in answer.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": 'a "quoted" one'}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"scope": "profiles:read everything"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "too-short"}, "invalid_request"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"response_mode": "form_post"}, "invalid_request"),
        ({"response_mode": ""}, "invalid_request"),
    ],
)
def test_a_bad_request_goes_back_with_error_state_and_issuer(
    visitor: Visitor, changes: dict[str, str | None], error: str
) -> None:
    told = returned(visitor.ask(**changes))
    assert told["error"] == error
    assert told["state"] == "a state & more"
    assert told["iss"] == visitor.sandbox.login_url
    assert "code" not in told


def test_a_parameter_that_comes_twice_is_refused(visitor: Visitor) -> None:
    asked = visitor.ask().request.url
    answer = visitor.http.get(f"{asked}&scope=tags:manage", allow_redirects=False)
    assert answer.status_code == 400


def test_the_response_mode_that_is_meant_anyway_may_be_named(visitor: Visitor) -> None:
    told = visitor.allow(visitor.sign_in(response_mode="query"))
    assert told.keys() == {"code", "state", "iss"}


def test_the_sign_in_page_lists_everybody_with_role_and_accounts(visitor: Visitor) -> None:
    page = visitor.ask()
    assert "<h1>Sign in to Profile</h1>" in page.text
    for person in visitor.sandbox.world.people:
        assert person.name in page.text
    assert "Owner at Harbor &amp; Finch, Owner at Northlight Studio" in page.text


def test_a_person_stays_signed_in_by_the_sandbox_s_own_cookie(visitor: Visitor) -> None:
    visitor.sign_in(MANAGER)
    assert set(visitor.http.cookies.keys()) == {"sandbox_person"}
    assert f"Signed in as {MANAGER}" in visitor.ask().text


def test_prompt_login_asks_again_and_then_goes_on(visitor: Visitor) -> None:
    visitor.sign_in(MANAGER)
    assert "Sign in to Profile" in visitor.ask(prompt="login").text
    assert f"Signed in as {OWNER}" in visitor.sign_in(OWNER).text


def test_nobody_is_signed_in_by_an_invented_cookie(visitor: Visitor) -> None:
    visitor.http.cookies.set("sandbox_person", visitor.sandbox.world.people[0].id)
    assert "Sign in to Profile" in visitor.ask().text


def test_signing_in_as_nobody_asks_again(visitor: Visitor) -> None:
    answer = visitor.submit(visitor.ask(), {"person": "000000000000000000000000"})
    assert answer.status_code == 400
    assert "Choose who you are." in answer.text


def test_a_form_from_another_origin_is_refused(visitor: Visitor) -> None:
    page = visitor.sign_in()
    fields: Fields = {"decision": "allow", "granted": ALL.split()}
    answer = visitor.submit(page, fields, Origin="http://127.0.0.1:8000")
    assert answer.status_code == 403


def test_pages_are_not_kept_framed_or_scripted(visitor: Visitor) -> None:
    headers = visitor.ask().headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_challenge_never_shows_as_a_code(visitor: Visitor) -> None:
    assert CHALLENGE not in visitor.code()
