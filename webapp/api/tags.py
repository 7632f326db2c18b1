"""Tags: labels with a colour, and the profiles that carry them.

Source: Profile API reference, section 4.6.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from webapp.api.envelope import NEW_TAG, TAG, TAG_PROFILES, TAGS, Endpoint, Id
from webapp.api.errors import NoSuchTag, NotFound, UnexpectedAnswer
from webapp.api.paging import every_item, one_item
from webapp.api.texts import text
from webapp.api.times import parse_time
from webapp.api.transport import Transport
from webapp.bounded_http import Limits

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

WRITING = Limits(read=30.0)
"""For calls that carry a whole tag: thousands of members take the platform longer."""


class Tag(msgspec.Struct, frozen=True, gc=False):
    """One tag; `profiles` are profile ids, `color` an open string, normally of `TAG_COLOURS`."""

    id: str
    label: str
    color: str | None = None
    profiles: tuple[str, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TagSent(msgspec.Struct, rename="camel", gc=False):
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
    """Tags of the account; all of it needs the scope `tags:manage`, there is no narrower one.

    For what a failure of a changing call means see `Transport.send`; each raises NoSuchTag where
    the tag is not, or no longer, there.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def every(self) -> Sequence[Tag]:
        """Every tag of the account, in the platform's order."""
        return every_item(self._page, TagSent.tag, self._transport.memory)

    def one(self, tag_id: str) -> Tag:
        """One tag as it is now, from the list: no read of a single one is documented. The page
        that has it is the last one read, so that nothing comes between it and what is done next.

        Raises UnexpectedAnswer where its members are left out: who takes that for nobody, and
        writes, takes the tag from everybody.
        """
        sent = one_item(self._page, tag_id)
        if sent is None:
            raise NoSuchTag("The platform knows no tag by this id.")
        if sent.profiles is None:
            raise UnexpectedAnswer(f"{TAGS.template}: a tag without its profiles")
        return sent.tag()

    def create(self, label: str, color: str) -> Tag:
        """A new tag without members; `color` is one of `TAG_COLOURS`."""
        body = {"label": label, "color": color}
        return self._transport.send("POST", NEW_TAG, TagSent, body=body).tag()

    def change(self, tag_id: str, *, label: str | None = None, color: str | None = None) -> Tag:
        """Another label, colour, or both; what is None stays as it is."""
        body = {"label": label, "color": color}
        given = {name: value for name, value in body.items() if value is not None}
        return self._write(TAG, tag_id, given)

    def set_profiles(self, tag_id: str, profiles: Sequence[str]) -> Tag:
        """Exactly these members, whoever they were before: the call replaces (authentication
        page, `tags:manage`). Nothing tells whether somebody changed them since they were read.
        """
        return self._write(TAG_PROFILES, tag_id, {"profiles": profiles})

    def delete(self, tag_id: str) -> None:
        """No such tag any more; its members lose it.

        Assumed: the platform has the function and documents no path, so this one is its naming
        rule applied (section 11). Raises NotOffered where there is no such call.
        """
        try:
            self._transport.order("DELETE", TAG, tag_id)
        except NotFound as error:
            raise NoSuchTag("The platform knows no tag by this id.") from error

    def _write(self, endpoint: Endpoint, tag_id: str, body: Mapping[str, Any]) -> Tag:
        try:
            sent = self._transport.send(
                "PATCH", endpoint, TagSent, item_id=tag_id, body=body, limits=WRITING
            )
        except NotFound as error:
            raise NoSuchTag("The platform knows no tag by this id.") from error
        return sent.tag()

    def _page(self, limit: int, page: int) -> list[TagSent]:
        return self._transport.get(TAGS, list[TagSent], {"limit": limit, "page": page})
