"""Invites: messages to people who are to be assessed, and links that anybody may follow.

Source: Profile API reference, sections 4.3 (POST /profile) and 4.4 (POST /assessment-invite);
authentication page, `profiles:write`.
"""

from collections.abc import Mapping, Sequence

import msgspec

from webapp.api.envelope import INVITE_AGAIN, INVITE_LINK, NEW_PROFILE
from webapp.api.errors import NoSuchPerson, NotFound, NotOffered
from webapp.api.texts import text
from webapp.api.transport import Transport


class Invited(msgspec.Struct, frozen=True, gc=False):
    """Whom the platform says it has written to; it documents no more than the `email`."""

    id: str | None = None
    email: str | None = None
    phone: str | None = None


class _NewProfile(msgspec.Struct, gc=False):
    """The payload's key is `profile` by the schema, and `tag` in the page's own example."""

    profile: Invited | None = None
    tag: Invited | None = None
    data: Invited | None = None

    def invited(self) -> Invited:
        sent = self.profile or self.tag or self.data or Invited()
        return Invited(text(sent.id), text(sent.email), text(sent.phone))


class InvitesApi:
    """Calls that write to real people; they need the scope `profiles:write`.

    For what a failure means see `Transport.send`. None of them may be repeated where it is not
    known whether it was done: each time another message goes out.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def by_email(self, address: str, custom_id: str | None = None) -> Invited:
        """Make a pending profile, and have the invite sent by e-mail. `custom_id` becomes its
        alias.
        """
        return self._invite({"email": address}, custom_id)

    def by_phone(self, number: str, custom_id: str | None = None) -> Invited:
        """The same by SMS. Assumed: the platform documents that it does so, and no field for it."""
        return self._invite({"phone": number}, custom_id)

    def again(self, profile_id: str) -> None:
        """Have the invite of a pending profile sent once more.

        Assumed: the platform documents that it does so, and no path. Raises NoSuchPerson, also
        where there is no such call, and NotOffered.
        """
        try:
            self._transport.order("POST", INVITE_AGAIN, profile_id)
        except NotFound as error:
            raise NoSuchPerson("The platform knows nobody by this id, or no such call.") from error

    def link(self, tags: Sequence[str] = (), custom_id: str | None = None) -> str:
        """The link for these tags (ids) and this own id, found or made: it sends nothing, and may
        be asked for any number of times. Everybody who follows it gets the tags, and the id.
        """
        body: dict[str, object] = {"tags": list(tags)} if tags else {}
        return self._transport.send("POST", INVITE_LINK, str, body=_with(body, custom_id))

    def _invite(self, body: Mapping[str, object], custom_id: str | None) -> Invited:
        try:
            sent = self._transport.send(
                "POST", NEW_PROFILE, _NewProfile, body=_with(body, custom_id)
            )
        except NotFound:
            raise NotOffered("The platform has no such call.") from None
        return sent.invited()


def _with(body: Mapping[str, object], custom_id: str | None) -> dict[str, object]:
    return {**body, "customId": custom_id} if custom_id else dict(body)
