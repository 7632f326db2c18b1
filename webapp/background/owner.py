"""Whose work this is."""

from typing import NamedTuple


class Owner(NamedTuple):
    """One connection of one session: the secret under which its work lies, its tokens, with which
    that goes, and the account it is for.
    """

    work_key: str
    token_key: str
    account: str

    def __repr__(self) -> str:
        return "Owner()"
