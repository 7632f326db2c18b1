"""How long the session of this request still lasts, in the words and steps of the page."""

import time
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

WARNED_BEFORE = 120
"""Seconds before the end from which on the person is warned."""

ASKED_EVERY = 20
"""Seconds between two looks at a session that is about to end, or over."""

LONGEST_WITHOUT_ASKING = 300
"""Seconds after which an open page notices that its session was ended elsewhere."""


LONG_HOURS = 7 * 24
"""Hours from which on a time is told in days."""


class Stage(StrEnum):
    """What the person is told: nothing, that the end is near, or has come, or that the page shows
    what it no longer may.
    """

    LASTS = "lasts"
    IDLE = "idle"
    OLD = "old"
    OVER = "over"
    ELSEWHERE = "elsewhere"
    NAMES = "names"

    @property
    def asks_every(self) -> int:
        """Seconds between two looks of a page that says this."""
        return LONGEST_WITHOUT_ASKING if self is Stage.LASTS else ASKED_EVERY


@dataclass(frozen=True)
class SessionTime:
    """Seconds until the session ends unused (`idle_left`) and in any case (`most_left`)."""

    idle_left: float
    most_left: float

    @classmethod
    def of(cls, idle_left: float, began_at: float | None, max_seconds: int) -> "SessionTime":
        """What is left just now to a session that began then (Unix seconds)."""
        return cls(idle_left=idle_left, most_left=(began_at or 0) + max_seconds - time.time())

    @property
    def stage(self) -> Stage:
        """Which of both ends is near; the one that cannot be put off comes first."""
        if min(self.idle_left, self.most_left) <= 0:
            return Stage.OVER
        if self.most_left <= WARNED_BEFORE:
            return Stage.OLD
        return Stage.IDLE if self.idle_left <= WARNED_BEFORE else Stage.LASTS

    @property
    def told(self) -> tuple[object, ...]:
        """All that any page says of it, in words that hold for a minute."""
        words = (span(self.idle_left), span(self.most_left), span_up(self.most_left))
        return (*words, self.stage, self.asks_after)

    @property
    def asks_after(self) -> int:
        """Seconds until the page looks again, itself; at the latest when the warning is due."""
        until_warning = min(self.idle_left, self.most_left) - WARNED_BEFORE
        return max(1, min(ceil(until_warning), LONGEST_WITHOUT_ASKING))


def span(seconds: float) -> str:
    """A time to come, in words: "60 minutes", "11 hours 40 minutes", "400 days"."""
    if seconds < 60:
        return "less than a minute"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if hours < 2:
        return _count(minutes, "minute")
    if hours >= LONG_HOURS:
        return _count(round(hours / 24), "day")
    return _count(hours, "hour") + (f" {_count(rest, 'minute')}" if rest else "")


def span_up(seconds: float) -> str:
    """A time within which something will be over: never less than it takes."""
    return span(60 * max(1, ceil(seconds / 60)))


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
