"""Twenty processes that need a service's token at once make one request for it."""

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.pool import Pool
from typing import Any, NamedTuple

import pytest
from redis import Redis

from tests.support.services import DIALECTS, TOKEN_PATHS, HonestService, service, source
from tests.support.waiting import wait_until
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, Call
from webapp.auth.service_errors import ServiceTokenError

PROCESSES = 20
PATIENCE = 60

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.workers.test_service_workers"])


class Need(NamedTuple):
    """Of one process: a token, or another than the rejected one; `later` seconds from now."""

    kind: str
    origin: str
    redis_url: str
    rejected: str | None = None
    later: float = 0.0


class _Together:
    """What the processes of one pool wait at."""

    barrier: Any = None


def _begin(barrier: Any) -> None:
    _Together.barrier = barrier


def _ask(need: Need) -> str:
    with Redis.from_url(need.redis_url) as redis:
        tokens = source(
            service(need.kind, need.origin), redis, clock=lambda: time.time() + need.later
        )
        _Together.barrier.wait(PATIENCE)
        try:
            return tokens.renew(need.rejected) if need.rejected else tokens.access_token()
        except ServiceTokenError as error:
            return type(error).__name__


@pytest.fixture(scope="module")
def processes() -> Iterator[Pool]:
    barrier = _FORKS.Barrier(PROCESSES)
    with _FORKS.Pool(PROCESSES, initializer=_begin, initargs=(barrier,)) as pool:
        yield pool


def asked_together(processes: Pool, need: Need) -> set[str]:
    """What all of them got, when all asked at once."""
    return set(processes.map_async(_ask, [need] * PROCESSES, chunksize=1).get(PATIENCE))


@pytest.mark.parametrize("kind", DIALECTS)
def test_one_request_from_a_cold_start_one_near_the_end_and_one_after_a_rejection(
    kind: str, processes: Pool, wicked: Wicked, valkey: str, redis: Redis
) -> None:
    honest = HonestService(wicked)
    need = Need(kind, wicked.origin, valkey)

    assert asked_together(processes, need) == {"canary-token-1"}
    assert len(honest.token_requests()) == 1

    near = asked_together(processes, need._replace(later=3600 - 30))
    assert near <= {"canary-token-1", "canary-token-2"}
    assert len(honest.token_requests()) == 2

    rejected = need._replace(rejected="canary-token-2")
    assert asked_together(processes, rejected) == {"canary-token-3"}
    assert len(honest.token_requests()) == 3


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(401, {"error": "invalid_client"}), "InvalidClient"),
        (Answer(429, b"", {"Retry-After": "60"}), "ServiceLimited"),
        (Answer(500), "ServiceUnreachable"),
    ],
)
def test_one_failure_is_enough_for_all_who_waited(
    answer: Answer, error: str, processes: Pool, wicked: Wicked, valkey: str, redis: Redis
) -> None:
    honest = HonestService(wicked)
    redis.config_resetstat()

    def answer_to_all(_: Call) -> Answer:
        wait_until(lambda: looks(redis) > PROCESSES, "all to have looked, and one with the lock")
        return answer

    wicked.does[TOKEN_PATHS["v4"]] = answer_to_all

    assert asked_together(processes, Need("v4", wicked.origin, valkey)) == {error}
    assert len(honest.token_requests()) == 1


def looks(redis: Redis) -> int:
    """How often anybody has looked for a token."""
    told = redis.info("commandstats")
    assert isinstance(told, dict)
    return int(told.get("cmdstat_getex", {}).get("calls", 0))
