"""One line of what is kept: in Redis, or in the browser. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """One kind of thing in Redis, under `keys` (a pattern), for `seconds` at most `since` then.

    `is_mark` tells the mark of what has ended from the thing itself, which lay under the same key.
    """

    keys: str
    name: str
    holds: str
    seconds: float
    since: str = ""
    is_mark: bool = False


@dataclass(frozen=True)
class Cookie:
    """One kind of cookie; `seconds` is None where it goes with the browser's own session."""

    name: str
    does: str
    seconds: float | None = None
