"""A debrief asked of several processes at once, and of one that dies while it waits."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import NamedTuple

import psutil
import pytest
import requests
from bs4 import BeautifulSoup
from redis import Redis

from sandbox.debriefs import Ways
from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.debriefs import BUTTON, CALL, Subject
from tests.support.platform import CLIENT_ID, CLIENT_SECRET
from tests.support.ports import free_port
from tests.support.served import serving, sign_in
from tests.support.valkey import alive
from tests.support.waiting import wait_until

SESSION = "dashboard-session"
PRESSES = 8
SOON = 20
"""Seconds; far less than a debrief may take."""


class Scene(NamedTuple):
    """A dashboard of two workers that is signed in to, and a platform that writes slowly."""

    url: str
    cookie: str
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
        yield Scene(url, sign_in(url), server, subject)


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

    wait_until(lambda: "was interrupted while it waited" in scene.says(), "a word of it", SOON)
    assert BUTTON in scene.says()
    assert scene.subject.asked() == 1


def test_whoever_lives_is_waited_for_however_long_it_takes(scene: Scene, redis: Redis) -> None:
    assert scene.press(scene.token()) == 303
    (pulse,) = alive(redis, "pulse")

    for _ in range(2):
        redis.delete(pulse)
        wait_until(lambda: alive(redis, "pulse") == [pulse], "a beat of its own")

    assert "Profile’s AI is writing" in scene.says()


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
