"""Tags: labels with a colour, and the profiles that carry them.

Source: Profile API reference, section 4.6.
"""

from datetime import datetime
from typing import Any

import msgspec

from webapp.api.envelope import TAGS, Id
from webapp.api.paging import every_item
from webapp.api.texts import text
from webapp.api.times import parse_time
from webapp.api.transport import Transport

TAG_COLOURS = (
    "emerald",
    "red",
    "yellow",
    "orange",
    "blue",
    "indigo",
    "purple",
    "pink",
    "zinc",
)


class Tag(msgspec.Struct, frozen=True, gc=False):
    """One tag; `profiles` are profile ids, `color` an open string, normally of `TAG_COLOURS`."""

    id: str
    label: str
    color: str | None = None
    profiles: tuple[str, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


class _TagSent(msgspec.Struct, rename="camel", gc=False):
    id: Id
    label: str | None = None
    color: str | None = None
    profiles: tuple[str, ...] | None = None
    created_at: Any = None  # an unreadable time is absent, whatever its type
    updated_at: Any = None

    def tag(self) -> Tag:
        return Tag(
            id=self.id,
            label=text(self.label) or "No label",
            color=text(self.color),
            profiles=self.profiles or (),
            created_at=parse_time(self.created_at),
            updated_at=parse_time(self.updated_at),
        )


class TagsApi:
    """Reads of tags; they need the scope `tags:manage`, since there is no narrower one."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def every(self) -> list[Tag]:
        """Every tag of the account, in the platform's order."""
        return [sent.tag() for sent in every_item(self._page)]

    def _page(self, limit: int, page: int) -> list[_TagSent]:
        return self._transport.get(TAGS, list[_TagSent], {"limit": limit, "page": page})
