"""The calls on grants. `GrantsApi` is made with the address of the list, however that was found."""

from collections.abc import Callable
from contextlib import suppress

import msgspec

from webapp.api.envelope import Endpoint, unwrap
from webapp.api.errors import NotFound, UnexpectedAnswer
from webapp.api.grants.activity import Activity, ActivitySent
from webapp.api.grants.assumed import GrantSent
from webapp.api.grants.others import grants_of
from webapp.api.grants.values import Grant
from webapp.api.paging import PAGE_SIZE, every_item
from webapp.api.transport import Transport

ACTIVITY_SIZE = 20

LIST = Endpoint("", payload=None)
ACTIVITY = Endpoint("/{id}/activity", payload=None, quotes=True)


class _Page(msgspec.Struct):
    grants: list[GrantSent]
    total: int | None = None


class GrantsApi:
    """Reading needs `account:read`, revoking `account:write`; Forbidden is a normal answer: a
    platform need not let one app see its siblings.
    """

    def __init__(self, transport: Transport) -> None:
        """`transport` has the list's own address for its root."""
        self._transport = transport

    def every(self) -> list[Grant]:
        """Every grant that the platform shows, each once, in its order.

        Raises UnexpectedAnswer for a shape that is none of the three.
        """
        first = bytes(self._transport.get(LIST, msgspec.Raw, {"limit": PAGE_SIZE, "page": 1}))
        is_array = first.lstrip()[:1] == b"["
        every = _array(first) if is_array else self._paged(unwrap(first, LIST, _Page))
        return list({grant.id: grant for grant in every}.values())

    def revoke(self, grant: Grant) -> None:
        """Take the permission away; that it is not there is as wished.

        For what a failure means see `Transport.send`. Raises UnexpectedAnswer for an id that cannot
        be sent.
        """
        try:
            grant.revocation.path(grant.id)
        except NotFound as error:
            raise UnexpectedAnswer("grants: an id that cannot be sent") from error
        with suppress(NotFound):
            self._transport.order("DELETE", grant.revocation, grant.id)

    def activity(self, grant_id: str, page: int = 1) -> Activity:
        """One page (from 1) of what the app did, the newest first."""
        query = {"limit": ACTIVITY_SIZE, "page": page}
        sent = self._transport.get(ACTIVITY, ActivitySent, query, item_id=grant_id)
        return Activity(tuple(one.deed() for one in sent.activity), sent.total)

    def _paged(self, page: _Page) -> list[Grant]:
        if page.total and not page.grants:  # else every app would pass for gone
            raise UnexpectedAnswer("grants: none of those that are counted")
        is_all = page.total is not None and len(page.grants) >= page.total
        sent = page.grants if is_all else every_item(self._further(page.grants))
        return [one.grant() for one in sent]

    def _further(self, first: list[GrantSent]) -> Callable[[int, int], list[GrantSent]]:
        """Reads pages; the first is here already."""

        def fetch(limit: int, page: int) -> list[GrantSent]:
            if page == 1:
                return first
            return self._transport.get(LIST, _Page, {"limit": limit, "page": page}).grants

        return fetch


def _array(body: bytes) -> list[Grant]:
    try:
        return grants_of(body)
    except msgspec.MsgspecError as error:
        raise UnexpectedAnswer(f"grants: {error}") from None
