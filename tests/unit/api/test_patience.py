"""A reading is made once more where the caller has patience; nothing else ever is."""

import time
from http.client import RemoteDisconnected

import pytest
from urllib3.exceptions import ProtocolError, ReadTimeoutError

from tests.unit.api.pool import Play, ScriptedPool, answer, stored
from webapp.api import (
    ApiError,
    Forbidden,
    NotFound,
    PlatformApi,
    TooMany,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)

BROKE = ProtocolError("Connection aborted.", RemoteDisconnected("closed"))
GOOD = "tags_without_status"


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it waited, without waiting."""
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def too_many(**headers: str) -> Play:
    return lambda _: answer(b"", 429, **headers)


@pytest.mark.parametrize(
    ("first", "waited"),
    [
        (answer(b"", 500), 0.1),
        (answer(b"", 503), 0.1),
        (answer(b"", 429), 1),
        (answer(b"", 429, Retry_After="0"), 1),
        (answer(b"", 429, Retry_After="5"), 5),
    ],
)
def test_a_reading_that_fails_is_made_again_after_a_moment(
    first: Play, waited: float, patient: PlatformApi, pool: ScriptedPool, waits: list[float]
) -> None:
    pool.script = [first, stored(GOOD)]

    assert len(patient.tags.every()) == 3
    assert waits == [waited]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (answer(b"", 429, Retry_After="6"), TooMany),
        (ReadTimeoutError(ScriptedPool(), "/", "late"), TooSlow),
        (answer(b"", 403), Forbidden),
        (answer(b"", 404), NotFound),
        (answer(b"<html>"), UnexpectedAnswer),
    ],
)
def test_what_waiting_does_not_mend_is_told_at_once(
    first: Play,
    kind: type[ApiError],
    patient: PlatformApi,
    pool: ScriptedPool,
    waits: list[float],
) -> None:
    pool.script = [first, stored(GOOD)]

    with pytest.raises(kind):
        patient.tags.every()
    assert (len(pool.asked), waits) == (1, [])


@pytest.mark.parametrize(
    ("play", "kind"),
    [(lambda _: answer(b"", 500), Unavailable), (too_many(Retry_After="1"), TooMany)],
)
def test_a_second_failure_is_told(
    play: Play,
    kind: type[ApiError],
    patient: PlatformApi,
    pool: ScriptedPool,
    waits: list[float],
) -> None:
    pool.script = [play]

    with pytest.raises(kind):
        patient.tags.every()
    assert (len(pool.asked), len(waits)) == (2, 1)


@pytest.mark.parametrize("first", [answer(b"", 500), answer(b"", 429)])
def test_who_waits_for_a_page_decides_for_themselves(
    first: Play, platform: PlatformApi, pool: ScriptedPool, waits: list[float]
) -> None:
    pool.script = [first, stored(GOOD)]

    with pytest.raises((Unavailable, TooMany)):
        platform.tags.every()
    assert (len(pool.asked), waits) == (1, [])


@pytest.mark.parametrize("first", [answer(b"", 500), answer(b"", 429), BROKE])
@pytest.mark.parametrize("call", ["set_profiles", "delete"])
def test_no_patience_sends_a_change_twice(
    first: Play, call: str, patient: PlatformApi, pool: ScriptedPool, waits: list[float]
) -> None:
    pool.script = [first, answer({"tag": {"id": "t"}})]

    with pytest.raises((Unavailable, TooMany)):
        getattr(patient.tags, call)("t", *([[]] if call == "set_profiles" else []))
    assert (len(pool.asked), waits) == (1, [])
