"""A saved view on the page that it was opened as: what has changed in it; pure."""

from dataclasses import dataclass

from webapp.people.changes import Changes, changes
from webapp.people.fingerprint import MOST_FOLLOWED, Fingerprint, fingerprint, seal_of
from webapp.people.selection import Selection
from webapp.saved_views.shelf import SavedView, Shelf


@dataclass(frozen=True, slots=True)
class Opened:
    """`changes` is None where they are not known, and `why_not` says why; `may_follow` whether
    they could be followed from now on.

    `seal` names what is shown, so that nothing that came later is marked as seen with it;
    `is_newer` says that this is what came later.
    """

    view: SavedView
    changes: Changes | None = None
    why_not: str = ""
    may_follow: bool = False
    seal: str = ""
    is_newer: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What a page says of saved views: all of them, whether they are kept for the person beyond
    this connection, and the one that it was opened as.
    """

    shelf: Shelf
    is_known: bool
    opened: Opened | None = None


def opened(
    view: SavedView, shown: Selection, before: Fingerprint | None, is_newer: bool = False
) -> Opened:
    """`shown` is what came of a question that asks for the view's people (see `Shelf.asking`),
    `before` the fingerprint.
    """
    if not shown.is_as_asked:
        return Opened(view, why_not="it asks for something that is no longer here")
    after = fingerprint(shown.people)
    if after is None:
        return Opened(view, why_not=f"more than {MOST_FOLLOWED:,} people are in it")
    if before is None:
        lapsed = "the record of who was in it has lapsed"
        why_not = lapsed if view.fingerprint else "too many were in it"
        return Opened(view, why_not=why_not, may_follow=True)
    return Opened(
        view,
        changes=changes(before, after, shown.people),
        seal=seal_of(after),
        is_newer=is_newer,
    )
