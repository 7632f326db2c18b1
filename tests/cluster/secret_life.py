"""People who do everything in which a secret plays a part, over and over, whatever goes wrong."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from redis import Redis

from sandbox.faults import Fault, Kind
from tests.support.consent import Consent
from tests.support.everywhere import Everywhere
from tests.support.load_threads import until_over
from tests.support.remembering import Browser, soup

PEOPLE = 3
"""Browsers at work at once."""
PAGES = (
    *("/team?q=a", "/map", "/tags", "/account", "/sessions", "/connected-apps", "/services"),
    *("/connected-apps/log", "/invites", "/account/preferences", "/privacy"),
)
MORE = 30
"""Questions that each asks besides: much is said of little work."""
_OWNER = Consent()


class Lives:
    """`secrets` has every random secret that passed by; `lived` counts whole rounds, and
    `trouble` what ended somebody's work."""

    def __init__(self, where: Everywhere):
        self.secrets: set[str] = set()
        self.lived = 0
        self.trouble: list[Exception] = []
        self._where = where
        self._lock = Lock()
        self._over = Event()
        self._rounds = itertools.count()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Until the block ends."""
        with until_over([Thread(target=self._work) for _ in range(PEOPLE)], self._over):
            yield

    def _work(self) -> None:
        try:
            while not self._over.is_set():
                browser = Browser(self._where.origin)
                try:
                    self._live(browser, next(self._rounds))
                finally:
                    browser.close()
                    with self._lock:
                        self.secrets |= browser.secrets
                        self.lived += 1
        except Exception as error:
            self.trouble.append(error)

    def _live(self, browser: Browser, turn: int) -> None:
        """A sign-in that is refused, one that is not, every page, renewals, one kind of failure,
        and a sign-out. The others' failures may meet this one, too, so nothing is asked of answers.
        """
        browser.sign_in(iss="https://evil.test")
        browser.sign_in(_OWNER)
        browser.send("GET", "/sign-in/callback?state=forged&code=forged")
        for path in PAGES:
            browser.send("GET", path)
        team = soup(browser.send("GET", "/team"))
        people = [str(link["href"]) for link in team.select("tbody a[href^='/team/']")]
        for path in people[turn % 7 : turn % 7 + 2]:
            browser.send("GET", path)
        browser.press("/services", "/services")
        for more in range(MORE):
            browser.send("GET", f"/team?q={turn}+{more}")
        self._renew(browser, turn)
        browser.send("POST", "/sign-out", data={"csrf_token": "forged"})
        browser.sign_out()

    def _renew(self, browser: Browser, turn: int) -> None:
        """As it goes, and as it fails."""
        world = self._where.platform.world
        world.ledger.expire_access_tokens()
        browser.send("GET", "/team")
        kinds = (Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.LOST, Kind.UNAUTHORIZED, Kind.TOO_MANY)
        path = ("/api/v4", "/oauth/token")[turn // len(kinds) % 2]
        world.faults.add(Fault(kinds[turn % len(kinds)], path=path, times=2, retry_after=1))
        world.ledger.expire_access_tokens()
        browser.send("GET", "/team")
        world.faults.clear()


def refuse_for_once(redis: Redis) -> None:
    """Redis forgets the dashboard's password for a moment, and its connections with it."""
    redis.execute_command("ACL SETUSER", "dashboard", "off")  # type: ignore[no-untyped-call]  # redis-py ships no type for it
    redis.execute_command("CLIENT KILL", "USER", "dashboard")  # type: ignore[no-untyped-call]  # as above
