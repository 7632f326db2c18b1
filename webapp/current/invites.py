"""Invites that are not answered yet, as this request may act upon them, and links to share."""

from collections.abc import Callable

from flask import request

from webapp.current.call import (
    at_most,
    lasting_platform,
    seconds_left,
    signed_in,
    work_owner,
)
from webapp.current.inviting import count_messages
from webapp.current.people import reading
from webapp.current.security import note
from webapp.current.tagging import ONCE
from webapp.current.team import presenting
from webapp.pending_invites import (
    Act,
    Cancelling,
    Deed,
    Outcome,
    Resending,
    ShareLink,
    Told,
    Work,
    told,
)
from webapp.rates import RESENDS
from webapp.security_log import Event
from webapp.services import services

LINK_SECONDS = 3600
"""How long a link to share is kept for the page that shows it."""


def have_resent(profile_id: str, who: str) -> Act:
    """Have somebody's invite sent again by the form that was sent, once; how that stands. `who` is
    how they are called where that is told of. Raises BadRequest for a form without a name. Needs
    `profiles:write`, and reads first where `profiles:read` was granted. Raises TooOften where
    nothing was sent.
    """
    read = reading() if signed_in().may("profiles:read") else None
    resending = Resending(lasting_platform().invites.again, read)

    def resent(act: Act, note: Callable[[Act], None]) -> Act:
        services().rates.check(RESENDS, f"{signed_in().connection.account} {profile_id}")
        count_messages(1)
        return resending(act, note)

    return _done(Deed.RESEND, profile_id, who, resent)


def have_cancelled(profile_id: str, who: str) -> Act:
    """Have somebody's invite cancelled, and read that it is; the same otherwise. Needs
    `profiles:read` and `profiles:write`.
    """
    cancelling = Cancelling(lasting_platform().profiles.delete, reading())

    def cancelled(act: Act, keep: Callable[[Act], None]) -> Act:
        ended = cancelling(act, keep)
        if ended.outcome in (Outcome.DONE, Outcome.UNPROVEN, Outcome.STANDS):
            note(Event.PERSON_DELETED)
        return ended

    return _done(Deed.CANCEL, profile_id, who, cancelled)


def told_act() -> Told | None:
    """What this page is to tell of an invite (`told` in its query string), as far as known."""
    named = request.args.get("told", "")
    act = services().invite_acts.look(work_owner(), named) if named else None
    return None if act is None else told(act, names_hidden=presenting())


def latest_resend(profile_id: str) -> Told | None:
    """How the newest resending to somebody stands that this session asked for."""
    act = services().invite_acts.latest(work_owner(), Deed.RESEND, profile_id)
    return None if act is None else told(act, names_hidden=presenting())


def keep_link(link: ShareLink) -> str:
    """Keep a link for the page that shows it; returns its name there."""
    return services().share_links.keep(work_owner(), link, at_most(LINK_SECONDS))


def kept_link(name: str) -> ShareLink | None:
    """One that is kept; None where there is none, or none any more."""
    return services().share_links.read(work_owner(), name) if name else None


def _done(deed: Deed, profile_id: str, who: str, work: Work) -> Act:
    form = f"{deed.value}-{request.form[ONCE][:64]}"
    act = Act(id=form, deed=deed, profile_id=profile_id, who=who, at=0)
    return services().invite_acts.have_done(work_owner(), act, work, seconds_left())
