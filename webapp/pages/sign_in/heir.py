"""What a fresh connection takes over from those that this browser had before. Pure."""

from msgspec.structs import replace

from webapp.auth.connection import Connection
from webapp.auth.signed_in import SignedIn


def heir(earlier: SignedIn, fresh: Connection, *, allows_more: bool) -> Connection:
    """The fresh connection, with the work of the one that it renews: not where Profile tells only
    the account, and it may be a colleague who signs in. Where the person came to allow more, what
    they had prepared goes along unless somebody else, or another account, is told.
    """
    renewed = _renewed(earlier, fresh)
    if renewed is not None:
        return replace(fresh, renews=renewed.work_key, goes_on=renewed.draft_key)
    if allows_more and not fresh.differs_from(earlier.connection):
        return replace(fresh, goes_on=earlier.connection.draft_key)
    return fresh


def _renewed(earlier: SignedIn, fresh: Connection) -> Connection | None:
    if fresh.account_id is None or fresh.told_person is None:
        return None
    whose = (fresh.account_id, fresh.person)
    return next((c for c in earlier.connections if (c.account_id, c.person) == whose), None)
