"""The reference of the request that is being answered: on its error page, in each line of the log,
and on whatever is asked of the platform for it.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from webapp import tracing

T = TypeVar("T")

HEADER = "X-Request-ID"

_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The reference; "" outside of any request."""
    return _current.get()


def given(proposed: str) -> str:
    """What a proxy calls the request, where that is fit for logs and headers; else a new one."""
    return proposed if _WELL_FORMED.fullmatch(proposed) else secrets.token_hex(6)


@contextmanager
def under(reference: str) -> Iterator[None]:
    """A block that belongs to the request with this reference."""
    before = _current.set(reference)
    try:
        yield
    finally:
        _current.reset(before)


def carried(work: Callable[[], T]) -> Callable[[], T]:
    """The same work for another thread, which then belongs to this request, and trace, too."""
    reference, trace = current(), tracing.current()

    def carry() -> T:
        with under(reference), tracing.within(trace):
            return work()

    return carry
