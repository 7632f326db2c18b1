"""What somebody was about to send when a permission was missing; pure."""

import msgspec

from webapp.auth.connection import Connection

MOST_KEPT = 10
"""Of one connection; the oldest goes when another comes."""


class KeptAction(msgspec.Struct, frozen=True, kw_only=True):
    """What was to be sent where, for what `purpose` ("make a tag", or ""), and the `scope` that was
    missing (several with spaces between). `account` is the id of that in which it was begun, None
    where Profile did not tell; `is_without_names` says how its form was drawn.
    """

    action: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool
    scope: str
    purpose: str
    account: str | None
    is_without_names: bool

    def is_surely_of(self, connection: Connection) -> bool:
        """Whether it is known that this is the account in which it was begun."""
        return self.account is not None and self.account == connection.account_id
