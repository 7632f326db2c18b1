"""The dashboard as a process of its own on a live sandbox: what the browser tests visit."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import requests
from playwright.sync_api import BrowserContext

from sandbox.seed import build
from sandbox.server import Running, running
from sandbox.wire import Server, listen
from sandbox.world import Account
from tests.support import consent
from tests.support.consent import TIMEOUT, Consent
from tests.support.dashboard import environment
from tests.support.platform import CLIENT_ID, PEOPLE, register_dashboard
from tests.support.ports import free_port
from tests.support.probe import probe
from tests.support.served import serving
from webapp import create_app
from webapp.settings import from_env

SESSION = "dashboard-session"
"""The cookie's name."""
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""What signs in where no browser is at hand says that it is."""


@dataclass(frozen=True)
class Live:
    """A dashboard that answers at `origin`, and the platform that it speaks to.

    `saved` are the forms that its probe has accepted, where it has one; `session` names its cookie.
    """

    origin: str
    platform: Running
    saved: list[dict[str, str]] = field(default_factory=list)
    session: str = SESSION

    @property
    def account(self) -> Account:
        """The account that is connected unless a test chooses another."""
        return self.platform.world.accounts[0]

    def sign_in(self, *accounts: str, scope: str = "") -> str:
        """Sign an owner in, without a browser; returns the value of the session's cookie.

        The session holds these accounts, the last one in use; the first one where none is named.
        `scope` is allowed beyond what is asked for at first.
        """
        with requests.Session() as visitor:
            visitor.headers["User-Agent"] = BROWSER
            for wish in map(_owner_of, accounts or [self.account.name]):
                begun = visitor.post(
                    f"{self.origin}/sign-in",
                    {"another": "1", "scope": scope},
                    allow_redirects=False,
                    timeout=TIMEOUT,
                )
                callback = consent.answer(begun.headers["Location"], wish)
                visitor.get(callback, allow_redirects=False, timeout=TIMEOUT).raise_for_status()
            return visitor.cookies[self.session]

    def let_in(self, context: BrowserContext, *accounts: str, scope: str = "") -> None:
        """Hand a browser the cookie of an owner's new session (see `sign_in`).

        The way there by Profile's pages is walked in browser/test_journeys.py.
        """
        cookie = {
            "name": self.session,
            "value": self.sign_in(*accounts, scope=scope),
            "url": self.origin,
        }
        context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Lax"}])  # type: ignore[typeddict-item]  # as given


def _owner_of(account: str) -> Consent:
    return Consent(account=account)


@contextmanager
def live(redis_url: str) -> Iterator[Live]:
    """Serve both until the block is left.

    The dashboard is at `localhost`, the platform at `127.0.0.1`: other sites to a browser, as
    they are in earnest, so that its rules for cookies are at work.
    """
    port = free_port()
    origin = f"http://localhost:{port}"
    with running(build(PEOPLE)) as platform:
        register_dashboard(platform.world, origin)
        settings = environment(platform, redis_url, origin)
        served = {**settings, "BIND": f"127.0.0.1:{port}", "WORKERS": "1", "THREADS": "4"}
        with serving(served):
            yield Live(origin, platform)


@contextmanager
def probed(platform: Running, redis_url: str, **changes: Any) -> Iterator[Live]:
    """Serve another dashboard, inside this process: with a probe, and with changed settings."""
    with closing(listen("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        origin, client_id = f"http://localhost:{port}", f"{CLIENT_ID}-{port}"
        register_dashboard(platform.world, origin, client_id=client_id)
        env = environment(platform, redis_url, origin)
        settings = from_env({**env, "PROFILE_CLIENT_ID": client_id})
        app = create_app(replace(settings, **changes))
        live = Live(origin, platform)
        app.register_blueprint(probe(live.saved))
        server = Server(listener, app)
        server.start()
        try:
            yield live
        finally:
            server.stop()
