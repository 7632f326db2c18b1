"""How many may work behind the requests of one process, and how many of them for one person."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest

from webapp.background import Threads
from webapp.rates import TooOften


@pytest.fixture
def over() -> Iterator[Event]:
    """Until this is set, everybody works."""
    event = Event()
    yield event
    event.set()


def wait(over: Event) -> None:
    over.wait(30)


def work(threads: Threads, over: Event, who: str) -> Thread:
    with threads.place(who) as start:
        return start(lambda: wait(over))


def test_one_person_leaves_room_for_others(over: Event) -> None:
    threads = Threads("work", 3, 2)
    work(threads, over, "ann")
    work(threads, over, "ann")

    with pytest.raises(TooOften):
        work(threads, over, "ann")
    work(threads, over, "ben")
    with pytest.raises(TooOften):
        work(threads, over, "cleo")


def test_a_place_is_free_again_after_the_work(over: Event) -> None:
    threads = Threads("work", 2, 1)
    working = work(threads, over, "ann")
    over.set()
    working.join(30)

    work(threads, over, "ann").join(30)


def test_a_place_where_nothing_was_begun_is_given_back(over: Event) -> None:
    threads = Threads("work", 1)
    with threads.place("ann"):
        pass

    work(threads, over, "ann")
