"""One refresh where one is due, whoever holds the lock and whatever Profile's login answers.

Four processes on a real Valkey. A fifth, the owner, has taken the lock before them and stands at
its next step, the mark that says that the refresh token is about to be sent.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import cycle

import msgspec
import pytest

from sandbox.faults import Fault
from sandbox.faults import Kind as FaultKind
from sandbox.server import Running
from tests.support.connected import connected, is_live, refreshes
from tests.support.dashboard import environment
from tests.support.keepers import Answer, Errand, KeeperProcess, keeper_processes
from tests.support.proxy import Kind, Proxy, Toxic, proxied
from tests.support.redis_calls import is_lock_renewal, is_token_write
from tests.support.valkey import socket_path
from webapp.services import Services

PROCESSES = 4
LOCK_LIFE = 1.0
OVERSLEPT = Answer(None, "TimeoutError")
"""Of an owner that stood still for longer than Valkey's answer is waited for."""
OWNER_PATIENCE = 15.0
"""Seconds for which the owner waits for the answer that the tests hold up."""
SLOW = 1.4
"""Seconds; well beyond the life of the lock, well within the patience of the token endpoint."""


class Lock(StrEnum):
    """How the crowd finds the lock."""

    FREE = "lock free"
    HELD = "lock held by a live owner"
    LAPSED = "lock lapsed from a live owner"
    DEAD = "owner dead"


class Provider(StrEnum):
    """How the token endpoint answers."""

    OK = "ok"
    SLOW = "slow beyond the lock"
    BROKEN = "5xx"
    RESET = "reset"
    INVALID_GRANT = "invalid_grant"


FAULTS = {
    Provider.SLOW: Fault(FaultKind.SLOW, path="/oauth/token", seconds=SLOW, times=1),
    Provider.BROKEN: Fault(FaultKind.BROKEN, path="/oauth/token"),
    Provider.RESET: Fault(FaultKind.RESET, path="/oauth/token"),
}


@pytest.fixture(scope="module")
def crowd(_started: Running, valkey: str) -> Iterator[list[KeeperProcess]]:
    with keeper_processes(PROCESSES, environment(_started, valkey)) as processes:
        yield processes


@pytest.fixture
def wire(valkey: str) -> Iterator[Proxy]:
    """The owner's way to Valkey."""
    with proxied(socket_path(valkey)) as proxy:
        yield proxy


@pytest.fixture
def owner(platform: Running, wire: Proxy) -> Iterator[KeeperProcess]:
    there = environment(platform, f"redis://127.0.0.1:{wire.port}")
    with keeper_processes(1, there, OWNER_PATIENCE) as (process,):
        yield process


@pytest.fixture
def errands(services: Services) -> tuple[Errand, Errand]:
    """Two needs of one connection whose token has expired and is refused by the platform."""
    expired = msgspec.structs.replace(connected(services), due_at=0, expires_at=0)
    token_key = services.tokens.add(expired)
    asking = Errand(token_key, lock_life=LOCK_LIFE)
    return asking, asking._replace(rejected=expired.access_token)


@pytest.fixture
def answers_of_all(
    wire: Proxy, owner: KeeperProcess, crowd: list[KeeperProcess], errands: tuple[Errand, Errand]
) -> Callable[[int, Lock], list[Answer]]:
    """Lets so many ask at once; gives all their answers, and the owner's where it lives."""

    def ask(count: int, lock: Lock) -> list[Answer]:
        if lock is Lock.FREE:
            return together(crowd, errands, count)
        renewals = wire.add(Toxic(Kind.DELAY, is_lock_renewal, times=None))
        mark = wire.add(Toxic(Kind.HOLD_REQUEST, is_token_write))
        owner.start([errands[1]])
        mark.wait()
        if lock is Lock.DEAD:
            owner.kill()
            mark.let_go(drop=True)
            return together(crowd, errands, count)
        if lock is Lock.LAPSED:
            owner.stop()
            answers = together(crowd, errands, count)
            owner.go_on()
            mark.let_go()
            return answers + of_owner()
        collect = begun(crowd, errands, count)
        try:
            renewals.wait(5)  # one comes each third of the lock's life
        finally:  # or the next test would be told these answers
            mark.let_go()
            answers = collect()
        return answers + of_owner()

    def of_owner() -> list[Answer]:
        return [late for late in owner.answers() if late != OVERSLEPT]

    return ask


def begun(
    crowd: list[KeeperProcess], errands: tuple[Errand, Errand], count: int
) -> Callable[[], list[Answer]]:
    """Spread so many errands over the processes; gives the way to wait for their answers."""
    needs = cycle(errands)
    all_errands = [next(needs) for _ in range(count)]
    busy = [(process, all_errands[place::PROCESSES]) for place, process in enumerate(crowd)]
    for process, own in busy:
        process.start(own)
    return lambda: [answer for process, _ in busy for answer in process.answers()]


def together(
    crowd: list[KeeperProcess], errands: tuple[Errand, Errand], count: int
) -> list[Answer]:
    return begun(crowd, errands, count)()


@pytest.mark.parametrize("count", [1, 2, 5, 50])
@pytest.mark.parametrize("lock", Lock)
@pytest.mark.parametrize("provider", [Provider.OK, Provider.SLOW])
def test_a_due_token_is_refreshed_once_and_everybody_gets_it(
    platform: Running,
    answers_of_all: Callable[[int, Lock], list[Answer]],
    provider: Provider,
    lock: Lock,
    count: int,
) -> None:
    if provider in FAULTS:
        platform.world.faults.add(FAULTS[provider])

    answers = answers_of_all(count, lock)

    assert len(set(answers)) == 1, answers
    token = answers[0].token
    assert is_live(platform, token)
    assert refreshes(platform) == 1


@pytest.mark.parametrize("count", [1, 2, 5, 50])
@pytest.mark.parametrize("lock", Lock)
@pytest.mark.parametrize("provider", [Provider.BROKEN, Provider.RESET])
def test_a_failure_of_the_login_ends_nothing_and_the_next_call_refreshes(
    platform: Running,
    services: Services,
    answers_of_all: Callable[[int, Lock], list[Answer]],
    errands: tuple[Errand, Errand],
    provider: Provider,
    lock: Lock,
    count: int,
) -> None:
    platform.world.faults.add(FAULTS[provider])

    answers = answers_of_all(count, lock)

    assert set(answers) == {Answer(None, "LoginUnavailable")}
    assert refreshes(platform, status=200) == 0
    platform.world.faults.clear()
    token = services.keeper(errands[0].token_key).access_token()
    assert is_live(platform, token)
    assert refreshes(platform, status=200) == 1


@pytest.mark.parametrize("count", [1, 2, 5, 50])
@pytest.mark.parametrize("lock", Lock)
def test_a_grant_that_is_over_ends_the_connection_for_everybody_at_one_refusal(
    platform: Running,
    services: Services,
    answers_of_all: Callable[[int, Lock], list[Answer]],
    errands: tuple[Errand, Errand],
    lock: Lock,
    count: int,
) -> None:
    platform.world.ledger.revoke(platform.world.ledger.grants[0])

    answers = answers_of_all(count, lock)

    assert set(answers) == {Answer(None, "SignInRequired")}
    assert refreshes(platform) == 1
    assert services.tokens.load(errands[0].token_key) is None
