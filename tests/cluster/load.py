"""People at work, so many requests a second whatever becomes of them, and what they met."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Lock, Thread

import requests

from tests.cluster.proxy import Proxy
from tests.support.load_threads import until_over

ACTS = (
    ("GET", "/team", 200),
    ("GET", "/account", 200),
    ("GET", "/tags", 200),
    ("GET", "/sessions", 200),
    ("POST", "/sign-in", 303),  # which a proxy must not send twice
)
"""What people do in turn, and the status where all is well: somebody signed out would meet 302."""

WORKERS = 16
"""Threads; each has one request under way."""


@dataclass(frozen=True)
class Met:
    """One request: 0 is the status of one without an answer. Times are of `time.monotonic`."""

    path: str
    began: float
    ended: float
    status: int
    is_well: bool
    text: str = field(repr=False)


class Load:
    """`cookies` has the session cookie of each browser."""

    def __init__(self, front: Proxy, cookies: Sequence[str], a_second: float):
        self.met: list[Met] = []
        self._front = front
        self._cookies = cookies
        self._pause = 1 / a_second
        self._turns = count()
        self._lock = Lock()
        self._over = Event()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Requests go out until the block ends; then each is seen to its end."""
        self._began = time.monotonic()
        threads = [Thread(target=self._work) for _ in range(WORKERS)]
        with until_over(threads, self._over):
            yield

    def gone_wrong(self) -> list[Met]:
        """The requests that met something else than a page."""
        return [met for met in self.met if not met.is_well]

    def told(self) -> str:
        """How many a second, what they met, and how long the slow ones took."""
        seconds = max(met.ended for met in self.met) - self._began
        slow = sorted(met.ended - met.began for met in self.met)[int(len(self.met) * 0.99)]
        statuses = dict(sorted(Counter(met.status for met in self.met).items()))
        pace = f"{len(self.met)} requests, {len(self.met) / seconds:.0f} a second"
        return f"{pace}: {statuses}; p99 {slow:.2f} s"

    def _work(self) -> None:
        with requests.Session() as connection:
            connection.verify = self._front.authority
            connection.trust_env = False  # else a bundle named there comes first
            while not self._over.is_set():
                with self._lock:
                    turn = next(self._turns)
                due = self._began + turn * self._pause
                if self._over.wait(max(0.0, due - time.monotonic())):
                    return
                self._act(connection, *ACTS[turn % len(ACTS)], turn % len(self._cookies))

    def _act(
        self, connection: requests.Session, method: str, path: str, well: int, browser: int
    ) -> None:
        headers = {"Cookie": f"__Host-dashboard-session={self._cookies[browser]}"}
        url, began = self._front.origin + path, time.monotonic()
        try:
            came = connection.request(
                method, url, headers=headers, allow_redirects=False, timeout=60
            )
            status, text = came.status_code, came.text
        except requests.RequestException as error:
            status, text = 0, repr(error)
        with self._lock:
            met = Met(path, began, time.monotonic(), status, status == well, text)
            self.met.append(met)
