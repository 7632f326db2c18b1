"""Own ids as this request may see them, change them and have them imported."""

from collections.abc import Mapping, Sequence

from flask import g, request

from webapp.aliases import Book, Changing, Deed, ImportDraft, Importing, ImportWish
from webapp.batches import Batch
from webapp.current.call import (
    at_most,
    if_read,
    lasting_platform,
    platform,
    seconds_left,
    signed_in,
    work_owner,
)
from webapp.current.security import note
from webapp.current.team import presenting
from webapp.security_log import Event
from webapp.services import services

KEPT_SECONDS = 3600
"""How long a file that was read is kept, and what was done with one own id."""


def own_id_book() -> Book:
    """All of the account, read once a request. Raises NotOffered. Needs `account:read`."""
    if "own_id_book" not in g:
        g.own_id_book = Book.of(platform().aliases.every())
    book: Book = g.own_id_book
    return book


def own_ids() -> Mapping[str, Sequence[str]] | None:
    """Profile id to the own ids of that person; None where they are not granted, not offered, or
    not given just now, and while names are hidden: an own id tells who somebody is.
    """
    if presenting() or not signed_in().may("account:read"):
        return None
    book = if_read(own_id_book)
    return None if book is None else book.keys_by_person()


def changing_own_ids() -> Changing:
    """Changes one at once. Needs `account:write`, and all but making one `account:read`."""
    return Changing(platform().aliases)


def keep_deed(deed: Deed) -> str:
    """Keep what was done for the next page; returns its id."""
    return services().aliases.deeds.keep(work_owner(), deed, at_most(KEPT_SECONDS))


def asked_deed() -> Deed | None:
    """What this page is to tell of (`deed` in its query string), as far as known."""
    named = request.args.get("deed", "")
    return services().aliases.deeds.read(work_owner(), named) if named else None


def keep_file(draft: ImportDraft) -> str:
    """Keep a file that was read until it is imported; returns its id."""
    return services().aliases.files.keep(work_owner(), draft, at_most(KEPT_SECONDS))


def kept_file(file_id: str) -> ImportDraft | None:
    """One that is kept; None where there is none of this person, or none any more."""
    return services().aliases.files.read(work_owner(), file_id)


def own_id_imports() -> list[Batch[ImportWish]]:
    """All imports of this session that are kept, the newest first."""
    return services().aliases.imports.every(work_owner())


def own_id_import(batch_id: str, patience: float = 0.0) -> Batch[ImportWish]:
    """One of them, at the latest after so many seconds. Raises NoSuchBatch."""
    return services().aliases.imports.look(work_owner(), batch_id, patience)


def have_own_ids_imported(batch_id: str, wishes: Sequence[ImportWish]) -> None:
    """Have an import carried out, once. Raises TooOften where nothing was begun. Needs
    `account:write`, and `account:read` to know what came of it.
    """
    trade = Importing(lasting_platform().aliases)
    services().aliases.imports.begin(work_owner(), batch_id, wishes, trade, seconds_left())
    note(Event.BULK_CHANGE, len(wishes))


def have_own_id_import_continued(batch_id: str) -> None:
    """The same with one that stopped. Raises NoSuchBatch and TooOften."""
    stopped = own_id_import(batch_id)
    trade = Importing(lasting_platform().aliases)
    services().aliases.imports.go_on(work_owner(), stopped, trade, seconds_left())
