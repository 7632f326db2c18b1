"""Around every request that leaves for the platform or its login: what came of it."""

import re
from functools import cache
from time import perf_counter
from types import TracebackType

from webapp import metrics, request_id, tracing


def handed_on() -> dict[str, str]:
    """The headers by which the platform can tell for which request it is asked, in which trace."""
    reference = request_id.current()
    named = {request_id.HEADER: reference} if reference else {}
    return named | tracing.handed_on()


class Call:
    """A block around one request, named by words of ours ("GET /profile/{id}", "POST refresh").

    It counts as what `answered` said; where an error leaves the block, as that error's class.
    """

    __slots__ = ("_began", "_name", "_outcome", "_span")

    def __init__(self, name: str):
        self._name = name

    def answered(self, status: int) -> None:
        """There is a whole answer; without this a block that is left well counts as "2xx"."""
        self._outcome = f"{status // 100}xx"

    def __enter__(self) -> "Call":
        self._outcome = "2xx"
        self._span = tracing.begin(self._name, is_call=True)
        self._began = perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        outcome = self._outcome if kind is None else _word(kind.__name__)
        metrics.CALLS.took(perf_counter() - self._began, self._name, outcome)
        if self._span is not None:
            is_error = kind is not None or outcome == "5xx"
            tracing.end(self._span, self._name, {"outcome": outcome}, is_error=is_error)


@cache
def _word(name: str) -> str:
    """As “too_slow” for TooSlow."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
