"""Whatever befalls the wires to the platform and to Valkey: each page says so within its time, all
go on when it is over, and nobody has been signed out. One table of what is to be seen.
"""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
import requests

from sandbox.seed import build
from tests.support import served
from tests.support.far_platform import FarPlatform, far_platform
from tests.support.platform import PEOPLE
from tests.support.proxy import Kind, Proxy, Toxic, proxied
from tests.support.valkey import own_server, socket_path, url
from tests.support.waiting import wait_until

OF_PLATFORM = ("/team", "/tags", "/invites")
OF_VALKEY = ("/team", "/sessions", "/connected-apps/log")
BUDGET = {"platform": 13.0, "Valkey": 8.0}
"""Seconds after which a page is there, whatever it says: what its readings may wait for the
platform together (8), connecting (3), and the rest on a busy machine.
"""


@dataclass(frozen=True)
class Trouble:
    """What befalls the answers of one side, and which statuses its pages may have then."""

    kind: Kind
    statuses: frozenset[int]
    seconds: float = 0.0
    size: int = 1


SLOW, DRIP, CUT, SILENT, RESET, LATE = (
    "0.3 s late",
    "little by little",
    "cut after 60 bytes",
    "no answer, connection kept",
    "reset",
    "ended late",
)
WELL, SAID = frozenset({200}), frozenset({502, 503, 504})
TABLE: dict[tuple[str, str], Trouble] = {
    ("platform", SLOW): Trouble(Kind.DELAY, WELL, seconds=0.3),
    ("platform", DRIP): Trouble(Kind.DRIP_ANSWER, WELL | SAID, seconds=0.1, size=10),
    ("platform", CUT): Trouble(Kind.CUT_ANSWER, SAID, size=60),
    ("platform", SILENT): Trouble(Kind.HOLD_ANSWER, SAID),
    ("platform", RESET): Trouble(Kind.RESET, SAID),
    ("platform", LATE): Trouble(Kind.LATE_END, WELL),
    ("Valkey", SLOW): Trouble(Kind.DELAY, WELL, seconds=0.3),
    ("Valkey", DRIP): Trouble(Kind.DRIP_ANSWER, WELL, seconds=0.1, size=2000),
    ("Valkey", CUT): Trouble(Kind.CUT_ANSWER, frozenset({503}), size=1),
    ("Valkey", SILENT): Trouble(Kind.HOLD_ANSWER, frozenset({503})),
    ("Valkey", RESET): Trouble(Kind.RESET, frozenset({503})),
    ("Valkey", LATE): Trouble(Kind.LATE_END, WELL),
}


@dataclass(frozen=True)
class Wired:
    """A dashboard on two wires, and somebody who is signed in there."""

    origin: str
    cookie: str
    far: FarPlatform
    to_valkey: Proxy

    def wire(self, side: str) -> Proxy:
        return self.to_valkey if side == "Valkey" else self.far.to_api

    def page(self, path: str) -> tuple[int, float, str]:
        """Its status, the seconds it took, and whether it took the cookie away."""
        began = time.monotonic()
        came = requests.get(
            self.origin + path,
            headers={"Cookie": f"dashboard-session={self.cookie}"},
            allow_redirects=False,
            timeout=60,
        )
        return came.status_code, time.monotonic() - began, came.headers.get("Set-Cookie", "")

    def is_there(self, path: str) -> bool:
        return self.page(path)[0] == 200


@pytest.fixture(scope="module")
def wired() -> Iterator[Wired]:
    with (
        far_platform(build(PEOPLE)) as far,
        own_server() as server,
        proxied(socket_path(url(server))) as to_valkey,
        served.dashboard(
            far.platform, f"redis://127.0.0.1:{to_valkey.port}", WORKERS="1"
        ) as origin,
    ):
        yield Wired(origin, served.sign_in(origin), far, to_valkey)


@pytest.mark.parametrize(("side", "what"), TABLE)
def test_a_page_says_what_befalls_a_wire_and_all_go_on_afterwards(
    side: str, what: str, wired: Wired, capsys: pytest.CaptureFixture[str]
) -> None:
    trouble, paths = TABLE[side, what], OF_VALKEY if side == "Valkey" else OF_PLATFORM
    toxic = wired.wire(side).add(
        Toxic(trouble.kind, times=None, seconds=trouble.seconds, size=trouble.size)
    )
    with ThreadPoolExecutor(len(paths)) as browsers:
        met = list(browsers.map(wired.page, paths))
    wired.wire(side).remove(toxic)

    statuses, longest = [status for status, _, _ in met], max(seconds for _, seconds, _ in met)
    with capsys.disabled():
        sys.stdout.write(f"\n{side}, {what}: {statuses}, {longest:.1f} s\n")
    assert set(statuses) <= trouble.statuses
    assert longest < BUDGET[side]
    assert all("dashboard-session=;" not in cookie for _, _, cookie in met)
    for path in paths:
        wait_until(partial(wired.is_there, path), f"{path} is there again")


def test_pages_that_need_no_platform_do_not_notice_its_silence(wired: Wired) -> None:
    toxic = wired.far.to_api.add(Toxic(Kind.HOLD_ANSWER, times=None))
    with ThreadPoolExecutor(24) as browsers:
        waiting = [browsers.submit(wired.page, "/team") for _ in range(24)]
        toxic.wait()
        for path in ("/sessions", "/privacy"):
            assert wired.page(path)[0] == 200
        assert any(not page.done() for page in waiting), "nobody waits for the platform any more"
        statuses = {page.result()[0] for page in waiting}
    wired.far.to_api.remove(toxic)

    assert statuses <= {503, 504}
    wait_until(partial(wired.is_there, "/team"), "the team is there again")
