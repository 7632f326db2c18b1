"""An authorization server that we did not write: `oidc-provider`, certified by the OpenID
Foundation, from npm. Where Node, npm or the registry is missing, its tests are skipped and say so.
"""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support.ports import free_port

HOME = Path(__file__).parents[1] / "foreign"
PATIENCE = 60


class Foreign:
    """One that listens: origin of its login and of its service API."""

    def __init__(self, origin: str):
        self.origin = origin

    def counted(self) -> dict[str, int]:
        """Token requests so far, by `success` and `error`."""
        told: dict[str, int] = requests.get(f"{self.origin}/told/counted", timeout=PATIENCE).json()
        return told

    def forget(self) -> None:
        """No service token that it gave is good any more."""
        requests.post(f"{self.origin}/told/forget", timeout=PATIENCE).raise_for_status()


@contextmanager
def foreign_login(
    clients: Sequence[dict[str, Any]], configuration: dict[str, Any]
) -> Iterator[Foreign]:
    """It with these clients (RFC 7591 metadata) and this configuration of its own, until the
    block is left.
    """
    node, port = _installed(), free_port()
    wish = {"port": port, "clients": list(clients), "configuration": configuration}
    process = subprocess.Popen(
        [node, "provider.mjs"],
        cwd=HOME,
        env={**os.environ, "FOREIGN": json.dumps(wish)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = ""
        while "listening" not in said and (line := process.stdout.readline()):
            said += line
        assert "listening" in said, said
        yield Foreign(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def _installed() -> str:
    """Node, once what package-lock.json names is there; by one test process for all."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node.js with npm is not installed: nothing to try a foreign login with")
    with (HOME / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = HOME / "node_modules" / ".installed"
        if not mark.exists() or mark.read_text() != lock.read():
            lock.seek(0)
            ran = subprocess.run(
                [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
                cwd=HOME,
                capture_output=True,
                text=True,
                timeout=90,
                check=False,
            )
            if ran.returncode:
                pytest.skip(f"npm cannot install oidc-provider here: {ran.stderr[-200:]}")
            mark.write_text(lock.read())
    return node
