"""Around every request that leaves the dashboard for the platform or its login: what came of it."""

import re
from functools import cache
from time import perf_counter
from types import TracebackType

from webapp import metrics, request_id


def handed_on() -> dict[str, str]:
    """The headers by which the platform can tell on whose behalf it is asked: which request."""
    reference = request_id.current()
    return {request_id.HEADER: reference} if reference else {}


class Call:
    """A block around one request, named by words of ours ("GET /profile/{id}", "POST refresh").

    It counts as what `answered` said; where an error leaves the block, as that error's class.
    """

    __slots__ = ("_began", "_name", "_outcome")

    def __init__(self, name: str):
        self._name = name

    def answered(self, status: int) -> None:
        """There is a whole answer; without this a block that is left well counts as "2xx"."""
        self._outcome = f"{status // 100}xx"

    def __enter__(self) -> "Call":
        self._outcome = "2xx"
        self._began = perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        metrics.CALLS.add(self._name, self._outcome if kind is None else _word(kind.__name__))
        metrics.CALL_SECONDS.took(perf_counter() - self._began, self._name)


@cache
def _word(name: str) -> str:
    """As “too_slow” for TooSlow."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
