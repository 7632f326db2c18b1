"""Threads that go on until a block ends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread


@contextmanager
def until_over(threads: Sequence[Thread], over: Event) -> Iterator[None]:
    """They run while the block does; then they are told that it is over, and seen to their end."""
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
