"""Nothing secret in what the processes of a dashboard write at their most talkative, nor in what
the machine shows of them to everybody who runs as the same user.

3 MB of log by default; `SECRET_LOG_MEGABYTES=100` has them write so many.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests

from tests.cluster.secret_life import Lives, refuse_for_once
from tests.support.everywhere import Everywhere, everywhere
from tests.support.ports import free_port
from tests.support.readme import settings_named
from tests.support.secret_search import LONG, found, found_of_many
from tests.support.served import serving
from tests.support.waiting import wait_until

MEGABYTES = int(os.environ.get("SECRET_LOG_MEGABYTES", "3"))
PATIENCE = 120 + 60 * MEGABYTES
"""Seconds: a few are enough for each megabyte."""
pytestmark = pytest.mark.timeout(PATIENCE + 120)

TOLD = ("sbxat_", "sbxrt_", "sbxac_", "sbxst_", "canary")
"""What every token, code and setting of the tests begins with."""
PROCESSES = 3
"""The server and its workers."""


@dataclass(frozen=True)
class Seen:
    """All that was written, and what each process showed at each look; what must be in neither."""

    log: bytes
    check: bytes
    metrics: bytes
    shown: list[bytes]
    settings: tuple[str, ...]
    passed_by: set[str]
    rounds: int


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    folder = tmp_path_factory.mktemp("secrets")
    with everywhere(folder, people=12) as where:
        talkative = {
            **where.settings,
            "LOG_LEVEL": "DEBUG",
            "WORKERS": "2",
            "THREADS": "4",
            "SIGN_INS_PER_MINUTE": "999999",
            "METRICS_BIND": f"127.0.0.1:{free_port()}",
        }
        with (folder / "log").open("wb") as output, serving(talkative, output) as server:
            shown = all_shown(server.pid)
            lives = Lives(where)
            with lives.under_way():
                wait_until(
                    lambda: grown(folder / "log", 0.5) or bool(lives.trouble), "half", PATIENCE
                )
                shown += all_shown(server.pid)
                without_redis(where, folder / "log")
                wait_until(lambda: grown(folder / "log", 1) or bool(lives.trouble), "all", PATIENCE)
                shown += all_shown(server.pid)
                told = metrics(talkative)
            assert lives.trouble == []
            check = checked(talkative)
        passed_by = {part for each in lives.secrets for part in each.split(".") if len(part) > 31}
        log = (folder / "log").read_bytes()
        yield Seen(log, check, told, shown, where.secrets, passed_by, lives.lived)


def grown(log: Path, share: float) -> bool:
    return log.stat().st_size >= share * MEGABYTES * 1_000_000


def without_redis(where: Everywhere, log: Path) -> None:
    """Until the log says so."""
    refuse_for_once(where.redis)
    try:
        wait_until(lambda: b"AuthenticationError" in log.read_bytes()[-2_000_000:], "it is missed")
    finally:
        where.redis.execute_command("ACL SETUSER", "dashboard", "on")  # type: ignore[no-untyped-call]  # redis-py ships no type for it


def metrics(settings: dict[str, str]) -> bytes:
    """What Prometheus is told, where the dashboard tells it anything."""
    if "METRICS_BIND" not in settings_named():
        return b""
    told = requests.get(f"http://{settings['METRICS_BIND']}/metrics", timeout=20)
    assert told.ok
    return told.content


def all_shown(server: int) -> list[bytes]:
    """Command line and environment of the server and all its children, as the kernel tells them."""
    parent = psutil.Process(server)
    processes = [server, *(child.pid for child in parent.children(recursive=True))]
    assert len(processes) >= PROCESSES
    return [
        Path(f"/proc/{pid}/{what}").read_bytes()
        for pid in processes
        for what in ("cmdline", "environ")
    ]


def checked(settings: dict[str, str]) -> bytes:
    """What `webapp check` says, all of which works."""
    command = [sys.executable, "-m", "webapp", "check", "--json"]
    said = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, timeout=60)
    rows = json.loads(said.stdout)["checks"]
    assert [row for row in rows if row["state"] != "ok"] == []
    return said.stdout + said.stderr


def test_enough_was_written_of_all_that_has_to_do_with_secrets(
    seen: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else nothing would be proved."""
    with capsys.disabled():
        sys.stdout.write(
            f"\nsecrets: {len(seen.log) / 1e6:.0f} MB of log, {seen.rounds} rounds, "
            f"{len(seen.passed_by)} random secrets and {len(seen.settings)} settings looked for\n"
        )

    assert len(seen.log) >= MEGABYTES * 1_000_000
    assert len(seen.passed_by) > 10 * seen.rounds / 3
    for line in (
        b"refresh renewed",
        b"GET /profiles -> 200",
        b"refresh unavailable",
        b"sign_in_refused foreign-issuer",
        b"AuthenticationError",
    ):
        assert line in seen.log, line
    assert any(b"SECRET_KEYS_FILE=" in text for text in seen.shown)
    assert any(b"webapp\0serve" in text for text in seen.shown)


def test_no_log_and_no_metric_has_a_secret(seen: Seen) -> None:
    said = seen.log + seen.check + seen.metrics

    assert [name for name in TOLD if name.encode() in said] == []
    assert found(seen.settings, said) == set()
    assert found_of_many(seen.passed_by, said) == set()
    assert set(LONG.findall(seen.log + seen.check)) == set()  # names of metrics are long


def test_no_process_shows_a_secret(seen: Seen) -> None:
    shown = b"\n".join(seen.shown)

    assert found(seen.settings, shown) == set()
    assert found_of_many(seen.passed_by, shown) == set()
    assert [name for name in TOLD if name.encode() in shown] == []
