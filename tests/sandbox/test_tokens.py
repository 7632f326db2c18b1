"""Codes and tokens: what is given for them, once, and what a second use brings."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.visitor import CALLBACK, VERIFIER, Visitor


def test_a_code_buys_a_pair_of_tokens_that_nobody_keeps(visitor: Visitor) -> None:
    answer = visitor.redeem(visitor.code())
    said = answer.json()
    assert said["access_token"].startswith("sbxat_")
    assert said["refresh_token"].startswith("sbxrt_")
    assert (said["token_type"], said["expires_in"]) == ("Bearer", 3600)
    assert answer.headers["Cache-Control"] == "no-store"


def test_both_ways_of_client_authentication_are_taken(visitor: Visitor) -> None:
    fields = {
        "grant_type": "authorization_code",
        "code": visitor.code(),
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "client_id": visitor.client.client_id,
        "client_secret": visitor.client.client_secret,
    }
    address = f"{visitor.sandbox.login_url}/oauth/token"
    assert visitor.http.post(address, data=fields).status_code == 200


@pytest.mark.parametrize("secret", ["wrong", ""])
def test_a_wrong_secret_is_refused(visitor: Visitor, secret: str) -> None:
    fields = {"grant_type": "refresh_token", "refresh_token": "sbxrt_x"}
    answer = visitor.post("/oauth/token", fields, auth=(visitor.client.client_id, secret))
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


def test_credentials_that_are_no_text_are_refused(visitor: Visitor) -> None:
    answer = visitor.post("/oauth/token", {"grant_type": "refresh_token"}, auth=("é", "é"))
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "sbxac_unknown"}, "invalid_grant"),
        ({"code": None}, "invalid_request"),
        ({"redirect_uri": f"{CALLBACK}/"}, "invalid_grant"),
        ({"redirect_uri": None}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_request"),
        ({"code_verifier": "too-short"}, "invalid_request"),
        ({"code_verifier": VERIFIER[::-1]}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": None}, "unsupported_grant_type"),
    ],
)
def test_a_bad_token_request_is_refused(
    visitor: Visitor, changes: dict[str, str | None], error: str
) -> None:
    answer = visitor.redeem(visitor.code(), **changes)
    assert answer.status_code == 400
    assert answer.json()["error"] == error


def test_a_code_runs_out(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor.sandbox.world.ledger, "code_seconds", 0)
    assert visitor.redeem(visitor.code()).json()["error"] == "invalid_grant"


def test_a_code_used_twice_takes_back_what_it_bought(visitor: Visitor) -> None:
    code = visitor.code()
    pair = visitor.redeem(code).json()
    assert visitor.redeem(code).json()["error"] == "invalid_grant"
    assert visitor.get("/api/v4/account", pair["access_token"]).status_code == 401
    assert visitor.refresh(pair["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_refresh_token_is_good_for_one_use(visitor: Visitor) -> None:
    first = visitor.tokens()
    second = visitor.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert second["scope"] == first["scope"]
    assert visitor.get("/api/v4/account", second["access_token"]).status_code == 200


def test_a_spent_refresh_token_kills_the_whole_grant(visitor: Visitor) -> None:
    first = visitor.tokens()
    second = visitor.refresh(first["refresh_token"]).json()
    assert visitor.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert visitor.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"
    assert visitor.get("/api/v4/account", second["access_token"]).status_code == 401


def test_of_many_refreshes_at_once_one_is_answered_and_the_grant_ends(visitor: Visitor) -> None:
    spent = visitor.tokens()["refresh_token"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(visitor.refresh, [spent] * 8))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 7
    assert visitor.sandbox.world.ledger.grants[0].revoked_at is not None


def test_token_requests_are_answered_one_after_the_other(visitor: Visitor) -> None:
    refresh_token = visitor.tokens()["refresh_token"]
    with ThreadPoolExecutor(1) as pool:
        with visitor.sandbox.world.ledger.lock:
            held = pool.submit(visitor.refresh, refresh_token)
            with pytest.raises(TimeoutError):
                held.result(0.2)
        assert held.result(10).status_code == 200


def test_a_refresh_may_narrow_the_scope_but_not_widen_it(visitor: Visitor) -> None:
    pair = visitor.tokens(granted="profiles:read account:read")
    narrow = visitor.refresh(pair["refresh_token"], scope="account:read").json()
    assert narrow["scope"] == "account:read"
    wide = visitor.refresh(narrow["refresh_token"], scope="tags:manage")
    assert wide.json()["error"] == "invalid_scope"


def test_nothing_secret_is_logged_even_at_debug_level(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.refresh(visitor.tokens()["refresh_token"])
    assert "sbx" not in caplog.text
    assert visitor.client.client_secret not in caplog.text


def test_nothing_secret_shows_in_the_repr_of_the_world(visitor: Visitor) -> None:
    pair = visitor.tokens()
    world = visitor.sandbox.world
    records = [world.ledger.token(value) for value in (pair["access_token"], pair["refresh_token"])]
    shown = repr(world) + repr(world.ledger.grants) + repr(records)
    assert None not in records
    for secret in ("sbxat_", "sbxrt_", "sbxac_", visitor.client.client_secret):
        assert secret not in shown
