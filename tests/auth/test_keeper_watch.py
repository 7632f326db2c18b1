"""What a keeper asks of whoever watches it, and what it tells; on the live sandbox."""

import time

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.connected import is_live, refreshes
from tests.support.keeper_notes import Notes
from webapp.auth.errors import LoginUnavailable, SignInRequired
from webapp.auth.keeper_watch import Outcome
from webapp.auth.token_keeper import TokenKeeper
from webapp.auth.token_set import LONGEST_LEEWAY
from webapp.services import Services

DUE = 3600 - LONGEST_LEEWAY + 5
EXPIRED = 3605
"""Seconds from now; the sandbox's tokens live for an hour."""


@pytest.fixture
def notes() -> Notes:
    return Notes()


def watched(services: Services, token_key: str, notes: Notes, ahead: float = 0) -> TokenKeeper:
    """A keeper that is watched, as it will be in so many seconds."""
    clock = lambda: time.time() + ahead  # noqa: E731  # a clock
    return TokenKeeper(token_key, services.tokens, services.endpoint, notes, clock=clock)


def test_a_young_token_is_no_refresh_and_asks_for_none(
    services: Services, token_key: str, notes: Notes
) -> None:
    watched(services, token_key, notes).access_token()

    assert (notes.asked, notes.outcomes) == (0, [])


def test_every_token_given_out_tells_its_scope(
    services: Services, token_key: str, notes: Notes
) -> None:
    keeper = watched(services, token_key, notes)
    keeper.renew(keeper.access_token())

    assert notes.scopes == [frozenset({"profiles:read"})] * 2


def test_a_refresh_is_told_once(services: Services, token_key: str, notes: Notes) -> None:
    keeper = watched(services, token_key, notes)
    rejected = keeper.access_token()
    keeper.renew(rejected)
    keeper.renew(rejected)

    assert (notes.asked, notes.outcomes) == (1, [Outcome.RENEWED])


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.TOO_MANY])
def test_a_login_that_fails_is_told_as_away(
    platform: Running, services: Services, token_key: str, notes: Notes, kind: Kind
) -> None:
    platform.world.faults.add(Fault(kind, path="/oauth/token"))
    keeper = watched(services, token_key, notes)

    with pytest.raises(LoginUnavailable):
        keeper.renew(keeper.access_token())

    assert notes.outcomes == [Outcome.UNAVAILABLE]


def test_a_grant_that_is_over_is_told_as_ended(
    platform: Running, services: Services, token_key: str, notes: Notes
) -> None:
    platform.world.ledger.revoke(platform.world.ledger.grants[0])
    keeper = watched(services, token_key, notes)

    with pytest.raises(SignInRequired):
        keeper.renew(keeper.access_token())

    assert notes.outcomes == [Outcome.ENDED]


def test_beyond_the_limit_nothing_is_sent_and_nothing_ends(
    platform: Running, services: Services, token_key: str
) -> None:
    notes = Notes(allowed=0)
    keeper = watched(services, token_key, notes)
    rejected = keeper.access_token()

    with pytest.raises(LoginUnavailable):
        keeper.renew(rejected)
    with pytest.raises(LoginUnavailable):
        watched(services, token_key, notes, ahead=EXPIRED).access_token()

    assert notes.outcomes == [Outcome.LIMITED] * 2
    assert refreshes(platform) == 0
    stored = services.tokens.load(token_key)
    assert stored is not None
    assert stored.token_set.in_flight_since is None
    assert is_live(platform, services.keeper(token_key).renew(rejected))


def test_beyond_the_limit_a_due_token_serves_to_its_end(
    platform: Running, services: Services, token_key: str
) -> None:
    notes = Notes(allowed=0)
    token = services.keeper(token_key).access_token()

    assert watched(services, token_key, notes, ahead=DUE).access_token() == token

    assert notes.outcomes == [Outcome.LIMITED]
    assert refreshes(platform) == 0
