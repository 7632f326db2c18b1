"""All saved views of one person in one account, and what can be done to them; pure."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from webapp.people.query import Asked, parsed
from webapp.people.search import fold

MOST_VIEWS = 20


class SavedView(msgspec.Struct, frozen=True, kw_only=True):
    """A question under a name. `query` is the shortest query string that asks it, without page.

    `followed_since` is when `fingerprint` was taken, the secret under which that lies; None and ""
    where nobody follows what changes in the view.
    """

    id: str
    name: str
    query: str
    saved_at: datetime
    followed_since: datetime | None = None
    fingerprint: str = ""

    @property
    def address_query(self) -> str:
        """The query string of a page that shows the view, and says which one it is."""
        return f"{self.query}{'&' if self.query else '?'}view={self.id}"

    def __repr__(self) -> str:
        return f"SavedView({self.id!r})"


class NoSuchView(Exception):
    """It is not this person's, or not any more."""


class NameTaken(Exception):
    """Another view has this name; `view` is that one."""

    def __init__(self, view: SavedView):
        super().__init__("Another view has this name.")
        self.view = view


class ShelfFull(Exception):
    """There are MOST_VIEWS already."""


class Shelf(msgspec.Struct, frozen=True):
    """The views by name; `default_id` names the one that the team opens with, None for none."""

    views: tuple[SavedView, ...] = ()
    default_id: str | None = None

    @property
    def default(self) -> SavedView | None:
        """The view that the team opens with."""
        return next((view for view in self.views if view.id == self.default_id), None)

    @property
    def is_full(self) -> bool:
        """Whether no further view can be saved."""
        return len(self.views) >= MOST_VIEWS

    def view(self, view_id: str) -> SavedView:
        """Raises NoSuchView."""
        for view in self.views:
            if view.id == view_id:
                return view
        raise NoSuchView(view_id)

    def asking(self, asked: Asked) -> str:
        """The id of the view that a question names, if that asks for the same people; else ""."""
        named = (view for view in self.views if view.id == asked.view)
        return next((v.id for v in named if parsed(v.query).whom == asked.whom), "")

    def named(self, name: str) -> SavedView | None:
        """The view of this name, whatever its case and accents."""
        return next((view for view in self.views if fold(view.name) == fold(name)), None)

    def with_saved(self, fresh: SavedView, replaces: str = "") -> "Shelf":
        """A view more. One of the same name gives way, and hands its id on, where it is the one
        that `replaces` names; one that asks the very same stays as it is.

        Raises NameTaken or ShelfFull.
        """
        twin = self.named(fresh.name)
        if twin is None:
            if self.is_full:
                raise ShelfFull
            return self._holding((*self.views, fresh))
        if twin.id == replaces:
            return self._changed(twin.id, lambda _: msgspec.structs.replace(fresh, id=twin.id))
        if twin.query != fresh.query:
            raise NameTaken(twin)
        return self

    def with_followed(self, view_id: str, since: datetime, fingerprint: str) -> "Shelf":
        """Changes of this view count from then on. Raises NoSuchView."""
        followed_since = since if fingerprint else None
        return self._changed(
            view_id,
            lambda view: msgspec.structs.replace(
                view, followed_since=followed_since, fingerprint=fingerprint
            ),
        )

    def renamed(self, view_id: str, name: str) -> "Shelf":
        """Raises NoSuchView or NameTaken."""
        twin = self.named(name)
        if twin is not None and twin.id != view_id:
            raise NameTaken(twin)
        return self._changed(view_id, lambda view: msgspec.structs.replace(view, name=name))

    def without(self, view_id: str) -> "Shelf":
        """One that is gone already is as wished."""
        return self._holding(tuple(view for view in self.views if view.id != view_id))

    def with_default(self, view_id: str) -> "Shelf":
        """The team opens with this view from now on; with everybody for "". Raises NoSuchView."""
        default_id = self.view(view_id).id if view_id else None
        return msgspec.structs.replace(self, default_id=default_id)

    def _changed(self, view_id: str, change: Callable[[SavedView], SavedView]) -> "Shelf":
        changed = change(self.view(view_id))
        return self._holding(tuple(changed if v.id == view_id else v for v in self.views))

    def _holding(self, views: tuple[SavedView, ...]) -> "Shelf":
        by_name = tuple(sorted(views, key=lambda view: (fold(view.name), view.id)))
        default_id = self.default_id if self.default_id in {v.id for v in by_name} else None
        return Shelf(views=by_name, default_id=default_id)
