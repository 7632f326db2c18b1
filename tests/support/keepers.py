"""Processes that keep tokens as the dashboard's workers do, to be stopped and killed at will."""

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import NamedTuple

from redis.exceptions import RedisError

from webapp.auth.errors import AuthError
from webapp.auth.token_keeper import TokenKeeper
from webapp.redis_connection import connecting
from webapp.redis_connection.connecting import TIMEOUT
from webapp.services import Services, build_services
from webapp.settings import from_env

PATIENCE = 20.0
"""Seconds; an errand that takes longer hangs."""
MOST_TOGETHER = 50

# A server that has the dashboard imported and forks: a fresh process takes milliseconds.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.support.keepers"])


class Errand(NamedTuple):
    """One request's need of a token: any that serves, or another than the `rejected` one."""

    token_key: str
    rejected: str | None = None
    lock_life: float = 0.5


class Answer(NamedTuple):
    """What an errand brought: a token, or the name of the error."""

    token: str | None
    error: str | None = None


class KeeperProcess:
    """One process; it runs errands each in a thread of its own, all at once."""

    def __init__(self, environment: Mapping[str, str], redis_patience: float = TIMEOUT):
        self._line, there = _FORKS.Pipe()
        told = (there, dict(environment), redis_patience)
        self._process = _FORKS.Process(target=_serve, args=told, daemon=True)
        self._process.start()
        there.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def start(self, errands: Iterable[Errand]) -> None:
        """Set out on these errands."""
        self._line.send(list(errands))

    def answers(self) -> list[Answer]:
        """What they brought, in their order."""
        assert self._line.poll(PATIENCE), "an errand hangs"
        answers: list[Answer] = self._line.recv()
        return answers

    def stop(self) -> None:
        """Stand still (SIGSTOP)."""
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Go on (SIGCONT)."""
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """Die at once (SIGKILL); gone when this returns."""
        self._process.kill()
        self._process.join(PATIENCE)


@contextmanager
def keeper_processes(
    count: int, environment: Mapping[str, str], redis_patience: float = TIMEOUT
) -> Iterator[list[KeeperProcess]]:
    """So many of them until the block is left, each of which waits so many seconds for an answer
    of Valkey.
    """
    processes = [KeeperProcess(environment, redis_patience) for _ in range(count)]
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()


def _serve(line: Connection, environment: dict[str, str], redis_patience: float) -> None:
    connecting.TIMEOUT = redis_patience
    services = build_services(from_env(environment))
    with ThreadPoolExecutor(MOST_TOGETHER) as threads:
        while True:
            errands: list[Errand] = line.recv()
            line.send(list(threads.map(lambda errand: _run(services, errand), errands)))


def _run(services: Services, errand: Errand) -> Answer:
    token_key, rejected, lock_life = errand
    keeper = TokenKeeper(token_key, services.tokens, services.endpoint, lock_life=lock_life)
    try:
        return Answer(keeper.access_token() if rejected is None else keeper.renew(rejected))
    except (AuthError, RedisError) as error:
        return Answer(None, type(error).__name__)
