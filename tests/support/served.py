"""The dashboard as an operator runs it: `webapp serve`, worker processes and all."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

import requests

PATIENCE = 60.0


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    environment: Mapping[str, str], output: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `webapp serve` with these settings until the block is left; ready when entered.

    All that its processes write goes to `output`, where one is given.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp", "serve"],
        env={**os.environ, **environment},
        stdout=output,
        stderr=output,
    )
    try:
        _wait_until_ready(process, f"{environment['PUBLIC_URL']}/readyz")
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


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
