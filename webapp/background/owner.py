"""Whose work this is."""

from typing import NamedTuple

from webapp.auth.connection import Connection
from webapp.auth.whereabouts import is_shared


class Owner(NamedTuple):
    """One connection of one session: the secret under which its work lies, its tokens, with which
    that goes, and the account it is for. `is_told` says that Profile told who the person is; else a
    connection that is renewed cannot be told from a colleague's.
    """

    work_key: str
    token_key: str
    account: str
    is_told: bool = True

    @classmethod
    def of(cls, connection: Connection) -> "Owner":
        """Of this connection."""
        is_told = connection.person is not None and not is_shared(connection.person)
        return cls(connection.work_key, connection.token_key, connection.account, is_told)

    def __repr__(self) -> str:
        return "Owner()"
