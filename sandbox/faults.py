"""Switches that make the sandbox misbehave: rules, each for some calls and some number of times."""

from enum import StrEnum
from threading import Event, Lock
from typing import Annotated, Literal

from msgspec import Meta, Struct

OriginName = Literal["login", "api"]


class Kind(StrEnum):
    """The ways to misbehave."""

    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    TOO_MANY = "429"
    BROKEN = "500"
    SLOW = "slow"
    RESET = "reset"
    HTML = "html"


class Fault(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: what happens to calls of an origin (None: both) whose path begins with `path`.

    `times` counts down with each call it meets (None: until cleared). `seconds` is how long a
    slow call waits, `retry_after` what a 429 says (seconds), `scope` what a 403 misses.
    """

    kind: Kind
    origin: OriginName | None = None
    path: str = "/"
    times: Annotated[int, Meta(ge=1)] | None = None
    seconds: Annotated[float, Meta(ge=0, le=600)] = 2.0
    retry_after: Annotated[int, Meta(ge=0)] = 30
    scope: str = "profiles:read"


class Faults:
    """The rules in force, in the order in which they were added."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rules: list[tuple[Fault, int | None]] = []
        self._cleared = Event()

    def add(self, fault: Fault) -> None:
        """Puts a rule in force."""
        with self._lock:
            self._rules.append((fault, fault.times))

    def in_force(self) -> list[tuple[Fault, int | None]]:
        """The rules with how many times each still applies (None: until cleared)."""
        with self._lock:
            return list(self._rules)

    def clear(self) -> None:
        """Drops every rule; calls that a slow rule still holds go on at once."""
        with self._lock:
            self._rules.clear()
            self._cleared.set()
            self._cleared = Event()

    def meet(self, origin: OriginName, path: str) -> Fault | None:
        """Applies the rules to a call: waits where one is slow, gives the first that answers."""
        for fault, cleared in self._take(origin, path):
            if fault.kind is not Kind.SLOW:
                return fault
            cleared.wait(fault.seconds)
        return None

    def _take(self, origin: OriginName, path: str) -> list[tuple[Fault, Event]]:
        """The slow rules that a call meets and the first that answers, each counted down."""
        taken: list[tuple[Fault, Event]] = []
        with self._lock:
            for place, (fault, left) in enumerate(self._rules):
                if fault.origin in {None, origin} and path.startswith(fault.path):
                    taken.append((fault, self._cleared))
                    self._rules[place] = (fault, None if left is None else left - 1)
                    if fault.kind is not Kind.SLOW:
                        break
            self._rules = [(fault, left) for fault, left in self._rules if left != 0]
        return taken
