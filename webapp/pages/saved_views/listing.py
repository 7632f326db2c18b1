"""The saved views as the page lists them; pure."""

from dataclasses import dataclass

from webapp.people.described import described
from webapp.people.query import parsed
from webapp.saved_views.shelf import NoSuchView, SavedView, Shelf

NEWS = {
    "renamed": "The view has its new name.",
    "deleted": "The view was deleted.",
    "default": "The team opens with this view from now on.",
    "everybody": "The team opens with everybody from now on.",
}
"""What was just done, by the word that the address says it with."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name that was not accepted: for which view, as typed, and what to do."""

    view_id: str
    typed: str
    advice: str


@dataclass(frozen=True, slots=True)
class Row:
    """One view; `words` is what it asks. `renaming` is a name for it that was not accepted."""

    view: SavedView
    words: str
    is_default: bool
    renaming: Renaming | None


def rows(shelf: Shelf, renaming: Renaming | None = None) -> tuple[Row, ...]:
    """One a view, by name."""
    return tuple(
        Row(
            view=view,
            words=described(parsed(view.query)),
            is_default=view.id == shelf.default_id,
            renaming=renaming if renaming and renaming.view_id == view.id else None,
        )
        for view in shelf.views
    )


def to_delete(shelf: Shelf, view_id: str) -> SavedView | None:
    """The view that the person is asked about; None where it is gone."""
    try:
        return shelf.view(view_id)
    except NoSuchView:
        return None
