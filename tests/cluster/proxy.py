"""Caddy in front of the dashboards, as `deploy/Caddyfile` says, with an authority of its own."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.support.caddy import find
from tests.support.waiting import wait_until

CADDYFILE = Path(__file__).parents[2] / "deploy" / "Caddyfile"
AUTHORITY = Path("caddy/pki/authorities/local/root.crt")


@dataclass(frozen=True)
class Proxy:
    """Where browsers come, and the certificate by which they know it."""

    origin: str
    authority: str


@contextmanager
def proxy(port: int, dashboards: Sequence[str]) -> Iterator[Proxy]:
    """Answers at https://localhost:port when entered; the dashboards need not."""
    caddy = find()
    assert caddy is not None
    with tempfile.TemporaryDirectory(prefix="dashboard-proxy-") as folder:
        origin = f"https://localhost:{port}"
        process = subprocess.Popen(
            [caddy, "run", "--adapter", "caddyfile", "--config", CADDYFILE],
            env={
                **os.environ,
                "SITE": origin,
                "DASHBOARDS": " ".join(dashboards),
                "XDG_DATA_HOME": folder,
                "XDG_CONFIG_HOME": folder,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        front = Proxy(origin, str(Path(folder) / AUTHORITY))
        try:
            wait_until(lambda: _answers(front), "Caddy answers")
            yield front
        finally:
            process.terminate()
            process.wait(20)


def _answers(front: Proxy) -> bool:
    try:
        requests.get(front.origin, verify=front.authority, timeout=20, allow_redirects=False)
    except (requests.ConnectionError, OSError):
        return False
    return True
