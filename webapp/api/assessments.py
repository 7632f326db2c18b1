"""The assessments that an account has configured.

Source: authentication page, `account:read` ("assessment catalog"), which gives no path and no
shape: all of this is assumed, by the platform's naming rule (Profile API reference, section 11).
"""

from collections.abc import Sequence

import msgspec

from webapp.api.envelope import ASSESSMENTS, Id
from webapp.api.errors import NotFound, NotOffered
from webapp.api.paging import every_item
from webapp.api.texts import text
from webapp.api.transport import Transport
from webapp.bounded_http import Limits

PATIENCE = Limits(read=4.0, whole=8.0)
"""It is one part of a page, which is not to wait for it as for the page itself."""


class Assessment(msgspec.Struct, frozen=True, gc=False):
    """One assessment; `minutes` is how long it takes, `is_enabled` None where that is not told."""

    id: str
    key: str | None = None
    name: str | None = None
    description: str | None = None
    minutes: int | None = None
    is_enabled: bool | None = None


class _AssessmentSent(msgspec.Struct, rename="camel", gc=False):
    id: Id
    key: str | None = None
    name: str | None = None
    description: str | None = None
    minutes: int | None = None
    is_enabled: bool | None = None

    def assessment(self) -> Assessment:
        return Assessment(
            id=self.id,
            key=text(self.key),
            name=text(self.name),
            description=text(self.description),
            minutes=self.minutes,
            is_enabled=self.is_enabled,
        )


class AssessmentsApi:
    """The catalogue; it needs the scope `account:read`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def every(self) -> Sequence[Assessment]:
        """All of it, in the platform's order. Raises NotOffered where there is no such call."""
        try:
            return every_item(self._page, _AssessmentSent.assessment, self._transport.memory)
        except NotFound:
            raise NotOffered("The platform has no such call.") from None

    def _page(self, limit: int, page: int) -> list[_AssessmentSent]:
        query = {"limit": limit, "page": page}
        return self._transport.get(ASSESSMENTS, list[_AssessmentSent], query, limits=PATIENCE)
