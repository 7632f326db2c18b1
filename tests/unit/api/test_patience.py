"""A reading is made once more where the caller has patience; nothing else ever is."""

import time

import pytest

from tests.support.still_clock import StillClock
from tests.unit.api.host import BROKE, LATE, Play, ScriptedHost, answer, stored
from webapp.api import (
    ApiError,
    Forbidden,
    NotAsked,
    NotFound,
    PlatformApi,
    TooMany,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.patience import PAGE_SECONDS, PAUSE, PagePatience, SecondTries, asked_again
from webapp.bounded_http import Limits

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
        (answer(b"", 503, Retry_After="3"), 3),
        (answer(b"", 429), 1),
        (answer(b"", 429, Retry_After="0"), 1),
        (answer(b"", 429, Retry_After="5"), 5),
    ],
)
def test_a_reading_that_fails_is_made_again_after_a_moment(
    first: Play, waited: float, patient: PlatformApi, host: ScriptedHost, waits: list[float]
) -> None:
    host.script = [first, stored(GOOD)]

    assert len(patient.tags.every()) == 3
    assert len(waits) == 1
    assert waited <= waits[0] <= waited + PAUSE, "not everybody asks again at the same moment"


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (answer(b"", 429, Retry_After="6"), TooMany),
        (answer(b"", 503, Retry_After="6"), Unavailable),
        (LATE, TooSlow),
        (answer(b"", 403), Forbidden),
        (answer(b"", 404), NotFound),
        (answer(b"<html>"), UnexpectedAnswer),
    ],
)
def test_what_waiting_does_not_mend_is_told_at_once(
    first: Play,
    kind: type[ApiError],
    patient: PlatformApi,
    host: ScriptedHost,
    waits: list[float],
) -> None:
    host.script = [first, stored(GOOD)]

    with pytest.raises(kind):
        patient.tags.every()
    assert (len(host.asked), waits) == (1, [])


@pytest.mark.parametrize(
    ("play", "kind"),
    [(lambda _: answer(b"", 500), Unavailable), (too_many(Retry_After="1"), TooMany)],
)
def test_a_second_failure_is_told(
    play: Play,
    kind: type[ApiError],
    patient: PlatformApi,
    host: ScriptedHost,
    waits: list[float],
) -> None:
    host.script = [play]

    with pytest.raises(kind):
        patient.tags.every()
    assert (len(host.asked), len(waits)) == (2, 1)


@pytest.mark.parametrize("first", [answer(b"", 500), answer(b"", 429)])
def test_who_waits_for_a_page_decides_for_themselves(
    first: Play, platform: PlatformApi, host: ScriptedHost, waits: list[float]
) -> None:
    host.script = [first, stored(GOOD)]

    with pytest.raises((Unavailable, TooMany)):
        platform.tags.every()
    assert (len(host.asked), waits) == (1, [])


@pytest.mark.parametrize("first", [answer(b"", 500), answer(b"", 429), BROKE])
@pytest.mark.parametrize("call", ["set_profiles", "delete"])
def test_no_patience_sends_a_change_twice(
    first: Play, call: str, patient: PlatformApi, host: ScriptedHost, waits: list[float]
) -> None:
    host.script = [first, answer({"tag": {"id": "t"}})]

    with pytest.raises((Unavailable, TooMany)):
        getattr(patient.tags, call)("t", *([[]] if call == "set_profiles" else []))
    assert (len(host.asked), waits) == (1, [])


def test_second_tries_are_few_for_each_call(waits: list[float]) -> None:
    tries, asked = SecondTries(), 0

    def ask() -> None:
        nonlocal asked
        asked += 1
        raise Unavailable

    for _ in range(30):
        with pytest.raises(Unavailable):
            asked_again(ask, tries)
    assert asked == 30 + 10

    for _ in range(20):
        tries.earn()
    for _ in range(5):
        with pytest.raises(Unavailable):
            asked_again(ask, tries)
    assert asked == 40 + 5 + 2
    assert len(waits) == 12


def goes_on(clock: StillClock, seconds: float) -> None:
    clock.now += seconds


def test_the_readings_of_a_page_wait_no_longer_together_than_one_may() -> None:
    clock = StillClock()
    patience = PagePatience(clock)

    patience.used(lambda: goes_on(clock, 5))

    assert patience.limits(Limits(read=10)).read == PAGE_SECONDS - 4
    assert patience.limits(Limits(read=2, whole=30)) == Limits(read=2, whole=PAGE_SECONDS - 4)
    patience.used(lambda: goes_on(clock, 6))
    with pytest.raises(NotAsked):
        patience.limits(Limits())


def test_many_quick_readings_do_not_use_the_patience_up() -> None:
    clock = StillClock()
    patience = PagePatience(clock)

    for _ in range(100):
        patience.used(lambda: goes_on(clock, 0.9))

    assert patience.limits(Limits(read=10)).read == PAGE_SECONDS


def test_a_page_that_waited_in_vain_once_asks_no_more(
    platform: PlatformApi, patient: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [LATE]
    with pytest.raises(TooSlow):
        platform.tags.every()
    with pytest.raises(NotAsked):
        platform.account.read()
    assert len(host.asked) == 1

    for _ in range(2):
        with pytest.raises(TooSlow):
            patient.tags.every()
    assert len(host.asked) == 3, "work behind a page goes on"


def test_a_change_is_sent_even_where_a_reading_was_too_slow(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [LATE, answer({"tag": {"id": "t"}})]
    with pytest.raises(TooSlow):
        platform.tags.every()

    platform.tags.delete("t")


def test_what_is_left_to_a_page_is_too_little_to_judge_the_host() -> None:
    clock = StillClock()
    patience = PagePatience(clock)
    assert not patience.limits(Limits()).are_brief

    patience.used(lambda: goes_on(clock, 5))

    assert patience.limits(Limits()).are_brief
