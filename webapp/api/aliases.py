"""Resource aliases: a customer's own keys for people. Source: Profile API reference, section 4.7.

The platform documents how one is made and changed. How they are listed and deleted is assumed: its
naming rule applied (section 11). Every call raises NotOffered where there is none.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from webapp.api.envelope import ALIAS, ALIASES, NEW_ALIAS, Id
from webapp.api.errors import NoSuchAlias, NotFound, NotOffered
from webapp.api.paging import every_item
from webapp.api.texts import text
from webapp.api.times import parse_time
from webapp.api.transport import Transport

PROFILE_TYPE = "profile"
"""The only resource type that is documented."""


class Alias(msgspec.Struct, frozen=True, gc=False):
    """One key, exactly as it was sent; `resource_id` is a profile's id where `resource_type` is
    PROFILE_TYPE.
    """

    id: str
    consumer_key: str | None = None
    resource_type: str | None = None
    resource_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class _AliasSent(msgspec.Struct, rename="camel", gc=False):
    id: Id
    consumer_key: str | None = None
    resource_type: str | None = None
    resource_id: str | None = None
    created_at: Any = None  # an unreadable time is absent, whatever its type
    updated_at: Any = None

    def alias(self) -> Alias:
        return Alias(
            id=self.id,
            consumer_key=self.consumer_key if text(self.consumer_key) else None,  # as sent
            resource_type=text(self.resource_type),
            resource_id=text(self.resource_id),
            created_at=parse_time(self.created_at),
            updated_at=parse_time(self.updated_at),
        )


class AliasesApi:
    """Reading needs the scope `account:read`, everything else `account:write`. For what a failure
    of a changing call means see `Transport.send`; Conflict is a key that is another resource's.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def every(self) -> Sequence[Alias]:
        """Every alias of the account, in the platform's order."""
        try:
            return every_item(self._page, _AliasSent.alias, self._transport.memory)
        except NotFound:
            raise NotOffered("The platform has no such call.") from None

    def create(self, consumer_key: str, profile_id: str) -> Alias:
        """A key for a person; where it is theirs already, the alias there is."""
        body = {
            "resourceType": PROFILE_TYPE,
            "resourceId": profile_id,
            "consumerKey": consumer_key,
        }
        try:
            return self._transport.send("POST", NEW_ALIAS, _AliasSent, body=body).alias()
        except NotFound:
            raise NotOffered("The platform has no such call.") from None

    def change(
        self, alias_id: str, *, consumer_key: str | None = None, profile_id: str | None = None
    ) -> Alias:
        """Another key, another person, or both; what is None stays. Raises NoSuchAlias."""
        wanted = {"consumerKey": consumer_key, "resourceId": profile_id}
        body: Mapping[str, str] = {name: to for name, to in wanted.items() if to is not None}
        try:
            sent = self._transport.send("PATCH", ALIAS, _AliasSent, item_id=alias_id, body=body)
        except NotFound as error:
            raise NoSuchAlias("The platform knows no alias by this id.") from error
        return sent.alias()

    def delete(self, alias_id: str) -> None:
        """No such alias any more. Raises NoSuchAlias, also where there is no such call."""
        try:
            self._transport.order("DELETE", ALIAS, alias_id)
        except NotFound as error:
            raise NoSuchAlias("The platform knows no alias by this id.") from error

    def _page(self, limit: int, page: int) -> list[_AliasSent]:
        return self._transport.get(ALIASES, list[_AliasSent], {"limit": limit, "page": page})
