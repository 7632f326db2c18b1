"""Whose changes these are."""

from typing import NamedTuple


class Owner(NamedTuple):
    """One connection of one session: the secret under which its work lies, and its tokens, with
    which that goes. `account` is locked against others while labels are compared.
    """

    work_key: str
    token_key: str
    account: str

    def __repr__(self) -> str:
        return "Owner()"
