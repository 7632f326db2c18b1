"""The platform's API as the person signed in. Here auth and api meet."""

import logging
import time
from collections.abc import Callable
from math import ceil
from typing import TypeVar

from flask import g

from webapp.api import ApiError, Listener, PersonTokens, PlatformApi
from webapp.api.exchange import Request
from webapp.api.transport import Noted
from webapp.auth.browser_session import current_session
from webapp.auth.connection_watch import ConnectionWatch
from webapp.auth.errors import SignInRequired
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_keeper import TokenKeeper
from webapp.background.owner import Owner
from webapp.memory import Memory
from webapp.own_log import AtOnce, Buffered
from webapp.responses import kept_alone
from webapp.services import services
from webapp.snapshots import NewsListener

PATIENCE = 3.0
"""Seconds for which a form waits for what it asked for; after that the page shows how far it is."""

T = TypeVar("T")
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
        g.platform = services().platform(token_source(), listener(), memory=memory(), noted=noted())
    api: PlatformApi = g.platform
    return api


def noted() -> Noted:
    """Keeps what the platform answered to this request, in the order in which it did."""
    calls: list[tuple[Request, bytes]] = g.setdefault("calls", [])
    return lambda *call: calls.append(call)


def memory() -> Memory:
    """What was worked out of the platform's answers for the active connection, in this process."""
    if "memory" not in g:
        g.memory = services().memories.of(signed_in().connection.id)
    kept: Memory = g.memory
    return kept


def if_read(read: Callable[[], T]) -> T | None:
    """What the platform gives; None where it does not just now, and then a line in the log.

    For pages that are about something else, which one failing reading must not take away.
    """
    try:
        return read()
    except ApiError as error:
        log.warning("%s: %s (request %s)", type(error).__name__, error, g.get("request_id"))
        return None


def token_source() -> TokenKeeper:
    """The tokens of the signed-in person, for the whole request."""
    if "token_source" not in g:
        g.token_source = _tokens(_RequestWatch)
    source: TokenKeeper = g.token_source
    return source


def lasting_platform() -> PlatformApi:
    """The same for work that goes on when this request is over, and has more patience."""
    return services().platform(lasting_tokens(), lasting_listener(), is_patient=True)


def lasting_tokens() -> PersonTokens:
    """The tokens of the signed-in person, for as long as their connection lasts."""
    return _tokens(ConnectionWatch)


def listener() -> Listener:
    """Holds what this request does in the person's name, until `write_down`."""
    if "deeds" not in g:
        g.deeds, g.deeds_owner, g.deeds_seconds = Buffered(), work_owner(), seconds_left()
        g.listener = NewsListener(g.deeds, services().snapshots, g.deeds_owner)
    heard: Listener = g.listener
    return heard


def lasting_listener() -> Listener:
    """Writes down what work behind this request does, as it happens."""
    owner = work_owner()
    written = AtOnce(services().own_log, owner, seconds_left())
    return NewsListener(written, services().snapshots, owner)


def write_down(_error: BaseException | None = None) -> None:
    """At the end of every request, however it ended: what it did, in one go."""
    if "deeds" in g:
        services().own_log.write(g.deeds_owner, g.deeds.done, g.deeds_seconds)


def work_owner() -> Owner:
    """Whose work and log this request may see, and adds to: the active connection's."""
    return Owner.of(signed_in().connection)


def _tokens(watch: type[ConnectionWatch]) -> TokenKeeper:
    built, connection = services(), signed_in().connection
    return built.keeper(connection.token_key, watch(connection, built.rates, built.security))


def seconds_left() -> int:
    """Seconds for which this session lasts in any case: nothing of it is kept for longer."""
    began, most = current_session().began_at or time.time(), services().settings.session_max_seconds
    return max(1, ceil(began + most - time.time()))


def at_most(seconds: int) -> int:
    """So many seconds, or those for which this session lasts in any case."""
    return min(seconds, seconds_left())


class _RequestWatch(ConnectionWatch):
    """Follows the scope that was granted, too."""

    def granted(self, scope: frozenset[str]) -> None:
        """From the next request on, pages go by what the newest tokens may do."""
        person = signed_in()
        if scope != person.connection.scope:
            g.signed_in = person.with_scope(scope)
            g.signed_in.write(current_session())

    def kept_alone(self) -> None:
        """The next whole page says so."""
        super().kept_alone()
        kept_alone.tell_next(current_session())
