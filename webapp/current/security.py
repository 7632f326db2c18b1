"""What this request does, as the security log has it."""

from flask import request

from webapp.current.call import signed_in
from webapp.security_log import Event
from webapp.services import services


def note(event: Event, count: int | None = None) -> None:
    """By whom, in which account and session, and from where; of how many where that is told. Of
    whom or what it was never says.
    """
    person = signed_in()
    services().security.record(
        event,
        count=count,
        account=person.connection.account,
        subject=person.connection.person,
        session=person.mark,
        address=request.remote_addr,
    )


def note_export(count: int) -> None:
    """That so many left in a file, and through which connection."""
    active = signed_in().connection
    services().security.record(
        Event.EXPORT,
        account=active.account,
        subject=active.person,
        connection=active.token_key,
        count=count,
    )
