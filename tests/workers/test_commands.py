"""The commands as a newcomer and an operator type them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests
from redis import Redis

from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.platform import CLIENT_ID, CLIENT_SECRET, PUBLIC_URL
from tests.support.ports import free_row
from tests.support.readme import settings_named

PATIENCE = 60
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("PROFILE_")}


def webapp(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "webapp", *arguments],
        cwd=cwd,
        env={**CLEAN, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@contextmanager
def demo(cwd: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A demo that has said where it is."""
    process = webapp("demo", "--people", "30", "--port", str(port), cwd=cwd)
    assert process.stdout is not None
    try:
        said = ""
        while "Dashboard:" not in said and (line := process.stdout.readline()):
            said += line
        assert said.endswith(f"Dashboard: http://127.0.0.1:{port}\n"), said
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_shows_the_dashboard_and_leaves_nothing_running(
    tmp_path: Path, number: signal.Signals
) -> None:
    nonsense = [f"{name}=nonsense\n" for name in (*settings_named(), "FLASK_DEBUG")]
    (tmp_path / ".env").write_text("".join(nonsense))
    port = free_row(3)
    with demo(tmp_path, port) as process:
        assert (
            "Sign in with Profile"
            in requests.get(f"http://127.0.0.1:{port}/sign-in", timeout=20).text
        )
        parts = psutil.Process(process.pid).children(recursive=True)
        assert len(parts) >= 4, "Valkey, sandbox, server and a worker"

        process.send_signal(number)
        said, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
    assert said == ""
    assert psutil.wait_procs(parts, timeout=10)[1] == []


def test_the_demo_speaks_to_people_not_to_machines(tmp_path: Path) -> None:
    port = free_row(3)
    with demo(tmp_path, port) as process:
        requests.get(f"http://127.0.0.1:{port}/sign-in/callback?state=a&code=b", timeout=20)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE)

    assert "INFO webapp.security: sign_in_refused unknown-attempt\n" in said
    assert "{" not in said


def test_a_second_demo_says_which_port_is_taken(tmp_path: Path) -> None:
    port = free_row(3)
    with demo(tmp_path, port):
        second = webapp("demo", "--port", str(port), cwd=tmp_path)
        said, _ = second.communicate(timeout=PATIENCE)

    assert second.returncode == 1
    assert f"Port {port} is taken" in said


def test_serving_without_settings_names_each_and_stops(tmp_path: Path) -> None:
    process = webapp("serve", cwd=tmp_path, env={"PUBLIC_URL": "http://dashboard.test"})
    said, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 1
    for name in ("PROFILE_CLIENT_ID", "REDIS_URL", "SECRET_KEYS", "PUBLIC_URL"):
        assert name in said
    assert "Traceback" not in said


def test_settings_are_read_from_a_dotenv_file_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PROFILE_CLIENT_ID=from-file\nWORKERS=from-file\n")
    process = webapp("serve", cwd=tmp_path, env={"WORKERS": "from-environment"})
    said, _ = process.communicate(timeout=PATIENCE)

    assert "PROFILE_CLIENT_ID" not in said
    assert "from-environment" in said
    assert "from-file" not in said


def test_a_check_says_what_works_and_ends_with_its_verdict(
    tmp_path: Path, platform: Running, valkey: str, redis: Redis
) -> None:
    callback = [f"{PUBLIC_URL}/sign-in/callback"]
    platform.world.register("D", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    env = environment(platform, valkey)

    well = webapp("check", cwd=tmp_path, env=env)
    said, _ = well.communicate(timeout=PATIENCE)
    assert well.returncode == 0, said
    assert "Redis" in said
    assert "FAILED" not in said

    broken = webapp("check", "--json", cwd=tmp_path, env={**env, "PROFILE_CLIENT_SECRET": "wrong"})
    said, _ = broken.communicate(timeout=PATIENCE)
    assert broken.returncode == 1
    assert json.loads(said)["ok"] is False


def test_a_check_without_settings_names_each_and_ends_with_one(tmp_path: Path) -> None:
    process = webapp("check", cwd=tmp_path)
    said, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 1
    for name in ("PROFILE_CLIENT_ID", "PUBLIC_URL", "REDIS_URL", "SECRET_KEYS"):
        assert name in said
    assert "Traceback" not in said
