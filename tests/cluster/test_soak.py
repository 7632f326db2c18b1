"""Many signed-in people over half an hour, in minutes: what each costs, and what stays behind.

300 of them by default; `SOAK_SESSIONS=10000` has so many. Half an hour passes in Valkey, minute by
minute, while people look at pages, leave and come.
"""

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from redis import Redis

from sandbox.seed import build
from sandbox.server import Running, running
from tests.cluster.crowd import Crowd, Seat
from tests.support.dashboard import environment
from tests.support.passing_time import longest_left, pass_time, sizes
from tests.support.platform import register_dashboard
from tests.support.ports import free_port
from tests.support.served import serving
from tests.support.valkey import own_server, url

SESSIONS = int(os.environ.get("SOAK_SESSIONS", "300"))
pytestmark = pytest.mark.timeout(300 + SESSIONS // 2)

MINUTES, MAX_HOURS = 30, 1
WORKERS = 2
MEGABYTES = 16
"""What a process may keep of answers, little enough to be full long before the end."""
WARM = 60
PAGES = ("/team", "/account", "/tags", "/sessions", "/connected-apps")
RENEWED_AT = (8, 16, 24)
"""Minutes at which all access tokens have run out."""

PER_SESSION = 20_000
"""Bytes of Valkey, all that goes with a session included."""
NOISE = 12_000_000
"""Bytes that a process may take and not give back whatever it does: arenas of its threads."""


Say = Callable[[str], None]


class Soak:
    """The dashboard, its people, and the figures so far."""

    def __init__(self, redis: Redis, crowd: Crowd, platform: Running, server: int, say: Say):
        self.redis, self.crowd, self.platform = redis, crowd, platform
        self.say = say
        self._server = psutil.Process(server)
        self.seats: list[Seat] = []
        self._turns, self._comers = itertools.count(), itertools.count()
        self.used: list[int] = []
        self.but_log: list[int] = []
        self.parts = ""
        self.workers: list[int] = []
        self._empty = self.in_valkey()

    def in_valkey(self) -> int:
        """Bytes in use there."""
        return int(self.redis.info("memory")["used_memory"])

    def grow(self, to: int) -> None:
        """Sign people in until there are so many."""
        more = [next(self._comers) for _ in range(to - len(self.seats))]
        self.seats += self.crowd.together(self.crowd.sign_in, more)

    def minute(self, number: int) -> None:
        """A tenth of them open a page, a hundredth leave, and as many come."""
        assert pass_time(self.redis, 60) == []
        if number in RENEWED_AT:
            self.platform.world.ledger.expire_access_tokens()
        leaving = max(1, SESSIONS // 100)
        self.crowd.together(self.crowd.sign_out, self.seats[:leaving])
        del self.seats[:leaving]
        self.grow(SESSIONS)
        asked = [next(self._turns) for _ in range(max(1, SESSIONS // 10))]
        assert set(self.crowd.together(self._page, asked)) == {200}

    def look(self, when: str) -> None:
        """Note what everything takes now."""
        many = len(self.seats)
        parts = sizes(self.redis)
        log = parts.pop("work:log", 0)
        self.used.append(round((self.in_valkey() - self._empty) / many))
        self.but_log.append(round(parts.total() / many))
        self.parts = ", ".join(f"{name} {size / many:.0f}" for name, size in parts.most_common())
        children = [each.memory_info().rss for each in self._server.children()]
        self.workers.append(max(children))
        workers = " and ".join(f"{each / 1e6:.0f}" for each in children)
        self.say(
            f"{when}: {many} sessions, each {self.used[-1]} bytes of Valkey ({log / many:.0f} of "
            f"them for the log) and {self.redis.dbsize() / many:.1f} keys; workers {workers} MB"
        )

    def _page(self, turn: int) -> int:
        seat = self.seats[turn * 7 % len(self.seats)]
        return self.crowd.page(seat, PAGES[turn % len(PAGES)])


@pytest.fixture
def soak(capsys: pytest.CaptureFixture[str]) -> Iterator[Soak]:
    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}")

    origin = f"http://127.0.0.1:{free_port()}"
    with (
        own_server() as valkey,
        Redis.from_url(url(valkey)) as redis,
        running(build(60)) as platform,
    ):
        register_dashboard(platform.world, origin)
        settings = environment(platform, url(valkey), origin) | {
            "BIND": origin.removeprefix("http://"),
            "WORKERS": str(WORKERS),
            "THREADS": "4",
            "SESSION_MAX_HOURS": str(MAX_HOURS),
            "TRUSTED_PROXIES": "1",  # so that each browser has an address of its own
            "MEMORY_MEGABYTES": str(MEGABYTES),
            "LOG_LEVEL": "ERROR",
        }
        with Path(os.devnull).open("wb") as nowhere, serving(settings, nowhere) as server:
            crowd = Crowd(platform, origin, max(WARM, SESSIONS // 2))
            yield Soak(redis, crowd, platform, server.pid, say)


def test_half_an_hour_of_many_leaves_memory_flat_and_nothing_behind(
    soak: Soak,
) -> None:
    soak.grow(WARM)
    soak.look("at first")
    for quarter in range(1, 5):
        soak.grow(max(WARM, SESSIONS * quarter // 4))
        soak.look(f"signed in, {quarter} of 4")
    signed_in = len(soak.used)
    for minute in range(1, MINUTES + 1):
        soak.minute(minute)
        if minute % 5 == 0:
            soak.look(f"minute {minute}")
    left = longest_left(soak.redis)
    assert pass_time(soak.redis, MAX_HOURS * 3600) == []
    over = soak.redis.dbsize()
    soak.say(f"at last, by purpose: {soak.parts}")
    soak.say(f"the last key ends after {left} s; {over} keys stay")

    assert max(soak.used[signed_in - 3 :]) < PER_SESSION
    assert max(soak.but_log[-3:]) < 1.3 * soak.but_log[signed_in], "a session takes more and more"
    middle = max(soak.workers[signed_in : signed_in + 3])
    assert max(soak.workers[-3:]) - middle < NOISE, "a worker takes more and more"
    assert left <= MAX_HOURS * 3600
    assert over == 0, "something outlives every session"
    assert soak.crowd.page(soak.seats[0], "/team") == 302, "and so do none of the sessions"
