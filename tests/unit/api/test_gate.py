"""So many wait for a host at once; the next one waits, or learns at once that it is slow."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from prometheus_client import generate_latest

from tests.support.still_clock import StillClock
from tests.support.waiting import wait_until
from tests.unit.api.conftest import Tokens
from tests.unit.api.host import Play, ScriptedHost, answer, stored
from webapp.api import (
    ApiError,
    Forbidden,
    NoAnswer,
    NotAsked,
    PlatformApi,
    TokenRefused,
    TooSlow,
    Transport,
    Unavailable,
)
from webapp.api.breaker import BETWEEN, IN_A_ROW
from webapp.api.gate import PATIENCE, Gate
from webapp.metrics.instruments import REGISTRY

PLACES = 3


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def gate(clock: StillClock) -> Gate:
    return Gate(PLACES, clock)


@pytest.fixture
def full(gate: Gate) -> Iterator[ExitStack]:
    """Closed, it gives back the places that are all taken."""
    with ExitStack() as waiting:
        for _ in range(PLACES):
            waiting.enter_context(gate.passing(is_reading=True))
        yield waiting


def passes(gate: Gate, *, takes_place: bool = True) -> bool:
    try:
        with gate.passing(is_reading=True, takes_place=takes_place):
            return True
    except NotAsked:
        return False


def fails(gate: Gate, error: Exception) -> None:
    with pytest.raises(type(error)), gate.passing(is_reading=True):
        raise error


@pytest.mark.usefixtures("full")
def test_where_all_places_are_taken_and_nobody_is_answered_it_is_said_at_once(
    gate: Gate, clock: StillClock
) -> None:
    clock.now += PATIENCE

    with pytest.raises(NotAsked) as told, gate.passing(is_reading=True):
        pass

    assert not told.value.was_sent
    assert told.value.retry_after


@pytest.mark.parametrize("quiet", [0, 1000])
def test_a_place_that_gets_free_is_taken_by_who_waits_for_it(
    gate: Gate, clock: StillClock, quiet: float
) -> None:
    """Also where nobody has been answered for long, since nobody has asked."""
    clock.now += quiet
    passed: list[bool] = []
    with ExitStack() as full:
        for _ in range(PLACES):
            full.enter_context(gate.passing(is_reading=True))
        looked = clock.looked
        waiting = threading.Thread(target=lambda: passed.append(passes(gate)))
        waiting.start()
        wait_until(lambda: clock.looked > looked, "somebody waits")
        assert passed == []
    waiting.join()

    assert passed == [True]
    assert gate.taken == 0


@pytest.mark.usefixtures("full")
def test_work_behind_the_pages_takes_nobody_s_place(gate: Gate, clock: StillClock) -> None:
    clock.now += PATIENCE
    assert passes(gate, takes_place=False)
    assert gate.taken == PLACES


@pytest.mark.parametrize("error", [TooSlow(), NoAnswer(), Unavailable(was_sent=False)])
def test_silence_shuts_it_for_everybody(gate: Gate, error: Exception) -> None:
    for _ in range(IN_A_ROW):
        fails(gate, error)

    assert not passes(gate)
    assert not passes(gate, takes_place=False)
    assert gate.taken == 0


@pytest.mark.parametrize(
    "error",
    [Unavailable(), Forbidden(), TooSlow(was_brief=True), NotAsked("no thread"), RuntimeError()],
)
def test_whatever_else_happens_does_not(gate: Gate, error: Exception) -> None:
    for _ in range(IN_A_ROW):
        fails(gate, error)

    assert passes(gate)


@pytest.mark.parametrize("error", [Unavailable(), Forbidden()])
def test_an_answer_of_any_kind_opens_it_again(
    gate: Gate, clock: StillClock, error: ApiError
) -> None:
    for _ in range(IN_A_ROW):
        fails(gate, TooSlow())
    clock.now += BETWEEN

    fails(gate, error)

    assert passes(gate)


def test_whoever_watches_sees_what_is_not_asked_and_who_is_let_alone(
    gate: Gate, clock: StillClock, full: ExitStack
) -> None:
    before = [counted(name) for name in COUNTED]
    clock.now += PATIENCE
    assert not passes(gate)
    full.close()
    for _ in range(IN_A_ROW):
        fails(gate, TooSlow())
    assert not passes(gate)
    changes = [counted(name) - was for name, was in zip(COUNTED, before, strict=True)]
    assert changes == [1, 1, 1, 1]

    clock.now += BETWEEN
    fails(gate, Forbidden())
    assert counted("dashboard_breakers_open") == before[-1], "it is asked again"


COUNTED = (
    'dashboard_upstream_not_asked_total{reason="crowded"}',
    'dashboard_upstream_not_asked_total{reason="silent"}',
    "dashboard_breaker_opened_total",
    "dashboard_breakers_open",
)


def counted(name: str) -> float:
    told = generate_latest(REGISTRY).decode().splitlines()
    return next((float(line.rpartition(" ")[2]) for line in told if line.startswith(name)), 0.0)


def test_all_calls_of_a_transport_pass_it(
    gate: Gate, clock: StillClock, host: ScriptedHost
) -> None:
    host.script = [stored("account")]
    platform = PlatformApi(Transport("https://api.platform.test", host, Tokens(), gate=gate))
    with ExitStack() as waiting:
        for _ in range(PLACES):
            waiting.enter_context(gate.passing(is_reading=True))
        clock.now += PATIENCE
        for call in (platform.account.read, lambda: platform.tags.delete("t")):
            with pytest.raises(NotAsked):
                call()
        assert host.asked == []
    platform.account.read()
    assert len(host.asked) == 1


class Renewing(Tokens):
    """Looks at the gate whenever a token is asked for."""

    def __init__(self, gate: Gate):
        super().__init__()
        self.gate, self.taken = gate, list[int]()

    def access_token(self) -> str:
        """The token of now."""
        self.taken.append(self.gate.taken)
        return super().access_token()

    def renew(self, rejected: str) -> str:
        """The next token."""
        self.taken.append(self.gate.taken)
        return super().renew(rejected)


def test_nobody_takes_a_place_while_their_token_is_renewed(gate: Gate, host: ScriptedHost) -> None:
    """It may be long in coming, and not for this host's sake."""
    tokens = Renewing(gate)
    host.script = [answer(b"", 401), stored("account")]

    PlatformApi(Transport("https://api.platform.test", host, tokens, gate=gate)).account.read()

    assert tokens.taken == [0, 0]
    assert gate.taken == 0


@pytest.mark.parametrize("token", ["canary\ntoken", ""])
def test_a_token_that_cannot_be_sent_is_no_answer_of_the_host(
    gate: Gate, clock: StillClock, host: ScriptedHost, token: str
) -> None:
    tokens = Tokens()
    tokens.current = token
    for _ in range(IN_A_ROW):
        fails(gate, TooSlow())
    clock.now += BETWEEN

    with pytest.raises(TokenRefused):
        PlatformApi(Transport("https://api.platform.test", host, tokens, gate=gate)).account.read()

    assert gate.breaker.is_open


@pytest.mark.parametrize("answers", [[answer(b"", 401)], [answer(b"", 401), answer(b"", 401)]])
def test_a_token_that_is_refused_is_an_answer_of_the_host(
    gate: Gate, clock: StillClock, host: ScriptedHost, answers: list[Play]
) -> None:
    for _ in range(IN_A_ROW):
        fails(gate, TooSlow())
    clock.now += BETWEEN
    host.script = answers

    with pytest.raises(TokenRefused):
        PlatformApi(
            Transport("https://api.platform.test", host, Tokens(), gate=gate)
        ).account.read()

    assert not gate.breaker.is_open


def test_silent_calls_of_a_transport_shut_it_and_an_answer_opens_it(
    gate: Gate, clock: StillClock, host: ScriptedHost
) -> None:
    platform = PlatformApi(
        Transport("https://api.platform.test", host, Tokens(), gate=gate, is_patient=True)
    )
    host.script = [answer(b"", 504)]
    for _ in range(IN_A_ROW):
        with pytest.raises(NoAnswer):
            platform.tags.delete("t")
    with pytest.raises(NotAsked):
        platform.tags.delete("t")
    assert len(host.asked) == IN_A_ROW

    clock.now += BETWEEN
    host.script = [stored("account")]
    platform.account.read()
    assert not gate.breaker.is_open
