"""What an app did in the person's name.

Source: grants reference, "Calls": `GET {grants}/{id}/activity`.
"""

from datetime import datetime
from typing import Any

import msgspec

from webapp.api.texts import text
from webapp.api.times import parse_time


class Deed(msgspec.Struct, frozen=True, gc=False):
    """One call: `action` is an open word such as "profiles.list", `via` "rest" or "mcp", `outcome`
    "ok" or "denied"; what is None was not told.
    """

    action: str
    at: datetime | None = None
    target: str | None = None
    via: str | None = None
    outcome: str | None = None


class Activity(msgspec.Struct, frozen=True):
    """One page of deeds, the newest first; `total` of all pages, where told."""

    deeds: tuple[Deed, ...]
    total: int | None = None


class DeedSent(msgspec.Struct):
    """One element of `activity`."""

    action: str | None = None
    at: Any = None  # an unreadable time is absent, whatever its type
    target: str | None = None
    via: str | None = None
    outcome: str | None = None

    def deed(self) -> Deed:
        """As the house sees it."""
        return Deed(
            action=text(self.action) or "unknown",
            at=parse_time(self.at),
            target=text(self.target),
            via=text(self.via),
            outcome=text(self.outcome),
        )


class ActivitySent(msgspec.Struct):
    """The whole answer."""

    activity: tuple[DeedSent, ...]
    total: int | None = None
