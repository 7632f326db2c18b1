"""Who listens to the calls made for a person: for one request, or for the work behind it."""

import time
from datetime import UTC, datetime

from webapp.api import Heard
from webapp.api.hearing import OK
from webapp.background.owner import Owner
from webapp.own_log.chain import Done
from webapp.own_log.store import OwnLog


class Buffered:
    """Holds what was done until whoever made it writes it down, all at once."""

    def __init__(self) -> None:
        self.done: list[Done] = []

    def heard(self, heard: Heard) -> None:
        """One more."""
        self.done.append(_done(heard))


class AtOnce:
    """Writes each down as it happens: nobody knows when work behind a request ends."""

    def __init__(self, log: OwnLog, owner: Owner, seconds: float):
        """The entries are kept for so many `seconds` from now."""
        self._log = log
        self._owner = owner
        self._until = time.monotonic() + seconds

    def heard(self, heard: Heard) -> None:
        """In the log before the call's answer is used."""
        self._log.write(self._owner, [_done(heard)], self._until - time.monotonic())


class Once:
    """Writes each kind of call that went well once: of a long reading the log tells that it was
    made, not each of its pages.
    """

    def __init__(self, listener: AtOnce):
        self._listener = listener
        self._told: set[str] = set()

    def heard(self, heard: Heard) -> None:
        """One more."""
        if heard.action in self._told:
            return
        if heard.outcome == OK:
            self._told.add(heard.action)
        self._listener.heard(heard)


def _done(heard: Heard) -> Done:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Done(at, heard.action, heard.target, heard.outcome)
