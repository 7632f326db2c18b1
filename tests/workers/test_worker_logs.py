"""What real worker processes write down, with every logger at its most talkative."""

import json
import re
from typing import Any

import psutil
import pytest
import requests

from sandbox.faults import Fault, Kind
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.dashboard import environment
from tests.support.platform import register_dashboard
from tests.support.ports import free_port
from tests.support.remembering import Browser, soup
from tests.support.served import serving
from tests.support.valkey import own_server, url
from tests.support.waiting import wait_until

CANARIES = ("sbxat_", "sbxrt_", "sbxac_", "canary")
LOOKS_LIKE_A_SECRET = re.compile(r"[\w-]{40,}")
"""Our random secrets and the sandbox's have 43 characters; nothing else in a line is so long."""

WORKER_DIED = "Unexpected exit from worker"


class Spoken:
    """All that the processes of one served dashboard wrote, and what a browser saw meanwhile."""

    def __init__(self, text: str, secrets: set[str], references: list[str]):
        self.text = text
        self.secrets = secrets
        self.references = references

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


def live(browser: Browser, platform: Running) -> list[str]:
    """Refusals, failures, a renewal and a sign-out; returns the references of its error pages."""
    failed = [browser.sign_in(iss="https://evil.test")]
    assert browser.sign_in().status_code == 302
    assert browser.send("GET", "/team").ok
    platform.world.ledger.expire_access_tokens()
    assert browser.send("GET", "/team").ok
    for kind in (Kind.BROKEN, Kind.RESET, Kind.HTML):
        platform.world.faults.add(Fault(kind, path="/api/v4/profiles"))
        failed.append(browser.send("GET", "/team"))
        platform.world.faults.clear()
    failed.append(browser.send("POST", "/sign-in", headers={"Origin": "https://evil.test"}))
    assert browser.sign_out().status_code == 303
    assert [answer.status_code for answer in failed] == [400, 502, 502, 502, 403]
    return [soup(answer).select_one("main code").text for answer in failed]  # type: ignore[union-attr]  # an error page without one fails here


def is_alive(origin: str) -> bool:
    try:
        return requests.get(f"{origin}/livez", timeout=20).ok
    except requests.ConnectionError:
        return False


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """A life of a session at LOG_LEVEL=DEBUG, and the death of the worker that saw it."""
    origin = f"http://127.0.0.1:{free_port()}"
    written = tmp_path_factory.mktemp("logs") / "written"
    browser = Browser(origin)
    with own_server() as valkey, running(build(12)) as platform, written.open("wb") as output:
        register_dashboard(platform.world, origin)
        settings = environment(platform, url(valkey), origin) | {
            "BIND": origin.removeprefix("http://"),
            "WORKERS": "1",
            "LOG_LEVEL": "DEBUG",
            "SECRET_KEYS": "canary-short",
            "ALLOW_WEAK": "short-keys",
        }
        with serving(settings, output) as server:
            references = live(browser, platform)
            psutil.Process(server.pid).children()[0].kill()
            wait_until(lambda: WORKER_DIED in written.read_text(), "Granian notices the death")
            wait_until(lambda: is_alive(origin), "its successor serves, so that it can be ended")
    return Spoken(written.read_text(), browser.secrets, references)


def test_workers_write_one_object_a_line_that_names_its_request(spoken: Spoken) -> None:
    lines = spoken.lines()

    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    for reference in spoken.references:
        levels = [line["level"] for line in lines if line.get("request") == reference]
        assert "WARNING" in levels, "an error page shows a reference that no line has"


def test_the_server_itself_speaks_the_same_way(spoken: Spoken) -> None:
    lines = spoken.lines()
    (at_the_start,) = [line for line in lines if "ALLOW_WEAK" in line["message"]]
    (later,) = [line for line in lines if WORKER_DIED in line["message"]]

    assert (at_the_start["logger"], at_the_start["level"]) == ("webapp.startup", "WARNING")
    assert (later["logger"], later["level"]) == ("_granian", "ERROR")


def test_workers_write_down_what_happened_to_the_session(spoken: Spoken) -> None:
    events = [line for line in spoken.lines() if line["logger"] == "webapp.security"]

    assert [line["message"] for line in events] == [
        "sign_in_refused foreign-issuer",
        "sign_in",
        "refresh renewed",
        "refused foreign-origin",
        "sign_out",
    ]
    assert all(line["request"] and line["endpoint"] for line in events)


def test_no_worker_writes_a_secret_however_much_it_says(spoken: Spoken) -> None:
    assert "GET /profiles -> 200" in spoken.text, "nothing was said, so nothing was proved"
    assert '"event": "sign_in"' in spoken.text
    assert len(spoken.secrets) > 5

    assert [secret for secret in (*spoken.secrets, *CANARIES) if secret in spoken.text] == []
    assert LOOKS_LIKE_A_SECRET.findall(spoken.text) == []
