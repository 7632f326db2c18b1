"""Changes of tags asked of several processes at once, and of one that dies in the middle."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest
import requests
from bs4 import BeautifulSoup
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.dashboard import environment
from tests.support.platform import CLIENT_ID, CLIENT_SECRET
from tests.support.ports import free_port
from tests.support.served import serving, sign_in
from tests.support.tagging import API, Book, ids
from tests.support.waiting import wait_until
from webapp import create_app
from webapp.current.tagging import ONCE, have_changed
from webapp.settings import from_env
from webapp.tagging import Change, Membership, State
from webapp.tagging.membering import BATCH

SESSION = "dashboard-session"
PRESSES = 8
PEOPLE = 2 * BATCH + 200
SOON = 20
"""Seconds; a pulse lapses after 12."""


@dataclass
class Scene:
    """A dashboard of two workers that is signed in to, and a change of many people, done."""

    url: str
    cookie: str
    server: subprocess.Popen[bytes]
    book: Book
    before: frozenset[str]
    done: Change

    def get(self, change_id: str) -> BeautifulSoup:
        """The page of one change, on a connection of its own: any worker may answer."""
        answer = requests.get(
            f"{self.url}/tags/changes/{change_id}", cookies={SESSION: self.cookie}, timeout=20
        )
        return BeautifulSoup(answer.text, "lxml")

    def says(self, change_id: str) -> str:
        return " ".join(self.get(change_id).get_text(" ").split())

    def token(self) -> str:
        return str(self.get(self.done.id).select("input[name=csrf_token]")[0]["value"])

    def press(self, act: str, change_id: str, token: str) -> str:
        """Press Undo or Continue; the change that the next page tells of."""
        answer = requests.post(
            f"{self.url}/tags/changes/{change_id}/{act}",
            {"csrf_token": token, "next": "/team"},
            cookies={SESSION: self.cookie},
            headers={"Origin": self.url},
            allow_redirects=False,
            timeout=20,
        )
        assert answer.status_code == 303, answer.text
        leads_to = urlsplit(answer.headers["Location"])
        told = parse_qs(leads_to.query).get("change", [leads_to.path.rpartition("/")[2]])
        return told[0]  # what is under way still leads to its own page

    def members(self) -> frozenset[str]:
        return self.book.members(self.book.first.id)


@pytest.fixture(scope="module")
def large() -> Iterator[Running]:
    with running(build(PEOPLE)) as platform:
        yield platform


@contextmanager
def served(
    platform: Running, valkey: str
) -> Iterator[tuple[str, dict[str, str], subprocess.Popen[bytes]]]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    callback = [f"{url}/sign-in/callback"]
    platform.world.register("D", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    settings = environment(platform, valkey, url)
    workers = {"BIND": f"127.0.0.1:{port}", "WORKERS": "2", "THREADS": "4"}
    with serving({**settings, **workers}) as server:
        yield url, settings, server


@pytest.fixture
def scene(large: Running, valkey: str, redis: Redis) -> Iterator[Scene]:
    with served(large, valkey) as (url, settings, server):
        cookie, book = sign_in(url), Book(large)
        tag, before = book.first, book.members(book.first.id)
        wish = Membership(tag.id, tag.label, add=tuple(book.people(PEOPLE)), had=before)
        app = create_app(from_env(settings))
        sent = {"headers": {"Cookie": f"{SESSION}={cookie}"}, "data": {ONCE: "a form"}}
        with app.test_request_context("/team", **sent):
            assert app.preprocess_request() is None
            done = have_changed(wish)
        assert done.state is State.DONE
        large.world.audit.clear()
        large.world.witness.clear()
        yield Scene(url, cookie, server, book, before, done)
    large.world.reset()


def test_many_presses_on_several_workers_make_one_change(scene: Scene) -> None:
    token, together = scene.token(), Barrier(PRESSES)

    def press(_: int) -> str:
        together.wait()
        return scene.press("undo", scene.done.id, token)

    with ThreadPoolExecutor(PRESSES) as pool:
        (undoing,) = set(pool.map(press, range(PRESSES)))

    wait_until(lambda: "exactly the people" in scene.says(undoing), "its end")
    assert scene.members() == scene.before
    writes = scene.book.writes()
    assert len(writes) == -(-(PEOPLE - len(scene.before)) // BATCH)
    removed = ids(writes, "removed")
    assert len(removed) == len(set(removed)) == PEOPLE - len(scene.before)


def test_what_a_killed_worker_was_at_is_told_as_interrupted_and_continued_to_its_end(
    scene: Scene,
) -> None:
    """Killed when the platform has the first batch, and before it could be read."""
    token = scene.token()
    faults = scene.book.world.faults
    faults.add(Fault(Kind.SLOW, path=API, method="GET", skip=1, seconds=300))
    undoing = scene.press("undo", scene.done.id, token)
    assert len(scene.members()) == PEOPLE - BATCH

    for worker in psutil.Process(scene.server.pid).children():
        worker.kill()
        worker.wait(20)
    wait_until(lambda: is_up(scene.url), "a worker in its place")
    wait_until(lambda: "was interrupted" in scene.says(undoing), "a word of it", SOON)
    assert "as far as is known" in scene.says(undoing)
    faults.clear()

    assert scene.press("continue", undoing, token) == undoing
    wait_until(lambda: "exactly the people" in scene.says(undoing), "its end")
    assert scene.members() == scene.before
    again = scene.press("undo", undoing, token)
    wait_until(lambda: "exactly the people" in scene.says(again), "that it is back")
    assert len(scene.members()) == PEOPLE


def is_up(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=5).ok
    except requests.ConnectionError:
        return False
