"""The dashboard as an operator runs it: `webapp serve`, worker processes and all."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

import requests

from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from tests.support.dashboard import environment
from tests.support.platform import register_dashboard
from tests.support.ports import free_port

PATIENCE = 60.0


@contextmanager
def serving(
    settings: Mapping[str, str], output: IO[bytes] | None = None, until: str = "/readyz"
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `webapp serve` with these settings until the block is left; when it is entered, the
    page `until` answers 200.

    All that its processes write goes to `output`, where one is given.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp", "serve"],
        env={**os.environ, **settings},
        stdout=output,
        stderr=output,
    )
    try:
        _wait_until_ready(process, f"{settings['PUBLIC_URL']}{until}")
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def dashboard(platform: Running, redis_url: str, **settings: str) -> Iterator[str]:
    """A ready dashboard on this sandbox and this Redis; yields its origin."""
    address = f"127.0.0.1:{free_port()}"
    origin = f"http://{address}"
    register_dashboard(platform.world, origin)
    with serving({**environment(platform, redis_url, origin), "BIND": address, **settings}):
        yield origin


def sign_in(origin: str, wish: Consent | None = None) -> str:
    """Sign in there with a browser of its own; returns its session cookie."""
    with requests.Session() as browser:
        to_profile = browser.post(f"{origin}/sign-in", allow_redirects=False, timeout=20)
        callback = consent.answer(to_profile.headers["Location"], wish)
        browser.get(callback, allow_redirects=False, timeout=20)
        return browser.cookies["dashboard-session"]


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "webapp serve ended by itself"
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.ConnectionError:
            process_ended = process.poll() is not None
            assert not process_ended, "webapp serve ended by itself"
    raise AssertionError(f"{url} was not ready within {PATIENCE:.0f} s")
