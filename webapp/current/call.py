"""The platform's API as the person signed in. Here auth and api meet."""

import time

from flask import g, request

from webapp.api import PlatformApi
from webapp.auth.browser_session import current_session
from webapp.auth.errors import SignInRequired
from webapp.auth.keeper_watch import KeeperWatch, Outcome
from webapp.auth.signed_in import SignedIn
from webapp.auth.whereabouts import Whereabouts
from webapp.browser_name import browser_name
from webapp.network_place import place
from webapp.rates import REFRESHES
from webapp.security_log import Event
from webapp.services import services


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
