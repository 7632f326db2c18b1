"""The sessions of one person as rows; pure but for the reading of them."""

import time
from dataclasses import dataclass

from webapp.auth.browser_session import BrowserSession
from webapp.auth.open_sessions import OpenSessions
from webapp.auth.whereabouts import OpenSession, Whereabouts, is_shared
from webapp.responses.session_time import span


@dataclass(frozen=True)
class Row:
    """One session, its times in words. The one that asks has no handle: it is signed out of."""

    handle: str
    browser: str
    place: str
    signed_in: str
    last_used: str
    is_this: bool


@dataclass(frozen=True)
class Listing:
    """This session first, then the others, the last used first.

    `is_shared` says that Profile told only the account, so that colleagues' sessions are listed
    too; `is_alone` that it told neither, so that only this session is known.
    """

    rows: tuple[Row, ...]
    is_shared: bool
    is_alone: bool


def listing(
    open_sessions: OpenSessions, person: str | None, session: BrowserSession, here: Whereabouts
) -> Listing:
    """The sessions of this person; `here` is what this very request tells of itself."""
    now, this = time.time(), open_sessions.address(session)
    known = open_sessions.every(person) if person else []
    others = [_row(one, now) for one in known if one.address != this]
    ours = Row(
        handle="",
        browser=here.browser,
        place=here.place,
        signed_in=f"{span(now - here.began_at)} ago",
        last_used="now",
        is_this=True,
    )
    return Listing(
        rows=(ours, *others),
        is_shared=person is not None and is_shared(person),
        is_alone=person is None,
    )


def _row(known: OpenSession, now: float) -> Row:
    return Row(
        handle=known.handle,
        browser=known.whereabouts.browser,
        place=known.whereabouts.place,
        signed_in=f"{span(now - known.whereabouts.began_at)} ago",
        last_used=f"{span(now - known.last_used_at)} ago",
        is_this=False,
    )
