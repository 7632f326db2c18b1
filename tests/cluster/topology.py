"""What an operator runs on several machines, on loopback: a proxy, two dashboards, and a Valkey
that fails over, with the sandbox in the place of Profile.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import requests

from sandbox.server import Running
from tests.cluster.proxy import Proxy, proxy
from tests.support.dashboard import environment
from tests.support.platform import register_dashboard
from tests.support.ports import free_port
from tests.support.sentinels import Trio, trio
from tests.support.waiting import wait_until

DRAIN = 2
"""Seconds; the proxy looks twice a second."""
STOPS_WITHIN = 40.0


@dataclass
class Dashboard:
    """One `webapp serve`, with two processes, that can be ended and begun again."""

    address: str
    settings: dict[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Takes requests when this returns."""
        command = [sys.executable, "-m", "webapp", "serve"]
        self.process = subprocess.Popen(command, env={**os.environ, **self.settings})
        wait_until(self._takes_requests, f"{self.address} takes requests", 60)

    def stop(self) -> None:
        """As a service manager does: a signal, and patience. Fails where it must be killed."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(STOPS_WITHIN)

    def _takes_requests(self) -> bool:
        try:
            return requests.get(f"http://{self.address}/readyz/process", timeout=5).ok
        except requests.ConnectionError:
            return False


@dataclass(frozen=True)
class Topology:
    """All of it, running."""

    front: Proxy
    dashboards: list[Dashboard]
    valkey: Trio
    platform: Running = field(repr=False)


@contextmanager
def topology(platform: Running, port: int | None = None) -> Iterator[Topology]:
    """Everybody can sign in at `front.origin` when entered."""
    with ExitStack() as running:
        valkey = running.enter_context(trio())
        origin = f"https://localhost:{port or free_port()}"
        register_dashboard(platform.world, origin)
        shared = {
            **environment(platform, valkey.url, origin),
            "TRUSTED_PROXIES": "1",
            "DRAIN_SECONDS": str(DRAIN),
            "SIGN_INS_PER_MINUTE": "6000",  # all come from one address
            "WORKERS": "1",
            "THREADS": "8",
            "LOG_LEVEL": "ERROR",
        }
        addresses = [f"127.0.0.1:{free_port()}" for _ in range(2)]
        dashboards = [Dashboard(one, {**shared, "BIND": one}) for one in addresses]
        for dashboard in dashboards:
            running.callback(dashboard.stop)
            dashboard.start()
        front = running.enter_context(proxy(int(origin.rpartition(":")[2]), addresses))
        yield Topology(front, dashboards, valkey, platform)
