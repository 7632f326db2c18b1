"""A debrief asked of several processes at once, and of one that dies while it waits."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import NamedTuple

import psutil
import pytest
import requests
import time_machine
from bs4 import BeautifulSoup
from redis import Redis

from sandbox.debriefs import Ways
from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.debriefs import BUTTON, CALL, Subject, section
from tests.support.page import Page
from tests.support.platform import CLIENT_ID, CLIENT_SECRET
from tests.support.served import free_port, serving, sign_in
from tests.support.site import Site
from tests.support.waiting import wait_until
from webapp import create_app
from webapp.debriefs.states import LONGEST
from webapp.settings import from_env

SESSION = "dashboard-session"
PRESSES = 8
SOON = 20
"""Seconds; far less than a debrief may take."""


class Scene(NamedTuple):
    """A dashboard of two workers that is signed in to, and a platform that writes slowly."""

    url: str
    cookie: str
    settings: dict[str, str]
    server: subprocess.Popen[bytes]
    subject: Subject

    def get(self) -> BeautifulSoup:
        """The person's page, on a connection of its own: any worker may answer."""
        answer = requests.get(
            self.url + self.subject.path, cookies={SESSION: self.cookie}, timeout=20
        )
        return BeautifulSoup(answer.text, "lxml")

    def says(self) -> str:
        """The section on it."""
        found = self.get().find(id="debrief")
        assert found is not None
        return " ".join(found.get_text(" ").split())

    def press(self, token: str) -> int:
        """Press the button; gives the status of the answer."""
        return requests.post(
            f"{self.url}{self.subject.path}/debrief",
            {"csrf_token": token},
            cookies={SESSION: self.cookie},
            headers={"Origin": self.url},
            allow_redirects=False,
            timeout=20,
        ).status_code

    def token(self) -> str:
        """What a form of the page carries."""
        return str(self.get().select("input[name=csrf_token]")[0]["value"])


@pytest.fixture
def scene(platform: Running, valkey: str, redis: Redis, subject: Subject) -> Iterator[Scene]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    callback = [f"{url}/sign-in/callback"]
    platform.world.register("D", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    platform.world.debriefs.ways = Ways(seconds=300)
    settings = environment(platform, valkey, url)
    workers = {"BIND": f"127.0.0.1:{port}", "WORKERS": "2", "THREADS": "4"}
    with serving({**settings, **workers}) as server:
        yield Scene(url, sign_in(url), settings, server, subject)


def test_many_presses_on_several_workers_send_one_request(scene: Scene) -> None:
    token, together = scene.token(), Barrier(PRESSES)

    def press(_: int) -> int:
        together.wait()
        return scene.press(token)

    with ThreadPoolExecutor(PRESSES) as pool:
        assert set(pool.map(press, range(PRESSES))) == {303}

    scene.subject.platform.world.witness.wait_for(CALL)
    for _ in range(6):
        assert "Profile’s AI is writing" in scene.says()
    scene.subject.platform.world.debriefs.clear()
    wait_until(lambda: scene.subject.text in scene.says(), "the debrief")
    assert scene.subject.asked() == 1


def test_after_a_killed_worker_the_page_says_what_is_known_and_nothing_is_sent_again(
    scene: Scene,
) -> None:
    assert scene.press(scene.token()) == 303
    scene.subject.platform.world.witness.wait_for(CALL)
    for worker in psutil.Process(scene.server.pid).children():
        worker.kill()
        worker.wait(20)
    wait_until(lambda: is_up(scene.url), "a worker in its place")

    assert "Profile’s AI is writing" in scene.says(), "nobody can know better yet"
    later = Site(create_app(from_env(scene.settings)))
    later.client.set_cookie(SESSION, scene.cookie, domain="127.0.0.1")
    with time_machine.travel(datetime.now().astimezone() + timedelta(seconds=LONGEST + 1)):
        page: Page = later.get(scene.subject.path)
    assert "was interrupted while it waited" in section(page)
    assert BUTTON in section(page)
    assert scene.subject.asked() == 1


def test_no_shutdown_waits_for_a_debrief(scene: Scene) -> None:
    assert scene.press(scene.token()) == 303
    scene.subject.platform.world.witness.wait_for(CALL)

    scene.server.terminate()

    scene.server.wait(SOON)


def is_up(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=5).ok
    except requests.ConnectionError:
        return False
