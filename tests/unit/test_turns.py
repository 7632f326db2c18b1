"""So many at once; the others wait, and less long where there is too much to do."""

import threading
import time

import pytest

from tests.support.still_clock import StillClock
from tests.support.waiting import wait_until
from webapp import turns
from webapp.turns import Turns


def test_so_many_have_their_turn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    two = Turns(2)

    assert [two.take(), two.take(), two.take()] == [True, True, False]


def test_a_burst_is_given_the_time_that_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "IMPATIENCE", 0.0)
    clock, got = StillClock(), list[bool]()
    one = Turns(1, clock)
    assert one.take()
    looked = clock.looked
    waiting = threading.Thread(target=lambda: got.append(one.take()))
    waiting.start()
    wait_until(lambda: clock.looked > looked, "somebody waits")

    one.give_back()

    waiting.join()
    assert got == [True]


def test_after_a_while_without_a_free_turn_nobody_waits_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "IMPATIENCE", 0.01)
    clock = StillClock()
    one = Turns(1, clock)
    assert one.take()
    clock.now += turns.PATIENCE

    began = time.monotonic()
    assert not one.take()
    assert time.monotonic() - began < turns.PATIENCE


def test_once_a_turn_was_free_all_have_patience_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.5)
    monkeypatch.setattr(turns, "IMPATIENCE", 0.0)
    clock = StillClock()
    one = Turns(1, clock)
    assert one.take()
    clock.now += turns.PATIENCE
    one.give_back()
    assert one.take()

    began = time.monotonic()
    assert not one.take()
    assert time.monotonic() - began >= turns.PATIENCE
