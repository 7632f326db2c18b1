"""What arrived is noted truly, and never with a secret in it."""

import msgspec
import pytest

from sandbox.faults import Fault, Kind
from sandbox.witness import Witness
from tests.sandbox.visitor import CHALLENGE, VERIFIER, Visitor


def test_a_sign_in_is_noted_call_by_call(visitor: Visitor) -> None:
    pair = visitor.tokens()
    visitor.get("/api/v4/tags", pair["access_token"], limit=5)
    visitor.refresh(pair["refresh_token"])
    witness = visitor.sandbox.world.witness
    assert witness.counts() == {
        "GET /oauth/authorize 200": 2,
        "POST /sign-in 303": 1,
        "POST /oauth/authorize 302": 1,
        "POST /oauth/token authorization_code 200": 1,
        "GET /api/v4/tags 200": 1,
        "POST /oauth/token refresh_token 200": 1,
    }
    assert [arrival.path for arrival in witness.arrivals(status=303)] == ["/sign-in"]
    (called,) = witness.arrivals("/api/v4/tags")
    assert (called.origin, called.query) == ("api", {"limit": "5"})


def test_what_was_asked_is_noted_alike_whether_it_was_pushed_or_not(visitor: Visitor) -> None:
    asked = {"response_mode": "query", "scope": "tags:manage", "prompt": "login"}
    visitor.push(**asked)
    visitor.ask(**asked)
    pushed, plain = visitor.sandbox.world.witness.arrivals("/oauth/")
    assert pushed.form == plain.query == asked | {"code_challenge_method": "S256"}
    assert pushed.query == plain.form == {}


def test_the_client_is_noted_however_it_says_who_it_is(visitor: Visitor) -> None:
    client = visitor.client
    pair = visitor.tokens()
    visitor.get("/api/v4/tags", pair["access_token"])
    posted = {"client_id": client.client_id, "client_secret": client.client_secret}
    visitor.http.post(f"{visitor.sandbox.login_url}/oauth/token", data=posted)
    visitor.get("/api/v4/tags", "sbxat_unknown")
    ids = [arrival.client_id for arrival in visitor.sandbox.world.witness.arrivals()]
    assert ids == [client.client_id] * 7 + [None]


def test_no_secret_is_ever_noted(visitor: Visitor) -> None:
    code = visitor.code()
    pair = visitor.redeem(code).json()
    visitor.get("/api/v4/tags", pair["access_token"], access_token=pair["access_token"])
    visitor.refresh(pair["refresh_token"])
    visitor.revoke(pair["refresh_token"])
    request_uri = visitor.push().json()["request_uri"]
    visitor.bring(request_uri)
    noted = visitor.http.get(f"{visitor.sandbox.api_url}/sandbox/log").text
    for secret in (
        *(code, pair["access_token"], pair["refresh_token"], visitor.client.client_secret),
        *(CHALLENGE, VERIFIER, "a state", request_uri, visitor.http.cookies["sandbox_person"]),
    ):
        assert secret not in noted


def test_a_call_that_a_fault_answered_is_noted_and_one_cut_off_has_no_status(
    visitor: Visitor,
) -> None:
    world = visitor.sandbox.world
    world.faults.add(Fault(Kind.BROKEN, path="/oauth/token", times=1))
    visitor.refresh("sbxrt_x")
    world.faults.add(Fault(Kind.RESET, path="/oauth/token"))
    with pytest.raises(OSError, match="reset"):
        visitor.refresh("sbxrt_x")
    assert world.witness.counts() == {
        "POST /oauth/token refresh_token 500": 1,
        "POST /oauth/token refresh_token cut off": 1,
    }


def test_the_log_is_read_and_emptied_over_http_and_does_not_note_itself(
    visitor: Visitor,
) -> None:
    visitor.ask()
    address = f"{visitor.sandbox.login_url}/sandbox/log"
    said = visitor.http.get(address).json()
    assert said["counts"] == {"GET /oauth/authorize 200": 1}
    assert [arrival["path"] for arrival in said["arrivals"]] == ["/oauth/authorize"]
    assert visitor.http.delete(address).json() == {"counts": {}, "arrivals": []}


def test_waiting_for_what_does_not_come_ends_with_an_error() -> None:
    with pytest.raises(TimeoutError, match="2 calls of /never did not arrive"):
        Witness().wait_for("/never", times=2, seconds=0.01)


def test_the_log_is_bounded() -> None:
    witness = Witness()
    for number in range(10_001):
        witness.saw("api", "GET", f"/{number}", query={}, form={}, client_id=None, grant_type=None)
    assert len(witness.arrivals()) == 10_000
    assert witness.arrivals()[0].path == "/1"
    assert b"/10000" in msgspec.json.encode(witness.arrivals())
