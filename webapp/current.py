"""Whose call this is: the platform's API as the person signed in. Here auth and api meet."""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
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
from webapp.people.disguise import disguised, pseudonyms
from webapp.people.query import Asked, parse
from webapp.people.selection import Selection, selection
from webapp.rates import REFRESHES
from webapp.responses.partials import is_partial
from webapp.saved_views.opened import Saved, opened
from webapp.saved_views.owner import Owner, owner_of
from webapp.saved_views.shelf import Shelf
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


def presenting() -> bool:
    """Whether people are shown without their names; words that may hold names are hidden, too."""
    return signed_in().presenting


def everyone() -> Sequence[Profile]:
    """All people of the account, read once a request; without their names while `presenting`.
    Needs `profiles:read`.
    """
    if "everyone" not in g:
        people = platform().profiles.every()
        g.everyone = _without_names(people, people) if presenting() else people
    known: Sequence[Profile] = g.everyone
    return known


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
    """One person, with everything read; without the name while `presenting`. Raises NoSuchPerson.
    Needs `profiles:read`.
    """
    person = platform().profiles.one(profile_id)
    return _without_names([person], everyone())[0] if presenting() else person


def _without_names(people: Sequence[Profile], among: Sequence[Profile]) -> Sequence[Profile]:
    """The same people under pseudonyms that nobody else in the account has."""
    ids = {profile.id for profile in (*among, *people)}
    names = pseudonyms(ids, signed_in().pseudonym_key)
    return [disguised(profile, names[profile.id]) for profile in people]


def selected() -> Selection:
    """The people whom this request's query string asks for. Needs `profiles:read`."""
    asked, notes = parse(request.args.to_dict(flat=False))
    if not is_partial():  # a part was told by its page
        asked = replace(asked, outright=shelf().default is not None)
    return selected_by(asked, notes)


def selected_by(asked: Asked, notes: Sequence[str] = ()) -> Selection:
    """The people whom a question asks for; `notes` come first. Needs `profiles:read`."""
    return selection(everyone(), tags_if_granted(), asked, notes)


def views_owner() -> Owner:
    """Whose saved views this request may see."""
    return owner_of(signed_in().connection)


def shelf() -> Shelf:
    """The saved views of the signed-in person in this account, read once a request."""
    if "shelf" not in g:
        g.shelf = services().saved_views.shelf(views_owner())
    views: Shelf = g.shelf
    return views


def saved(shown: Selection) -> Saved | None:
    """What a page about `shown` says of saved views; None for a part, which says nothing."""
    if is_partial():
        return None
    views, view_id = shelf(), request.args.get("view")
    view = next((view for view in views.views if view.id == view_id), None)
    if view is None:
        return Saved(views, views_owner().is_known)
    asked, _ = parse(request.args.to_dict(flat=False))
    before = services().saved_views.fingerprint(views_owner(), view)
    is_newer = bool(request.args.get("newer"))
    return Saved(views, views_owner().is_known, opened(view, asked, shown, before, is_newer))


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
