"""What one check came to."""

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """`SKIPPED` is no failure: it is not configured, or stands on something that failed itself."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """`said` is what was found and `advice` what to do about it. Times are of the last exchange, in
    milliseconds, and of a token, in seconds; `answer` is what came of the last call to an API.
    """

    check: str
    state: State
    said: str
    advice: str = ""
    answer: str = ""
    milliseconds: int | None = None
    token_age: float | None = None
    token_left: float | None = None

    def named(self, check: str, milliseconds: int | None = None) -> "Row":
        """The same under its check's name, with how long it took where that is not known better."""
        known = self.milliseconds if self.milliseconds is not None else milliseconds
        was_made = self.state is not State.SKIPPED
        return replace(self, check=check, milliseconds=known if was_made else None)


def ok(said: str) -> Row:
    """It works."""
    return Row("", State.OK, said)


def failed(said: str, advice: str) -> Row:
    """It does not."""
    return Row("", State.FAILED, said, advice)


def skipped(said: str) -> Row:
    """It was not looked at."""
    return Row("", State.SKIPPED, said)
