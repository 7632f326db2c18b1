"""Whose saved views these are."""

from dataclasses import dataclass, field

import msgspec

from webapp.auth.connection import Connection
from webapp.auth.whereabouts import is_shared


@dataclass(frozen=True, slots=True)
class Owner:
    """`name` finds and opens the views, and stands in no page and no log.

    `is_known` says that it is one person in one account, found again at the next sign-in; else it
    is one connection, and the views end with it.
    """

    name: str = field(repr=False)
    is_known: bool


def owner_of(connection: Connection) -> Owner:
    """The person in the account, where Profile told both; else this very connection, by the key
    that its session alone holds: so nobody who comes later opens what was saved.
    """
    person, account = connection.person, connection.account_id
    if person is None or account is None or is_shared(person):
        return Owner(name=_joined("connection", connection.token_key), is_known=False)
    return Owner(name=_joined("person", person, account), is_known=True)


def _joined(*parts: str) -> str:
    return msgspec.json.encode(parts).decode()
