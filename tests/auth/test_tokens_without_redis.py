"""Redis goes away while a refresh is under way: what Profile just issued exists nowhere else."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from tests.support.connected import connected, is_live, refreshes
from tests.support.dashboard import environment
from tests.support.far_login import FarLogin
from tests.support.proxy import Kind, Proxy, Toxic, proxied
from tests.support.valkey import own_server, socket_path, url
from webapp.auth.token_keeper import LOCK_LIFE
from webapp.services import Services, build_services
from webapp.settings import from_env


@pytest.fixture
def wire(valkey: str, redis: Redis) -> Iterator[Proxy]:
    """The dashboard's way to Valkey."""
    with proxied(socket_path(valkey)) as proxy:
        yield proxy


def test_a_lock_whose_answer_got_lost_is_known_as_our_own(far: FarLogin, wire: Proxy) -> None:
    """Waiting for it to lapse would hold the page up for as long as a dead owner does."""
    services = _services(far, f"redis://127.0.0.1:{wire.port}")
    keeper = services.keeper(services.tokens.add(connected(services)))
    rejected = keeper.access_token()
    taken = wire.add(Toxic(Kind.HOLD_ANSWER, lambda sent: b":lock" in sent))
    with ThreadPoolExecutor(1) as pool:
        renewed = pool.submit(keeper.renew, rejected)
        taken.wait()
        taken.let_go(drop=True)
        token = renewed.result(timeout=LOCK_LIFE / 2)

    assert is_live(far.platform, token)


def test_fresh_tokens_are_saved_when_redis_is_back(far: FarLogin, wire: Proxy) -> None:
    services = _services(far, f"redis://127.0.0.1:{wire.port}")
    token_key = services.tokens.add(connected(services))
    keeper = services.keeper(token_key)
    rejected = keeper.access_token()
    held = far.hold(Kind.HOLD_ANSWER)
    with ThreadPoolExecutor(1) as pool:
        renewed = pool.submit(keeper.renew, rejected)
        held.wait()
        absence = wire.add(Toxic(Kind.RESET, times=None))
        held.let_go()
        absence.wait(5)
        wire.remove(absence)
        token = renewed.result()

    assert is_live(far.platform, token)
    assert keeper.access_token() == token
    assert refreshes(far.platform) == 1


def test_fresh_tokens_are_saved_when_redis_wakes(far: FarLogin) -> None:
    """It takes calls and says nothing, for longer than an answer is waited for."""
    with (
        own_server() as server,
        proxied(socket_path(url(server))) as wire,
        Redis.from_url(url(server)) as redis,
    ):
        pid = int(redis.info("server")["process_id"])
        services = _services(far, f"redis://127.0.0.1:{wire.port}")
        token_key = services.tokens.add(connected(services))
        keeper = services.keeper(token_key)
        rejected = keeper.access_token()
        held = far.hold(Kind.HOLD_ANSWER)
        with ThreadPoolExecutor(1) as pool:
            renewed = pool.submit(keeper.renew, rejected)
            held.wait()
            os.kill(pid, signal.SIGSTOP)
            tries = wire.add(Toxic(Kind.DELAY, times=None))
            held.let_go()
            tries.wait(2)  # the save, and how the next connection begins
            os.kill(pid, signal.SIGCONT)
            token = renewed.result()
        assert keeper.access_token() == token

    assert is_live(far.platform, token)
    assert refreshes(far.platform) == 1


def _services(far: FarLogin, redis_url: str) -> Services:
    return build_services(from_env(environment(far.platform, redis_url)))
