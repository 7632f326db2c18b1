"""What the API v3 has for a person: their account, and its tags. Rights follow the role.

Source: Profile API reference, section 10; seed 002 ("Role-Based Access"). What `my-account` answers
is not documented: assumed is the account, with a `user` in it as v4 has it.
"""

from collections.abc import Sequence

import msgspec

from webapp.api.account import Account, AccountSent
from webapp.api.envelope import ACCOUNT, MY_ACCOUNT, TAGS_OF_ACCOUNT
from webapp.api.errors import Forbidden
from webapp.api.tags import Tag, TagSent
from webapp.api.transport import Transport

ROOT = "/v3"
"""Every path of it begins so."""


class LegacyApi:
    """The API v3, as the one person whose tokens the transport has."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def mine(self) -> Account:
        """The account that the person signed in to, with who they are in it."""
        return self._transport.get(MY_ACCOUNT, AccountSent).account()

    def account(self) -> Account:
        """The same with all that the account tells of itself, where their role lets them see it."""
        mine = self.mine()
        try:
            whole = self._transport.get(ACCOUNT, AccountSent).account()
        except Forbidden:
            return mine
        return msgspec.structs.replace(whole, user=mine.user)

    def tags(self, account_id: str) -> Sequence[Tag]:
        """Every tag of the account, in the platform's order; v3 knows no pages."""
        sent = self._transport.get(TAGS_OF_ACCOUNT, list[TagSent], item_id=account_id)
        return tuple(tag.tag() for tag in sent)
