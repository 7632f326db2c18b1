"""Profiles: the people assessed, as opposed to those who sign in.

Source: Profile API reference, sections 4.2 (GET /profiles, GET /profile/{profileId}) and 5.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from webapp.api.scores import Disc, Domain


class Completion(StrEnum):
    """How many of the three assessments have a result: all, some or none."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    PENDING = "pending"


class Profile(msgspec.Struct, frozen=True, gc=False):
    """One assessed person; every part but the id may be absent (None)."""

    id: str
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    disc: Disc | None = None
    focus: Sequence[Domain] | None = None
    core: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """First and last name as far as known, else the e-mail address, else "No name"."""
        parts = [part for part in (self.first_name, self.last_name) if part]
        return " ".join(parts) or self.email or "No name"

    @property
    def completion(self) -> Completion:
        """Judged by what is present: the platform documents no mark of a pending profile."""
        absent = (self.disc, self.focus, self.core).count(None)
        if absent == 0:
            return Completion.COMPLETE
        return Completion.PENDING if absent == 3 else Completion.PARTIAL
