"""Details of people as this request may edit them, and what it may take back."""

from flask import request

from webapp.current.call import seconds_left, signed_in, work_owner
from webapp.current.security import note
from webapp.people.details import Edit
from webapp.security_log import Event
from webapp.services import services


def keep_edit(edit: Edit) -> str:
    """Keep a change that was saved, to be taken back until the session ends; returns its id. It
    goes into the security log, too.
    """
    note(Event.PERSON_CHANGED)
    return services().edits.keep(work_owner(), edit, seconds_left())


def asked_edit(profile_id: str) -> Edit | None:
    """The change that this person's page is to tell of (`edit` in its query string)."""
    named = request.args.get("edit", "")
    edit = services().edits.read(work_owner(), named) if named else None
    return edit if edit and edit.profile_id == profile_id else None


def forget_person(profile_id: str) -> None:
    """Somebody was deleted: nothing that was written about them here stays either. The security
    log has it, too.
    """
    services().debriefs.forget(signed_in().connection.token_key, profile_id)
    note(Event.PERSON_DELETED)
