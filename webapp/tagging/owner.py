"""Whose changes these are."""

from typing import NamedTuple


class Owner(NamedTuple):
    """One connection of one session: the secret under which its work lies, and its tokens, with
    which that goes. `account` is locked against others while labels are compared. `is_told` says
    that Profile told who the person is; else a connection that is renewed cannot be told from a
    colleague's.
    """

    work_key: str
    token_key: str
    account: str
    is_told: bool = True

    def __repr__(self) -> str:
        return "Owner()"
