"""Whose call this is: the platform's API as the person signed in. Here auth and api meet."""

import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from flask import g, request

from webapp.api import ApiError, Forbidden, PlatformApi
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.auth.browser_session import current_session
from webapp.auth.errors import SignInRequired
from webapp.auth.keeper_watch import KeeperWatch, Outcome
from webapp.auth.signed_in import SignedIn
from webapp.auth.whereabouts import Whereabouts
from webapp.browser_name import browser_name
from webapp.network_place import place
from webapp.people.query import parse
from webapp.people.selection import Selection, selection
from webapp.rates import REFRESHES
from webapp.security_log import Event
from webapp.services import services

log = logging.getLogger(__name__)


def signed_in() -> SignedIn:
    """The signed-in person of this request. Raises SignInRequired."""
    person: SignedIn | None = g.get("signed_in")
    if person is None:
        raise SignInRequired("Nobody is signed in.")
    return person


def platform() -> PlatformApi:
    """The platform as the signed-in person, with one token source for the whole request."""
    if "platform" not in g:
        built = services()
        keeper = built.keeper(signed_in().connection.token_key, _RequestWatch())
        g.platform = built.platform(keeper)
    api: PlatformApi = g.platform
    return api


def everyone() -> Sequence[Profile]:
    """All people of the account, read once a request. Needs `profiles:read`."""
    if "everyone" not in g:
        g.everyone = platform().profiles.every()
    people: Sequence[Profile] = g.everyone
    return people


def everyone_if_read() -> Sequence[Profile] | None:
    """All people of the account; None where the platform does not give them just now.

    For pages that are about something else, which one failing list must not take away.
    """
    try:
        return everyone()
    except ApiError as error:
        log.warning("%s: %s (request %s)", type(error).__name__, error, g.get("request_id"))
        return None


def somebody(profile_id: str) -> Profile:
    """One person, with everything read. Raises NoSuchPerson. Needs `profiles:read`."""
    return platform().profiles.one(profile_id)


def selected() -> Selection:
    """The people whom this request's query string asks for. Needs `profiles:read`."""
    asked, notes = parse(request.args.to_dict(flat=False))
    return selection(everyone(), tags_if_granted(), asked, notes)


def as_of() -> datetime:
    """When what this request shows was read: pages are drawn from a fresh reading each."""
    return datetime.now(UTC)


def tags_if_granted() -> list[Tag] | None:
    """Every tag of the account; None where they were not granted, or no longer are."""
    if not signed_in().may("tags:manage"):
        return None
    try:
        return platform().tags.every()
    except Forbidden:
        return None


def whereabouts() -> Whereabouts:
    """What this request tells of its session."""
    return Whereabouts(
        browser=browser_name(request.headers.get("User-Agent", "")),
        place=place(request.remote_addr),
        began_at=current_session().began_at or time.time(),
    )


class _RequestWatch(KeeperWatch):
    """Limits this person's refreshes, logs them, and follows the scope that was granted."""

    def may_refresh(self) -> bool:
        """By connection: somebody's second account is not held up by the first."""
        return services().rates.allows(REFRESHES, signed_in().connection.token_key)

    def refreshed(self, outcome: Outcome) -> None:
        """One line each."""
        active = signed_in().connection
        services().security.record(
            Event.REFRESH, outcome=outcome, account=active.account, connection=active.token_key
        )

    def granted(self, scope: frozenset[str]) -> None:
        """From the next request on, pages go by what the newest tokens may do."""
        person = signed_in()
        if scope != person.connection.scope:
            g.signed_in = person.with_scope(scope)
            g.signed_in.write(current_session())
