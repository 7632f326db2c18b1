"""The calls on grants. `GrantsApi` is made with the address of the list, however that was found."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

import msgspec

from webapp.api.envelope import Endpoint, unwrap
from webapp.api.errors import NotFound, UnexpectedAnswer
from webapp.api.grants.activity import Activity, ActivitySent
from webapp.api.grants.assumed import GrantSent
from webapp.api.grants.others import grants_of
from webapp.api.grants.values import Grant
from webapp.api.paging import PAGE_SIZE, every_item
from webapp.api.transport import DECODED, Transport

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

    def every(self) -> tuple[Grant, ...]:
        """Every grant that the platform shows, each once, in its order.

        Raises UnexpectedAnswer for a shape that is none of the three.
        """
        first = bytes(self._transport.get(LIST, msgspec.Raw, {"limit": PAGE_SIZE, "page": 1}))
        memory, weight = self._transport.memory, DECODED * len(first)
        told = memory.kept(_first, (first,), partial(_first, first), weight)
        if isinstance(told, tuple):
            return told
        further = self._further(told.grants)
        return _each_once(every_item(further, GrantSent.grant, memory))

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

    def _further(self, first: list[GrantSent]) -> Callable[[int, int], list[GrantSent]]:
        """Reads pages; the first is here already."""

        def fetch(limit: int, page: int) -> list[GrantSent]:
            if page == 1:
                return first
            return self._transport.get(LIST, _Page, {"limit": limit, "page": page}).grants

        return fetch


def _first(body: bytes) -> tuple[Grant, ...] | _Page:
    """Every grant where the first answer has them all, else the first page."""
    if body.lstrip()[:1] == b"[":
        return _each_once(_array(body))
    page = unwrap(body, LIST, _Page)
    if page.total and not page.grants:  # else every app would pass for gone
        raise UnexpectedAnswer("grants: none of those that are counted")
    if page.total is None or len(page.grants) < page.total:
        return page
    return _each_once(one.grant() for one in page.grants)


def _each_once(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    return tuple({grant.id: grant for grant in grants}.values())


def _array(body: bytes) -> list[Grant]:
    try:
        return grants_of(body)
    except msgspec.MsgspecError as error:
        raise UnexpectedAnswer(f"grants: {error}") from None
