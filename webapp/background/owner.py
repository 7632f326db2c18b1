"""Whose work this is."""

from typing import NamedTuple

from webapp.auth.connection import Connection


class Owner(NamedTuple):
    """One connection of one session: the secret under which its work lies, its tokens, with which
    that goes, and the account it is for.
    """

    work_key: str
    token_key: str
    account: str

    @classmethod
    def of(cls, connection: Connection) -> "Owner":
        """Of this connection."""
        return cls(connection.work_key, connection.token_key, connection.account)

    def __repr__(self) -> str:
        return "Owner()"
