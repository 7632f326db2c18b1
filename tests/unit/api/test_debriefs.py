"""Debriefs: flat answers, a read that may not exist, and a call that is never made twice."""

from datetime import UTC, datetime

import pytest

from tests.unit.api.conftest import Tokens
from tests.unit.api.host import BROKE, LATE, NOBODY_THERE, UNREACHED, ScriptedHost, answer, stored
from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NotFound,
    PlatformApi,
    TokenRefused,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.debriefs import Debrief, Rating
from webapp.bounded_http import Answer

SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"
ADDRESS = f"/api/v4/playbook/ai/debrief/{SOMEBODY}"


def test_a_debrief_lies_flat_in_its_answer(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("debrief")]

    debrief = platform.debriefs.write(SOMEBODY)

    assert [(method, target) for method, target, _ in host.asked] == [("POST", ADDRESS)]
    assert debrief.id == "66c3d4e5f60718293a4b5c6d"
    assert debrief.content.startswith("Maren sets")
    assert debrief.content.endswith("to her.")
    assert debrief.created_at == datetime(2026, 3, 4, 10, 11, 12, 345000, UTC)
    useful, not_useful = debrief.ratings
    assert useful == Rating("65e0aa11bb22cc33dd44ee55", 1, "Useful before our first meeting.")
    assert (not_useful.rating, not_useful.comments) == (-1, None)


def test_all_but_the_text_may_be_absent(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("debrief_bare")]

    assert platform.debriefs.write(SOMEBODY) == Debrief("Theo holds the line.")


MISSHAPEN: list[object] = [
    *(b"", b"<html>", b"\xff", {}, [], {"content": None}, {"content": " \n"}, {"content": 7}),
    *({"content": "x", "ratings": [1]}, {"debrief": {"content": "x"}}),
]


@pytest.mark.parametrize("body", MISSHAPEN)
def test_another_shape_is_unexpected(
    body: object, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(body)]

    with pytest.raises(UnexpectedAnswer):
        platform.debriefs.write(SOMEBODY)


def test_writing_may_take_longer_and_looking_less_than_any_other_call(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: stored("debrief")]

    platform.debriefs.write(SOMEBODY)
    assert host.limits.read == 90
    platform.debriefs.read(SOMEBODY)
    assert host.limits.read == 5


@pytest.mark.parametrize(
    ("failure", "kind", "was_sent"),
    [
        (BROKE, Unavailable, True),
        (LATE, TooSlow, True),
        (NOBODY_THERE, Unavailable, False),
        (UNREACHED, TooSlow, False),
    ],
)
def test_writing_is_never_tried_again_and_it_is_known_whether_it_was_sent(
    failure: Exception,
    kind: type[Unavailable],
    was_sent: bool,
    platform: PlatformApi,
    host: ScriptedHost,
) -> None:
    host.script = [failure, stored("debrief")]

    with pytest.raises(kind) as caught:
        platform.debriefs.write(SOMEBODY)

    assert caught.value.was_sent is was_sent
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, Forbidden), (409, Conflict), (500, Unavailable), (504, Unavailable)],
)
def test_a_refusal_of_writing_is_not_tried_again(
    status: int, kind: type[ApiError], platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"message": "No."}, status), stored("debrief")]

    with pytest.raises(kind):
        platform.debriefs.write(SOMEBODY)

    assert len(host.asked) == 1


def test_a_refused_token_is_renewed_once_since_nothing_was_written(
    platform: PlatformApi, host: ScriptedHost, tokens: Tokens
) -> None:
    host.script = [answer(b"", 401), stored("debrief")]
    assert platform.debriefs.write(SOMEBODY).id

    host.asked, host.script = [], [lambda _: answer(b"", 401)]
    with pytest.raises(TokenRefused):
        platform.debriefs.write(SOMEBODY)
    assert len(host.asked) == 2
    assert len(tokens.rejected) == 2


@pytest.mark.parametrize("status", [404, 405])
def test_no_debrief_and_no_such_call_are_both_none_known(
    status: int, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", status)]

    assert platform.debriefs.read(SOMEBODY) is None
    assert [(method, target) for method, target, _ in host.asked] == [("GET", ADDRESS)]


def test_a_read_gives_what_is_there(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("debrief")]

    read = platform.debriefs.read(SOMEBODY)

    assert read is not None
    assert read.id == "66c3d4e5f60718293a4b5c6d"


@pytest.mark.parametrize("hostile", ["..", "../account", "a/b", "", "x" * 65, "é", "a?b", "a%2fb"])
@pytest.mark.parametrize("call", ["read", "write"])
def test_what_cannot_be_an_id_is_sent_nowhere(
    hostile: str, call: str, platform: PlatformApi, host: ScriptedHost
) -> None:
    with pytest.raises(NotFound):
        getattr(platform.debriefs, call)(hostile)
    assert host.asked == []


def test_what_the_platform_takes_for_no_id_is_not_found(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", 400)]

    with pytest.raises(NotFound):
        platform.debriefs.read("x")


def test_no_failure_of_writing_shows_the_token(platform: PlatformApi, host: ScriptedHost) -> None:
    def echo(_: str) -> Answer:
        return answer({"message": f"Refused: {host.asked[-1][2]['Authorization']}"}, 409)

    host.script = [echo]
    with pytest.raises(Conflict) as caught:
        platform.debriefs.write(SOMEBODY)
    assert "canary-token" not in f"{caught.value} {caught.value.message}"
