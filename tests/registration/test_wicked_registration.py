"""What a registration endpoint may answer: asked once, repeated to nobody, nothing half written."""

import gzip
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.registration import Desk, registration
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, OnTheWire
from tests.support.wicked_wire import (
    DRIP_SECONDS,
    RESET,
    SILENCE,
    dripping_body,
    dripping_head,
    half,
    swollen,
)
from webapp.auth.metadata import AuthorizationServer
from webapp.registration.endpoint import LARGEST_ANSWER, send
from webapp.registration.errors import Unclear
from webapp.registration.request import requested
from webapp.registration.wishing import wished

GOOD = json.dumps(registration()).encode()
BOMB = gzip.compress(b" " * (20 << 20) + GOOD)
MISDEEDS: dict[str, tuple[Answer | OnTheWire, int]] = {
    "error": (Answer(400, {"error": "invalid_redirect_uri", "error_description": "No."}), 1),
    "wants a token": (Answer(401, {"error": "invalid_token"}), 1),
    "forbidden": (Answer(403, b"<html>canary</html>"), 1),
    "not found": (Answer(404, registration()), 1),
    "redirect": (Answer(307, registration(), {"Location": "/elsewhere"}), 1),
    "see other": (Answer(303, registration(), {"Location": "/elsewhere"}), 1),
    "busy": (Answer(429, {"error": "canary"}, {"Retry-After": "60"}), 1),
    "away": (Answer(503, registration(), {"Retry-After": "soon"}), 1),
    "public client": (Answer(201, registration(token_endpoint_auth_method="none")), 1),
    "without secret": (Answer(201, registration(client_secret=...)), 1),
    "other address": (Answer(201, registration(redirect_uris=["https://evil.test/"])), 1),
    "broken": (Answer(500, registration()), 4),
    "gateway": (Answer(502, b"<html>canary</html>"), 4),
    "HTML": (Answer(200, b"<html>canary</html>"), 4),
    "nothing": (Answer(201), 4),
    "without id": (Answer(201, registration(client_id=...)), 4),
    "packed, but is not": (Answer(201, GOOD, {"Content-Encoding": "gzip"}), 4),
    "huge when unpacked": (Answer(201, BOMB, {"Content-Encoding": "gzip"}), 4),
    "huge": (swollen(GOOD, LARGEST_ANSWER), 4),
    "half": (half(GOOD), 4),
    "reset": (RESET, 4),
}


@pytest.mark.parametrize("misdeed", MISDEEDS)
def test_whatever_is_answered_is_asked_for_once_and_writes_nothing(
    wicked_desk: Desk, wicked: Wicked, misdeed: str
) -> None:
    wicked.does["/register"], code = MISDEEDS[misdeed]
    wicked.does["/elsewhere"] = registration()
    wicked_desk.file.write_text("WORKERS=2\n")

    typed = wicked_desk.register()

    assert typed.code == code, typed.said
    assert ("nothing is sent again by itself" in typed.said) is (code == 4)
    assert len(wicked.asked("/register")) == 1
    assert wicked.asked("/elsewhere") == []
    assert wicked_desk.left_behind() == {".env"}
    assert wicked_desk.file.read_text() == "WORKERS=2\n"


@pytest.mark.parametrize(
    "act",
    [SILENCE, dripping_head(GOOD), dripping_body(GOOD)],
    ids=["silence", "dripping head", "dripping body"],
)
def test_what_takes_too_long_is_unclear(wicked: Wicked, act: OnTheWire) -> None:
    wicked.does["/register"] = act
    server = AuthorizationServer(
        issuer=wicked.origin,
        authorization_endpoint=f"{wicked.origin}/authorize",
        token_endpoint=f"{wicked.origin}/token",
        registration_endpoint=f"{wicked.origin}/register",
    )
    env = {"PROFILE_API_URL": wicked.origin, "PUBLIC_URL": "https://dashboard.test"}
    request = requested(wished(env, "Dashboard"), server)

    started = time.monotonic()
    with pytest.raises(Unclear):
        send(request, whole_seconds=1)

    assert time.monotonic() - started < DRIP_SECONDS / 2
    assert len(wicked.asked("/register")) == 1


def test_the_request_is_json_and_has_the_initial_token_where_there_is_one(
    wicked_desk: Desk, wicked: Wicked
) -> None:
    token = wicked_desk.folder / "token"
    token.write_text("canary-initial\n")

    assert wicked_desk.register().code == 0
    assert wicked_desk.register("--force", "--initial-access-token-file", str(token)).code == 0
    env = {"PROFILE_INITIAL_ACCESS_TOKEN": "canary-by-environment"}
    assert wicked_desk.register("--force", **env).code == 0

    calls = wicked.asked("/register")
    sent = [call.headers.get("Authorization") for call in calls]
    assert sent == [None, "Bearer canary-initial", "Bearer canary-by-environment"]
    assert {call.headers["Content-Type"] for call in calls} == {"application/json"}
    assert json.loads(calls[0].encoded)["client_name"] == "Profile dashboard"
    assert "canary-initial" not in wicked_desk.file.read_text()


def test_an_initial_token_that_is_none_is_refused_before_anything_is_sent(
    wicked_desk: Desk, wicked: Wicked
) -> None:
    token = wicked_desk.folder / "token"
    for content in (b"", b"\n", b"canary\ntwo", b"canary\xff"):
        token.write_bytes(content)
        assert wicked_desk.register("--initial-access-token-file", str(token)).code == 1
    assert wicked_desk.register("--initial-access-token-file", "missing").code == 2
    assert wicked.calls == []


def test_a_server_that_registers_no_programs_is_told_so(wicked_desk: Desk, wicked: Wicked) -> None:
    del wicked.metadata["registration_endpoint"]

    typed = wicked_desk.register()

    assert typed.code == 3
    assert "does not register programs by itself" in typed.said
    assert wicked_desk.left_behind() == set()


SPOILT: dict[str, Callable[[Wicked], Any]] = {
    "another resource": lambda wicked: wicked.does.update(
        {"/.well-known/oauth-protected-resource": {"resource": "https://other.test"}}
    ),
    "another issuer": lambda wicked: wicked.metadata.update(issuer="https://other.test"),
    "plain http": lambda wicked: wicked.metadata.update(
        registration_endpoint="http://login.test/register"
    ),
    "nobody there": lambda wicked: wicked.metadata.update(
        registration_endpoint="http://127.0.0.1:1/register"
    ),
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_login_that_cannot_be_trusted_or_reached_registers_nothing(
    wicked_desk: Desk, wicked: Wicked, spoil: str
) -> None:
    SPOILT[spoil](wicked)

    typed = wicked_desk.register()

    assert typed.code == 1, typed.said
    assert wicked.asked("/register") == []
    assert wicked_desk.left_behind() == set()


def test_whatever_a_server_calls_itself_moves_no_cursor(wicked_desk: Desk, wicked: Wicked) -> None:
    """A bell stands for all that click would let through."""
    odd = f"{wicked.origin}/\a"
    wicked.does["/.well-known/oauth-protected-resource"]["authorization_servers"] = [odd]
    wicked.metadata["issuer"] = odd
    wicked.does["/.well-known/oauth-authorization-server/%07"] = wicked.metadata

    typed = wicked_desk.register()

    assert typed.code == 0
    assert f"Registered at {wicked.origin}/�" in typed.said
    assert "\a" not in typed.said
