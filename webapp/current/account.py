"""The account in use, as Profile tells it to this request."""

from flask import g

from webapp.api.account import Account
from webapp.auth.browser_session import current_session
from webapp.current.call import platform, signed_in


def account() -> Account:
    """Read once a request; the session learns its name, and what the person is in it, where that
    has changed. Needs `account:read`.
    """
    if "account" not in g:
        g.account = platform().account.read()
        remember(g.account)
    known: Account = g.account
    return known


def remember(told: Account) -> None:
    """Have the session know what Profile now tells of the account in use."""
    person, role = signed_in(), told.user.role if told.user else None
    if told.id != person.connection.account_id:
        return
    renamed = person.told(account_name=told.name, role=role)
    if renamed != person:
        g.signed_in = renamed
        renamed.write(current_session())
