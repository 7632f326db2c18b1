"""A worker that dies while it sends invites: another goes on, and nobody is written to twice."""

from collections import Counter

import psutil
import requests
from bs4 import BeautifulSoup
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import answer
from tests.support.dashboard import environment
from tests.support.inviting import INVITE, newcomers, written_to
from tests.support.platform import CLIENT_ID, CLIENT_SECRET
from tests.support.ports import free_port
from tests.support.served import serving
from tests.support.waiting import wait_until

SOON = 40
"""Seconds; more than a pulse lives."""


class Visitor:
    """A signed-in browser that finds its way by the forms of a page."""

    def __init__(self, origin: str):
        self.origin, self.session = origin, requests.Session()
        begun = self._post("/sign-in", {"scope": "profiles:write"}, follow=False)
        self.session.get(answer(begun.headers["Location"]), timeout=20).raise_for_status()

    def get(self, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.session.get(self.origin + path, timeout=20).text, "lxml")

    def text(self, path: str) -> str:
        """What a page says; "" where nobody answers."""
        try:
            return " ".join(self.get(path).get_text().split())
        except requests.ConnectionError:
            return ""

    def press(self, page: BeautifulSoup, end: str, **typed: str) -> requests.Response:
        (form,) = page.select(f"main form[action$='{end}']")
        hidden = {str(each["name"]): str(each["value"]) for each in form.select("[type=hidden]")}
        return self._post(str(form["action"]), {**hidden, **typed})

    def _post(self, path: str, data: dict[str, str], *, follow: bool = True) -> requests.Response:
        return self.session.post(
            self.origin + path,
            data,
            headers={"Origin": self.origin},
            allow_redirects=follow,
            timeout=30,
        )


def test_after_a_killed_worker_it_is_continued_and_nobody_is_written_to_twice(
    platform: Running, valkey: str, redis: Redis
) -> None:
    port = free_port()
    origin, world = f"http://127.0.0.1:{port}", platform.world
    callback = [f"{origin}/sign-in/callback"]
    world.register("D", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    settings = {**environment(platform, valkey, origin), "BIND": f"127.0.0.1:{port}"}
    with serving({**settings, "WORKERS": "1", "THREADS": "4"}) as server:
        visitor = Visitor(origin)
        world.faults.add(Fault(Kind.SLOW, method="POST", path=INVITE, skip=2, seconds=300))
        text = "\n".join(newcomers(5))
        preview = visitor.press(visitor.get("/invites/new"), "/new", people=text)
        soup = BeautifulSoup(preview.text, "lxml")
        told = visitor.press(soup, preview.url.rpartition("/")[2])
        world.witness.wait_for(INVITE, times=3)
        for worker in psutil.Process(server.pid).children():
            worker.kill()
            worker.wait(20)
        world.faults.clear()  # the third is handled, and nobody is there to hear of it
        wait_until(lambda: len(written_to(world)) == 3, "a message of a call that was cut off")
        path = told.url.removeprefix(origin)
        wait_until(lambda: "was interrupted" in visitor.text(path), "a word of it", SOON)

        visitor.press(visitor.get(path), "/continue")

        wait_until(lambda: "5 invites are sent." in visitor.text(path), "the end")
    assert written_to(world) == Counter(newcomers(5))
