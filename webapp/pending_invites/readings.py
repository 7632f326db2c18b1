"""How somebody stands at the platform, as far as this dashboard may read it."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from webapp.api import ApiError, Forbidden, NoSuchPerson, TooMany, Unavailable, UnexpectedAnswer
from webapp.api.profiles import Completion, Profile
from webapp.pending_invites.act import Act, Outcome

Read = Callable[[str], Profile]
"""Gives the person with this id. Raises errors of `webapp.api`."""

HINDERED = (TooMany, Unavailable, UnexpectedAnswer)
"""By which a reading fails, without an error page for the whole of what was asked."""


class Standing(StrEnum):
    """PENDING: has not answered. UNKNOWN: it may not be read, or was not read just now."""

    PENDING = "pending"
    ANSWERED = "answered"
    GONE = "gone"
    UNKNOWN = "unknown"


def standing(read: Read | None, profile_id: str) -> Standing:
    """By a reading; `read` is None where that is not granted. Raises HINDERED, and what says that
    nothing may be sent.
    """
    if read is None:
        return Standing.UNKNOWN
    try:
        profile = read(profile_id)
    except NoSuchPerson:
        return Standing.GONE
    except Forbidden:
        return Standing.UNKNOWN
    is_pending = profile.completion is Completion.PENDING
    return Standing.PENDING if is_pending else Standing.ANSWERED


def standing_now(read: Read | None, profile_id: str) -> Standing:
    """The same after the call, when a reading that fails only leaves a question open."""
    try:
        return standing(read, profile_id)
    except ApiError:
        return Standing.UNKNOWN


def ended_by_reading(
    act: Act, read: Read | None, ends: Mapping[Standing, Outcome], clock: Callable[[], float]
) -> Act | None:
    """The act where a reading before anything is sent ends it, by `ends` or since it fails; None
    where it is to be sent. Raises what says that nothing may be.
    """
    try:
        now = standing(read, act.profile_id)
    except HINDERED as error:
        return nothing_sent(act, error, clock())
    return act.came_to(ends[now]) if now in ends else None


def noted_and_sent(act: Act, note: Callable[[Act], None], send: Callable[[Act], Act]) -> Act:
    """What came of sending it, once it is kept that this is about to be done."""
    note(act.came_to(Outcome.SENDING))
    return send(act)


def nothing_sent(act: Act, error: ApiError, now: float) -> Act:
    """After one of HINDERED by which nothing was done; `now` is in Unix seconds."""
    if not isinstance(error, TooMany):
        return act.came_to(Outcome.UNREACHED)
    wait = error.retry_after
    return act.came_to(Outcome.BUSY, again_at=None if wait is None else now + wait)
