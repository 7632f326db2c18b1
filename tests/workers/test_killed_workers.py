"""`kill -9` of a worker of `webapp serve` in the middle of a refresh: what the person sees."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

import psutil
import pytest
import requests
from bs4 import BeautifulSoup
from redis import Redis

from sandbox.seed import build
from tests.support import consent
from tests.support.connected import refreshes
from tests.support.dashboard import environment
from tests.support.far_login import FarLogin, far_login
from tests.support.platform import CLIENT_ID, CLIENT_SECRET
from tests.support.ports import free_port
from tests.support.proxy import Kind, Proxy, Toxic, proxied
from tests.support.redis_calls import is_lock_release, is_token_write
from tests.support.served import serving
from tests.support.valkey import socket_path
from webapp.auth.token_keeper import LOCK_WAIT

PAGE = "/team?q=a"


class Scene(NamedTuple):
    """A dashboard of two workers, the wires behind it, and a browser that is signed in."""

    url: str
    far: FarLogin
    store_wire: Proxy
    server: subprocess.Popen[bytes]
    browser: requests.Session

    def get(self, address: str = PAGE) -> requests.Response:
        """Fetch without following; a renewal may first wait for a dead worker's lock to lapse.

        A connection that was kept could be the dead worker's.
        """
        return self.browser.get(
            urljoin(self.url, address),
            headers={"Connection": "close"},
            allow_redirects=False,
            timeout=LOCK_WAIT + 15,
        )

    def sign_in(self, page: str) -> requests.Response:
        """Press the button of this sign-in page; gives what the person sees in the end."""
        form = BeautifulSoup(self.get(page).text, "lxml").select_one("main form[method=post]")
        assert form is not None, f"no way to sign in at {page}"
        fields = {str(f["name"]): str(f["value"]) for f in form.select("input[name][value]")}
        to_profile = self.browser.post(
            urljoin(self.url, str(form["action"])),
            data=fields,
            headers={"Origin": self.url},
            allow_redirects=False,
            timeout=20,
        )
        return self.browser.get(consent.answer(to_profile.headers["Location"]), timeout=20)

    def kill_worker_at(self, held: Toxic, *, or_at_the_save: bool = False) -> None:
        """A request whose token is refused sets out; its worker dies where it is held."""
        with ThreadPoolExecutor(1) as pool:
            request = pool.submit(self.get)
            held.wait()
            if or_at_the_save:
                save = self.store_wire.add(Toxic(Kind.HOLD_REQUEST, is_token_write))
                held.let_go()
                save.wait()
                held = save
            worker = self.worker_behind(held.peers[-1])
            worker.kill()
            worker.wait(20)
            assert isinstance(request.exception(20), requests.ConnectionError)
        held.let_go(drop=True)

    def worker_behind(self, port: int) -> psutil.Process:
        """The worker that holds this end of a connection."""
        workers = psutil.Process(self.server.pid).children(recursive=True)
        return next(
            worker
            for worker in workers
            if any(line.laddr.port == port for line in worker.net_connections("tcp"))
        )


@pytest.fixture
def scene(valkey: str, redis: Redis) -> Iterator[Scene]:
    with ExitStack() as stack:
        far = stack.enter_context(far_login(build(1)))
        store_wire = stack.enter_context(proxied(socket_path(valkey)))
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        callback = [f"{url}/sign-in/callback"]
        world = far.platform.world
        world.register("Dashboard", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
        there = environment(far.platform, f"redis://127.0.0.1:{store_wire.port}", url)
        workers = {"BIND": f"127.0.0.1:{port}", "WORKERS": "2", "THREADS": "4"}
        server = stack.enter_context(serving({**there, **workers}))
        browser = stack.enter_context(requests.Session())
        scene = Scene(url, far, store_wire, server, browser)
        assert scene.sign_in("/sign-in").ok
        assert scene.get().ok
        world.ledger.expire_access_tokens()
        yield scene


def let_the_lock_lapse(redis: Redis) -> None:
    """As if its life was over; that it lapses by itself is seen where nothing was lost."""
    for lock in redis.scan_iter("*:lock"):
        redis.pexpire(lock, 1)


def test_killed_before_the_call_arrives_the_next_request_waits_and_succeeds(scene: Scene) -> None:
    scene.kill_worker_at(scene.far.hold(Kind.HOLD_REQUEST))

    assert scene.get().status_code == 200
    assert refreshes(scene.far.platform) == 1


@pytest.mark.parametrize("at_the_save", [False, True], ids=["answer on its way", "not saved yet"])
def test_killed_with_the_answer_not_kept_one_sign_in_leads_back_to_the_page(
    scene: Scene, redis: Redis, at_the_save: bool
) -> None:
    scene.kill_worker_at(scene.far.hold(Kind.HOLD_ANSWER), or_at_the_save=at_the_save)
    let_the_lock_lapse(redis)

    refused = scene.get()
    again = scene.get()

    assert (refused.status_code, again.status_code) == (302, 302)
    asked = urlsplit(refused.headers["Location"])
    assert asked.path == "/sign-in"
    assert parse_qs(asked.query)["next"] == [PAGE]
    assert refreshes(scene.far.platform) == 2
    page = scene.sign_in(refused.headers["Location"])
    assert (page.status_code, page.url) == (200, scene.url + PAGE)
    assert scene.get().status_code == 200
    assert refreshes(scene.far.platform) == 2


def test_killed_after_the_save_the_next_request_has_the_new_token(scene: Scene) -> None:
    scene.kill_worker_at(scene.store_wire.add(Toxic(Kind.HOLD_REQUEST, is_lock_release)))

    assert scene.get().status_code == 200
    assert refreshes(scene.far.platform) == 1
