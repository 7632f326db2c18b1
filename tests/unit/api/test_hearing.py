"""What a listener hears: every exchange, once, without a query, a body or a token."""

import pytest

from tests.unit.api.conftest import ORIGIN, Tokens
from tests.unit.api.host import (
    BROKE_OFF,
    GARBLED,
    LATE,
    NOBODY_THERE,
    Play,
    ScriptedHost,
    answer,
    stored,
)
from webapp.api import ApiError, Heard, NotFound, PlatformApi, TokenRefused, Transport
from webapp.api.grants import GrantsApi

SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"


class Kept:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.all: list[Heard] = []

    def heard(self, heard: Heard) -> None:
        self.all.append(heard)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def platform(host: ScriptedHost, tokens: Tokens, kept: Kept) -> PlatformApi:
    return PlatformApi(Transport(ORIGIN, host, tokens, listener=kept))


def test_a_reading_is_heard_without_its_query(
    platform: PlatformApi, host: ScriptedHost, kept: Kept
) -> None:
    host.script = [answer({"tags": []})]

    platform.tags.every()

    assert host.targets == ["/api/v4/tags?limit=100&page=1"]
    assert kept.all == [Heard("GET /tags", None, "ok")]


def test_a_change_is_heard_with_the_id_in_its_path_and_without_its_body(
    platform: PlatformApi, host: ScriptedHost, kept: Kept
) -> None:
    host.script = [answer({"tag": {"id": "t1"}})]

    platform.tags.set_profiles("t1", [SOMEBODY])

    assert kept.all == [Heard("PATCH /tag/{id}/profiles", "t1", "ok")]


def test_both_sendings_are_heard_where_a_token_was_refused(
    platform: PlatformApi, host: ScriptedHost, kept: Kept
) -> None:
    host.script = [answer(b"", 401), stored("account")]

    platform.account.read()

    assert [heard.outcome for heard in kept.all] == ["refused 401", "ok"]


def test_both_readings_are_heard_of_one_who_is_patient(
    host: ScriptedHost, tokens: Tokens, kept: Kept
) -> None:
    host.script = [answer(b"", 503), stored("account")]

    PlatformApi(Transport(ORIGIN, host, tokens, listener=kept, is_patient=True)).account.read()

    assert [heard.outcome for heard in kept.all] == ["unavailable", "ok"]


FAILURES: dict[str, tuple[Play, str, str]] = {
    "no connection": (
        NOBODY_THERE,
        "unavailable",
        "unavailable",
    ),
    "too slow": (LATE, "unavailable", "unclear"),
    "cut off": (BROKE_OFF, "unavailable", "unclear"),
    "broken": (lambda _: answer(b"", 500), "unavailable", "unclear"),
    "led elsewhere": (lambda _: answer(b"", 302), "unavailable", "unclear"),
    "forbidden": (lambda _: answer(b"", 403), "refused 403", "refused 403"),
    "not there": (lambda _: answer(b"", 404), "refused 404", "refused 404"),
    "too many": (lambda _: answer(b"", 429), "refused 429", "refused 429"),
    "not decompressed": (GARBLED, "unavailable", "unclear"),
}


@pytest.mark.parametrize(("play", "reading", "change"), FAILURES.values(), ids=FAILURES)
def test_a_failure_is_heard_as_what_is_known_of_it(
    platform: PlatformApi, host: ScriptedHost, kept: Kept, play: Play, reading: str, change: str
) -> None:
    host.script = [play]
    with pytest.raises(ApiError):
        platform.account.read()
    with pytest.raises(ApiError):
        platform.tags.delete("t1")

    assert [heard.outcome for heard in kept.all] == [reading, change]


def test_an_answer_of_another_shape_is_a_call_that_was_done(
    platform: PlatformApi, host: ScriptedHost, kept: Kept
) -> None:
    host.script = [answer(b"<html>")]
    with pytest.raises(ApiError):
        platform.tags.create("Label", "red")

    assert kept.all == [Heard("POST /tag", None, "ok")]


def test_what_was_not_sent_is_not_heard(
    platform: PlatformApi, host: ScriptedHost, tokens: Tokens, kept: Kept
) -> None:
    with pytest.raises(NotFound):
        platform.profiles.one("../account")
    tokens.current = ""
    with pytest.raises(TokenRefused):
        platform.account.read()

    assert (host.asked, kept.all) == ([], [])


def test_calls_on_grants_are_told_from_the_others(
    host: ScriptedHost, tokens: Tokens, kept: Kept
) -> None:
    host.script = [answer({"activity": []}), answer([])]
    transport = Transport(ORIGIN, host, tokens, listener=kept, root="/grants", called="{grants}")

    GrantsApi(transport).activity("an app/1")
    GrantsApi(transport).every()

    assert host.targets[0] == "/grants/an%20app%2F1/activity?limit=20&page=1"
    assert kept.all == [
        Heard("GET {grants}/{id}/activity", "an app/1", "ok"),
        Heard("GET {grants}", None, "ok"),
    ]
