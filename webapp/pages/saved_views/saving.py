"""Saving a view and following it: the store, and who is in it just now."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from webapp.pages.saved_views.draft import Draft
from webapp.people.fingerprint import fingerprint, seal_of
from webapp.people.query import Asked, parsed
from webapp.people.selection import Selection
from webapp.saved_views.owner import Owner
from webapp.saved_views.shelf import SavedView, Shelf
from webapp.saved_views.store import SavedViews
from webapp.saved_views.view_name import view_name

Select = Callable[[Asked], Selection]
"""The people of this account whom a question asks for."""


def kept(store: SavedViews, owner: Owner, wish: Draft, select: Select) -> SavedView:
    """The view as it is saved now. What cannot be saved is refused before the platform is asked.

    Raises NameRefused, NameTaken, ShelfFull or QueryTooLong.
    """
    now = datetime.now(UTC)
    fresh = SavedView(
        id=secrets.token_hex(8), name=view_name(wish.typed), query=wish.query, saved_at=now
    )
    before = store.shelf(owner)
    if before.with_saved(fresh, wish.replaces) == before:
        return before.named(fresh.name) or fresh
    taken = fingerprint(select(wish.asked).people)

    def with_fresh(shelf: Shelf, secret: str) -> Shelf:
        since = now if secret else None
        view = msgspec.structs.replace(fresh, followed_since=since, fingerprint=secret)
        return shelf.with_saved(view, wish.replaces)

    return store.change_following(owner, taken, with_fresh).named(fresh.name) or fresh


def followed(store: SavedViews, owner: Owner, view: SavedView, shown: str, select: Select) -> bool:
    """Whether the view's changes count from now on: not where others are in it than were `shown`
    ("" where none were). Raises NoSuchView.
    """
    taken, now = fingerprint(select(parsed(view.query)).people), datetime.now(UTC)
    if shown and taken is not None and seal_of(taken) != shown:
        return False
    store.change_following(
        owner, taken, lambda shelf, secret: shelf.with_followed(view.id, now, secret)
    )
    return True
