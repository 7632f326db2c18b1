"""The mark that a refresh token was sent: what it is for, and that it harms nobody.

Source: RFC 9700 section 4.14: a second use can cost the whole grant.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.faults import Fault
from sandbox.faults import Kind as FaultKind
from tests.support.connected import connected, is_live, refreshes
from tests.support.far_login import FarLogin
from tests.support.keeper_notes import Notes
from tests.support.proxy import PATIENCE, Kind
from webapp.auth.discovery import Discovery
from webapp.auth.errors import ConnectionInterrupted, LoginUnavailable, SignInRequired
from webapp.auth.keeper_watch import Outcome
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_keeper import TokenKeeper
from webapp.bounded_http import Hosts
from webapp.services import Services

WAITING = 8

BRIEF = (1.0, 0.3)
"""Seconds to connect and to wait for an answer."""


@pytest.fixture
def token_key(far_services: Services) -> str:
    return far_services.tokens.add(connected(far_services))


@pytest.fixture
def keeper(far_services: Services, token_key: str) -> TokenKeeper:
    return far_services.keeper(token_key)


@pytest.fixture
def impatient(far_services: Services, token_key: str) -> TokenKeeper:
    """A keeper that gives a call up soon."""
    settings = far_services.settings
    discovery = Discovery(settings.profile_api_url, Hosts())
    endpoint = TokenEndpoint(settings, discovery, timeout=BRIEF)
    return TokenKeeper(token_key, far_services.tokens, endpoint)


def mark(services: Services, token_key: str) -> float | None:
    stored = services.tokens.load(token_key)
    assert stored is not None
    return stored.token_set.in_flight_since


def test_the_mark_stands_while_the_call_is_on_its_way_and_goes_with_its_answer(
    far: FarLogin, far_services: Services, keeper: TokenKeeper, token_key: str
) -> None:
    rejected = keeper.access_token()
    assert mark(far_services, token_key) is None
    held = far.hold(Kind.HOLD_REQUEST)
    with ThreadPoolExecutor(1) as pool:
        renewed = pool.submit(keeper.renew, rejected)
        held.wait()
        assert mark(far_services, token_key) == pytest.approx(time.time(), abs=10)
        held.let_go()
        assert is_live(far.platform, renewed.result())

    assert mark(far_services, token_key) is None


def test_a_call_that_never_arrived_harms_nothing(
    far: FarLogin,
    far_services: Services,
    keeper: TokenKeeper,
    impatient: TokenKeeper,
    token_key: str,
) -> None:
    rejected = keeper.access_token()
    held = far.hold(Kind.HOLD_REQUEST)
    with pytest.raises(LoginUnavailable):
        impatient.renew(rejected)
    assert mark(far_services, token_key) is not None
    held.let_go(drop=True)

    assert is_live(far.platform, keeper.renew(rejected))

    assert mark(far_services, token_key) is None
    assert refreshes(far.platform) == 1


def test_an_answer_that_never_arrived_ends_the_connection_with_that_reason(
    far: FarLogin, far_services: Services, impatient: TokenKeeper, token_key: str
) -> None:
    rejected = impatient.access_token()
    held = far.hold(Kind.HOLD_ANSWER)
    with pytest.raises(LoginUnavailable):
        impatient.renew(rejected)
    held.let_go(drop=True)
    notes = Notes()
    next_one = TokenKeeper(token_key, far_services.tokens, far_services.endpoint, notes)

    with pytest.raises(ConnectionInterrupted):
        next_one.renew(rejected)

    assert notes.outcomes == [Outcome.LOST]
    assert refreshes(far.platform) == 2
    assert far_services.tokens.load(token_key) is None


@pytest.mark.parametrize("kind", [FaultKind.BROKEN, FaultKind.RESET])
def test_after_any_unclear_outcome_the_mark_stays_until_a_refresh_succeeds(
    far: FarLogin, far_services: Services, keeper: TokenKeeper, token_key: str, kind: FaultKind
) -> None:
    rejected = keeper.access_token()
    far.platform.world.faults.add(Fault(kind, path="/oauth/token", times=1))
    with pytest.raises(LoginUnavailable):
        keeper.renew(rejected)
    assert mark(far_services, token_key) is not None

    assert is_live(far.platform, keeper.renew(rejected))

    assert mark(far_services, token_key) is None


def test_a_plain_refusal_is_not_told_as_an_interruption(far: FarLogin, keeper: TokenKeeper) -> None:
    rejected = keeper.access_token()
    far.platform.world.ledger.revoke(far.platform.world.ledger.grants[0])

    with pytest.raises(SignInRequired) as ended:
        keeper.renew(rejected)

    assert not isinstance(ended.value, ConnectionInterrupted)


def test_whoever_waited_for_a_refresh_that_failed_does_not_try_it_once_more(
    far: FarLogin, far_services: Services, keeper: TokenKeeper, token_key: str
) -> None:
    """Else each of many requests would wait for its own failure, one after the other."""
    rejected = keeper.access_token()
    tries, failing = far.hold(Kind.HOLD_REQUEST), far.hold(Kind.RESET)
    asked = threading.Semaphore(0)

    def clock() -> float:
        asked.release()
        return time.time()

    def waits(_: int) -> str:
        waiting = TokenKeeper(token_key, far_services.tokens, far_services.endpoint, clock=clock)
        with pytest.raises(LoginUnavailable):
            waiting.renew(rejected)
        return "unavailable"

    with ThreadPoolExecutor(WAITING + 1) as pool:
        owner = pool.submit(keeper.renew, rejected)
        tries.wait()
        waiting = pool.map(waits, range(WAITING))
        assert all(asked.acquire(timeout=PATIENCE) for _ in range(WAITING))
        tries.let_go(drop=True)
        assert list(waiting) == ["unavailable"] * WAITING
        assert isinstance(owner.exception(), LoginUnavailable)

    assert failing.peers == [], "nobody else came to Profile's login"
    far.wire.remove(failing)
    assert is_live(far.platform, keeper.renew(rejected))
