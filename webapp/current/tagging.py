"""Changes of tags as this request may see them, and have them carried out."""

import secrets
from collections.abc import Sequence
from contextlib import suppress

from flask import request

from webapp.current.call import (
    PATIENCE,
    at_most,
    lasting_platform,
    seconds_left,
    signed_in,
    work_owner,
)
from webapp.current.security import note
from webapp.security_log import Event
from webapp.services import services
from webapp.tagging import Change, Choice, NoSuchChange, Told, Wish, told
from webapp.tagging.choice import choice as chosen

CHOICE_SECONDS = 3600
"""How long a choice of people is kept."""
ONCE = "once"
"""The field that names a form. Not `form`: a field of that name hides `form.form` from htmx."""


def new_form() -> str:
    """A name for a form that is being drawn, so that it does its work once (field ONCE)."""
    return secrets.token_hex(16)


def have_changed(wish: Wish) -> Change:
    """Have a wish of the form that was sent carried out, once, and say how it stands by now.
    Raises TooOften where nothing was begun, and BadRequest for a form without a name, which could
    not be told from others. Needs `tags:manage`.
    """
    form = request.form[ONCE][:64]
    tags = lasting_platform().tags
    return _by_now(services().tagging.begin(work_owner(), form, wish, tags, seconds_left()))


def have_continued(change_id: str) -> Change:
    """The same with a change that stopped. Raises NoSuchChange."""
    stopped = change(change_id)
    services().tagging.go_on(work_owner(), stopped, lasting_platform().tags, seconds_left())
    return _by_now(change_id)


def have_undone(change_id: str) -> Change:
    """Have a change taken back; returns the change that does it, as it stands by now.
    Raises NoSuchChange, CannotUndo and TooOften.
    """
    done = change(change_id)
    tags = lasting_platform().tags
    return _by_now(services().tagging.undo(work_owner(), done, tags, seconds_left()))


def change(change_id: str) -> Change:
    """One change of this session, as it stands now. Raises NoSuchChange."""
    return services().tagging.look(work_owner(), change_id)


def told_changes() -> list[Told]:
    """All changes of this session that are kept, the newest first, in words."""
    known = {change.id: change for change in services().tagging.every(work_owner())}
    return [told(change, known.get(change.undoes)) for change in known.values()]


def told_of(change: Change) -> Told:
    """What came of a change, in words."""
    undone = None
    if change.undoes:
        with suppress(NoSuchChange):
            undone = services().tagging.look(work_owner(), change.undoes)
    return told(change, undone)


def asked_change() -> Told | None:
    """The change that this page is to tell of (`change` in its query string), as far as known."""
    named = request.args.get("change", "")
    if not named or not signed_in().may("tags:manage"):
        return None
    try:
        return told_of(change(named))
    except NoSuchChange:
        return None


def choose(people: Sequence[str], words: str = "") -> str:
    """Keep whom somebody has chosen for the next page; returns the choice's id."""
    return services().tagging.choose(work_owner(), chosen(people, words), at_most(CHOICE_SECONDS))


def choice(choice_id: str) -> Choice | None:
    """Whom somebody had chosen; None where that is kept no more."""
    return services().tagging.choice(work_owner(), choice_id)


def _by_now(change_id: str) -> Change:
    """A change that was asked for, as it stands after some patience; in the security log, too,
    where it is about more than one person.
    """
    change = services().tagging.look(work_owner(), change_id, PATIENCE)
    if (count := change.concerns) > 1:
        note(Event.BULK_CHANGE, count)
    return change
