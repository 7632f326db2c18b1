"""Switches that make the sandbox misbehave: rules, each for some calls and some number of times."""

from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Lock
from typing import Annotated, Literal

from msgspec import Meta, Struct

OriginName = Literal["login", "api", "v3", "personify"]
Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Kind(StrEnum):
    """The ways to misbehave. A call that is reset is cut before anything is done with it; one that
    is lost is handled, and cut before its answer.
    """

    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    UNKNOWN = "404"
    NOT_OFFERED = "405"
    TOO_MANY = "429"
    BROKEN = "500"
    SLOW = "slow"
    RESET = "reset"
    LOST = "lost"
    HTML = "html"


class Fault(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: what happens to calls of an origin (None: any) whose path begins with `path`, by
    a method (None: any).

    Of the calls that match, `skip` pass first; of the others it meets each `every`-th, beginning
    with the first. `times` counts down
    with each call it meets (None: until cleared). `seconds` is how long a slow call waits,
    `retry_after` what a 429 says (seconds), `scope` what a 403 misses.
    """

    kind: Kind
    origin: OriginName | None = None
    path: str = "/"
    times: Annotated[int, Meta(ge=1)] | None = None
    seconds: Annotated[float, Meta(ge=0, le=600)] = 2.0
    retry_after: Annotated[int, Meta(ge=0)] = 30
    scope: str = "profiles:read"
    method: Method | None = None
    every: Annotated[int, Meta(ge=1)] = 1
    skip: Annotated[int, Meta(ge=0)] = 0

    def matches(self, origin: OriginName, method: str, path: str) -> bool:
        """Whether it is a rule for such a call."""
        return (
            self.origin in {None, origin}
            and self.method in {None, method}
            and path.startswith(self.path)
        )


@dataclass
class _InForce:
    """A rule, how many calls it will still meet (None: until cleared), and how many it saw."""

    fault: Fault
    left: int | None
    seen: int = 0

    def meets(self) -> bool:
        """Counts a call that matches, and tells whether the rule meets it."""
        later = self.seen - self.fault.skip
        turn = later >= 0 and later % self.fault.every == 0
        self.seen += 1
        if turn and self.left is not None:
            self.left -= 1
        return turn


class Faults:
    """The rules in force, in the order in which they were added."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rules: list[_InForce] = []
        self._cleared = Event()

    def add(self, fault: Fault) -> None:
        """Puts a rule in force."""
        with self._lock:
            self._rules.append(_InForce(fault, fault.times))

    def in_force(self) -> list[tuple[Fault, int | None]]:
        """The rules with how many times each still applies (None: until cleared)."""
        with self._lock:
            return [(rule.fault, rule.left) for rule in self._rules]

    def clear(self) -> None:
        """Drops every rule; calls that a slow rule still holds go on at once."""
        with self._lock:
            self._rules.clear()
            self._cleared.set()
            self._cleared = Event()

    def meet(self, origin: OriginName, method: str, path: str) -> Fault | None:
        """Applies the rules to a call: waits where one is slow, gives the first that answers."""
        for fault, cleared in self._take(origin, method, path):
            if fault.kind is not Kind.SLOW:
                return fault
            cleared.wait(fault.seconds)
        return None

    def _take(self, origin: OriginName, method: str, path: str) -> list[tuple[Fault, Event]]:
        """The slow rules that a call meets and the first that answers, each counted down."""
        taken: list[tuple[Fault, Event]] = []
        with self._lock:
            for rule in self._rules:
                if rule.fault.matches(origin, method, path) and rule.meets():
                    taken.append((rule.fault, self._cleared))
                    if rule.fault.kind is not Kind.SLOW:
                        break
            self._rules = [rule for rule in self._rules if rule.left != 0]
        return taken
