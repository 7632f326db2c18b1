"""Debriefs: what the platform's AI writes of one person.

Source: Profile API reference, sections 4.5 (POST /playbook/ai/debrief/{profileId}: writes and
gives it, flat, in seconds to a minute) and 11 (no read is documented).
"""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from webapp.api.envelope import DEBRIEF
from webapp.api.errors import NoSuchPerson, NotFound, NotOffered, Rejected
from webapp.api.texts import text
from webapp.api.times import parse_time
from webapp.api.transport import Transport
from webapp.bounded_http import Limits

WRITING = Limits(read=90.0, whole=90.0, size=1024 * 1024)
"""For the call that writes."""
LOOKING = Limits(read=5.0, whole=5.0, size=1024 * 1024)
"""For the call that only reads: what it brings is one part of a page."""


class Rating(msgspec.Struct, frozen=True, gc=False):
    """What one user thought of it: above 0 helpful, below 0 not (1 is documented alone)."""

    user: str | None = None
    rating: float | None = None
    comments: str | None = None


class Debrief(msgspec.Struct, frozen=True, gc=False):
    """One debrief: plain text that is never blank, and who found it helpful."""

    content: str
    id: str | None = None
    ratings: tuple[Rating, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


class _DebriefSent(msgspec.Struct, rename="camel", gc=False):
    content: Annotated[str, msgspec.Meta(pattern=r"\S")]
    id: str | None = None
    ratings: tuple[Rating, ...] | None = None
    created_at: Any = None  # an unreadable time is absent, whatever its type
    updated_at: Any = None

    def debrief(self) -> Debrief:
        return Debrief(
            content=self.content.strip(),
            id=text(self.id),
            ratings=self.ratings or (),
            created_at=parse_time(self.created_at),
            updated_at=parse_time(self.updated_at),
        )


class DebriefsApi:
    """Reading and writing of debriefs; both need the scope `profiles:read`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self, profile_id: str) -> Debrief | None:
        """The debrief that is known; None where there is none, or no such call.

        Assumed: the platform documents no read, so this one is its naming rule applied (section
        11). A 404 says either, and a 405 that there is no such call.
        Raises NotFound for what cannot be an id.
        """
        DEBRIEF.path(profile_id)
        try:
            sent = self._transport.get(DEBRIEF, _DebriefSent, item_id=profile_id, limits=LOOKING)
        except (NotFound, NotOffered):
            return None
        except Rejected as error:
            # Nothing but the id was sent: it is not one of the platform's.
            raise NoSuchPerson("The platform takes this for no id.") from error
        return sent.debrief()

    def write(self, profile_id: str) -> Debrief:
        """Have one written, and give it. Whether a second call writes anew is not documented, so
        nobody calls this twice for one wish; see `Transport.send` for what a failure means.
        """
        sent = self._transport.send(
            "POST", DEBRIEF, _DebriefSent, item_id=profile_id, limits=WRITING
        )
        return sent.debrief()
