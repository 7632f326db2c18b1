"""The one thread that looks after all deadlines, when it cannot start, dies or meets an error."""

import socket
import threading

import pytest

from tests.support.waiting import wait_until
from webapp import deadlines
from webapp.deadlines import Deadline, NotBegun, running


@pytest.fixture(autouse=True)
def watchman(monkeypatch: pytest.MonkeyPatch) -> deadlines.Watchman:
    """One that nobody else needs."""
    one = deadlines.Watchman()
    monkeypatch.setattr(deadlines, "_watchman", one)
    return one


def no_thread(_: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def ends_in_time() -> None:
    """Pass a block that is over only if somebody ends it."""
    here, there = socket.socketpair()
    with here, there:
        there.settimeout(20)
        with pytest.raises(TimeoutError, match="no whole answer"):
            wait_in_vain(here, there)


def wait_in_vain(here: socket.socket, there: socket.socket) -> None:
    with Deadline(0.01):
        deadline = running()
        assert deadline is not None
        deadline.watch(here)
        assert there.recv(1) == b"", "it was cut"


def test_without_a_thread_nothing_is_begun_and_the_next_has_one(
    watchman: deadlines.Watchman, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crowded:
        crowded.setattr(threading.Thread, "start", no_thread)
        for _ in range(2):
            with pytest.raises(NotBegun), Deadline(60):
                pytest.fail("nobody would end it")
    assert running() is None
    assert not watchman.under_way

    ends_in_time()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_died_is_followed_by_another(
    watchman: deadlines.Watchman, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die() -> float:
        raise SystemExit

    with Deadline(60), monkeypatch.context() as dying:
        dying.setattr(deadlines, "monotonic", die)
        first = watchman.thread
        assert first is not None
        first.join(10)
        assert not first.is_alive()

        dying.undo()
        ends_in_time()


def test_one_that_cannot_be_ended_keeps_nobody_from_the_others(
    watchman: deadlines.Watchman,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = Deadline(0)

    def fail() -> None:
        raise ValueError("not to be ended")

    monkeypatch.setattr(broken, "cut", fail)
    with broken:
        wait_until(lambda: "could not be cut" in caplog.text, "it was tried")
        first = watchman.thread
        ends_in_time()
    assert watchman.thread is first
    assert caplog.text.count("could not be cut") == 1
