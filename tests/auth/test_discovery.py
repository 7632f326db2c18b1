"""From the API's origin to its login, and how long what was read is believed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.wicked import Wicked, serving_wickedly
from tests.support.wicked_answers import Answer, Call
from tests.support.wicked_login import RESOURCE, SERVER, HonestLogin
from webapp.auth.discovery import KEPT_SECONDS, STALE_SECONDS, TRIED_AGAIN_SECONDS, Discovery
from webapp.auth.errors import LoginUnavailable
from webapp.bounded_http import Hosts

PATIENCE = 20


class Clock:
    """Stands still, and says how often it was asked."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked = threading.Semaphore(0)

    def __call__(self) -> float:
        self.asked.release()
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def discovery(wicked: Wicked, clock: Clock) -> Discovery:
    return Discovery(wicked.origin, Hosts(), clock)


def readings(wicked: Wicked) -> int:
    return len(wicked.asked(SERVER))


def test_the_login_is_found_from_the_api_alone(wicked: Wicked, discovery: Discovery) -> None:
    server = discovery.server()

    assert server.token_endpoint == f"{wicked.origin}/token"
    assert server.pushed_authorization_request_endpoint is None
    assert not server.require_pushed_authorization_requests


def test_metadata_is_read_once_and_again_when_old(
    wicked: Wicked, discovery: Discovery, clock: Clock
) -> None:
    discovery.server()
    discovery.server()
    assert [call.path for call in wicked.calls] == [RESOURCE, SERVER]

    clock.now = KEPT_SECONDS + 1
    discovery.server()
    assert [call.path for call in wicked.calls] == [RESOURCE, SERVER] * 2


def test_metadata_that_is_doubted_is_read_again_by_the_next_who_asks(
    wicked: Wicked, discovery: Discovery, clock: Clock
) -> None:
    discovery.server()
    wicked.metadata["token_endpoint"] = f"{wicked.origin}/moved"
    clock.now = TRIED_AGAIN_SECONDS + 1

    discovery.doubt()

    assert discovery.server().token_endpoint == f"{wicked.origin}/moved"
    discovery.server()
    assert readings(wicked) == 2


@pytest.mark.parametrize("spoilt", [False, True], ids=["read well", "read in vain"])
def test_doubt_without_end_is_a_reading_every_few_seconds(
    wicked: Wicked, discovery: Discovery, clock: Clock, spoilt: bool
) -> None:
    known = discovery.server()
    if spoilt:
        wicked.does[SERVER] = Answer(500)
    for second in range(1, 4 * TRIED_AGAIN_SECONDS):
        clock.now = float(second)
        discovery.doubt()
        assert discovery.server() == known

    assert readings(wicked) == 4


def test_metadata_that_is_not_doubted_is_not_read_again(
    wicked: Wicked, discovery: Discovery, clock: Clock
) -> None:
    discovery.server()
    clock.now = TRIED_AGAIN_SECONDS + 1
    discovery.server()

    assert readings(wicked) == 1


def test_a_failure_is_not_remembered(wicked: Wicked, discovery: Discovery) -> None:
    honest = wicked.does.pop(SERVER)
    with pytest.raises(LoginUnavailable):
        discovery.server()

    wicked.does[SERVER] = honest
    assert discovery.server().issuer == wicked.origin


def test_those_who_wait_for_a_reader_share_what_it_found(
    wicked: Wicked, discovery: Discovery, clock: Clock
) -> None:
    arrived = threading.Barrier(2)

    def slow_failure(_: Call) -> Answer:
        arrived.wait(PATIENCE)
        arrived.wait(PATIENCE)
        return Answer(500)

    wicked.does[RESOURCE] = slow_failure
    with ThreadPoolExecutor(4) as pool:
        reader = pool.submit(discovery.server)
        arrived.wait(PATIENCE)
        waiting = [pool.submit(discovery.server) for _ in range(3)]
        for _ in range(2 + len(waiting)):  # the reader asks the time twice, each who waits once
            assert clock.asked.acquire(timeout=PATIENCE)
        arrived.wait(PATIENCE)
        assert isinstance(reader.exception(PATIENCE), LoginUnavailable)
        assert all(isinstance(one.exception(PATIENCE), LoginUnavailable) for one in waiting)

    assert len(wicked.asked(RESOURCE)) == 1


def test_what_is_known_serves_on_while_it_cannot_be_read_anew(
    wicked: Wicked, discovery: Discovery, clock: Clock
) -> None:
    known = discovery.server()
    wicked.metadata["issuer"] = "https://evil.test"
    clock.now = KEPT_SECONDS + 1

    assert discovery.server() == known


def test_what_has_not_been_confirmed_for_hours_is_not_fresh(
    wicked: Wicked, discovery: Discovery, clock: Clock
) -> None:
    assert discovery.is_fresh()
    wicked.metadata["issuer"] = "https://evil.test"
    clock.now = STALE_SECONDS - 1
    assert discovery.is_fresh()

    clock.now = STALE_SECONDS + KEPT_SECONDS
    assert not discovery.is_fresh()
    assert discovery.server(), "it serves on all the same"


def test_after_idle_hours_all_who_ask_at_once_wait_for_the_one_who_reads(
    wicked: Wicked, discovery: Discovery, clock: Clock
) -> None:
    assert discovery.is_fresh()
    honest, arrived = wicked.does[RESOURCE], threading.Barrier(2)

    def slow(_: Call) -> Answer:
        arrived.wait(PATIENCE)
        arrived.wait(PATIENCE)
        return Answer(body=honest)

    wicked.does[RESOURCE] = slow
    clock.now = STALE_SECONDS + 1
    with ThreadPoolExecutor(2) as pool:
        reader = pool.submit(discovery.is_fresh)
        arrived.wait(PATIENCE)
        clock.asked = threading.Semaphore(0)
        waiting = pool.submit(discovery.is_fresh)
        for _ in range(2):  # whether it is due, and whether it is stale
            assert clock.asked.acquire(timeout=PATIENCE)
        arrived.wait(PATIENCE)

        assert reader.result(PATIENCE)
        assert waiting.result(PATIENCE)
    assert readings(wicked) == 2


def test_an_issuer_with_a_path_has_its_metadata_where_rfc_8414_puts_it(
    wicked: Wicked, discovery: Discovery
) -> None:
    issuer = f"{wicked.origin}/tenant"
    wicked.does[RESOURCE]["authorization_servers"] = [issuer]
    wicked.does[f"{SERVER}/tenant"] = HonestLogin(issuer).metadata()

    assert discovery.server().issuer == issuer


def test_metadata_under_the_older_openid_name_serves_as_well(
    wicked: Wicked, discovery: Discovery
) -> None:
    wicked.does["/.well-known/openid-configuration"] = wicked.does.pop(SERVER)

    assert discovery.server().issuer == wicked.origin


def test_nobody_listening_is_unavailable() -> None:
    with serving_wickedly() as gone:
        origin = gone.origin
    with pytest.raises(LoginUnavailable):
        Discovery(origin, Hosts()).server()
