"""Whose work this is."""

from typing import NamedTuple

from webapp.auth.connection import Connection


class Owner(NamedTuple):
    """One connection of one session: the secret under which its work lies, its tokens, with which
    that goes, and the account it is for. `drafts` is the secret of what is not yet work, None where
    that is the same. `is_told` says that Profile told who the person is, and in which account; else
    a connection that is renewed cannot be told from a colleague's.
    """

    work_key: str
    token_key: str
    account: str
    is_told: bool = True
    drafts: str | None = None

    @classmethod
    def of(cls, connection: Connection) -> "Owner":
        """Of this connection."""
        is_told = bool(connection.told_person and connection.account_id)
        work_key, tokens, drafts = connection.work_key, connection.token_key, connection.draft_key
        return cls(work_key, tokens, connection.account, is_told, drafts)

    def __repr__(self) -> str:
        return "Owner()"
