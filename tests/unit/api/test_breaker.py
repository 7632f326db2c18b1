"""A host that is silent is let alone, but for a reading now and then."""

import pytest

from tests.support.still_clock import StillClock
from webapp.api.breaker import BETWEEN, IN_A_ROW, WITHIN, Breaker


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def silent(clock: StillClock) -> Breaker:
    """After just so many calls without an answer."""
    breaker = Breaker(clock)
    for _ in range(IN_A_ROW):
        assert breaker.lets_pass(is_reading=True)
        breaker.silent()
    return breaker


def test_a_host_that_answers_nothing_is_let_alone(silent: Breaker) -> None:
    assert silent.is_open
    assert not silent.lets_pass(is_reading=True)
    assert not silent.lets_pass(is_reading=False)


def test_one_answer_between_them_says_that_it_is_there(clock: StillClock) -> None:
    breaker = Breaker(clock)
    for _ in range(IN_A_ROW - 1):
        breaker.silent()
    breaker.answered()
    for _ in range(IN_A_ROW - 1):
        breaker.silent()

    assert not breaker.is_open
    assert breaker.lets_pass(is_reading=False)


def test_silences_that_are_far_apart_say_nothing(clock: StillClock) -> None:
    breaker = Breaker(clock)
    for _ in range(3 * IN_A_ROW):
        breaker.silent()
        clock.now += WITHIN / (IN_A_ROW - 1)

    assert not breaker.is_open


def test_one_reading_a_while_learns_whether_it_is_back(silent: Breaker, clock: StillClock) -> None:
    clock.now += BETWEEN
    assert not silent.lets_pass(is_reading=False), "of a change nobody would know what became of it"
    assert silent.lets_pass(is_reading=True)
    assert not silent.lets_pass(is_reading=True), "one is enough"

    clock.now += BETWEEN
    assert silent.lets_pass(is_reading=True), "the one before it may hang"

    silent.answered()
    assert not silent.is_open
    assert silent.lets_pass(is_reading=False)


def test_a_try_in_vain_keeps_it_shut(silent: Breaker, clock: StillClock) -> None:
    for _ in range(100):
        clock.now += BETWEEN
        assert silent.lets_pass(is_reading=True)
        silent.silent()
        assert not silent.lets_pass(is_reading=True)


def test_where_nobody_reads_changes_are_let_through_again_after_a_while(
    silent: Breaker, clock: StillClock
) -> None:
    clock.now += WITHIN
    assert silent.lets_pass(is_reading=False)
