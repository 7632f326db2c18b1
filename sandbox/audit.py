"""Who changed what: one row for each write that succeeded, as an audit log has it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Lock

from msgspec import Struct


class Actor(Struct, frozen=True):
    """Whoever writes: in which account, as which person (None: nobody we know), by which app, and
    which way (`rest`, `mcp`).
    """

    account: str
    person: str | None
    client_id: str
    via: str = "rest"


class Row(Struct, frozen=True):
    """One write: when, by whom, what (`tag.create`), on which id, and what else there is to say."""

    at: datetime
    account: str
    person: str | None
    client_id: str
    via: str
    action: str
    target: str
    details: Mapping[str, object]


class Audit:
    """The rows, newest last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rows: list[Row] = []

    def note(self, actor: Actor, action: str, target: str, **details: object) -> None:
        """Adds a row of this moment."""
        with self._lock:
            by = (actor.account, actor.person, actor.client_id, actor.via)
            self._rows.append(Row(datetime.now(UTC), *by, action, target, details))

    def rows(self, action: str = "") -> list[Row]:
        """The rows whose action begins with `action`."""
        with self._lock:
            return [row for row in self._rows if row.action.startswith(action)]

    def clear(self) -> None:
        """Forgets every row."""
        with self._lock:
            self._rows.clear()
