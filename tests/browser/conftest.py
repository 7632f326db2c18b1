"""A real browser at a dashboard that runs as an operator runs it."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from redis import Redis

from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support import browser_live, chromium
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

NewContext = Callable[..., BrowserContext]
LAUNCH_OPTIONS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 10_000.0
"""Milliseconds that a screen may take to appear."""


@pytest.fixture(scope="session", autouse=True)
def _manners(pytestconfig: pytest.Config) -> None:
    """Screenshots of failures only; patience with a busy machine."""
    pytestconfig.option.screenshot = "only-on-failure"
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium on the PATH, else the one that Playwright fetched for itself."""
    path = next(filter(None, map(shutil.which, chromium.NAMES)), None)
    return {**browser_type_launch_args, "executable_path": path, "args": list(LAUNCH_OPTIONS)}


@pytest.fixture(scope="session")
def _served(valkey: str) -> Iterator[Live]:
    with browser_live.live(valkey) as served:
        yield served


@pytest.fixture(scope="session")
def base_url() -> None:
    """None for all: `new_context` gives each context that of its dashboard."""


@pytest.fixture
def live(_served: Live, redis: Redis) -> Iterator[Live]:
    """The dashboard and its platform, as seeded; nobody is signed in."""
    yield _served
    _served.platform.world.reset()


@pytest.fixture
def watch(live: Live) -> Iterator[Watch]:
    """Fails the test on any trouble in the browser that it did not declare."""
    watch = Watch(live.platform.login_url, live.origin)
    yield watch
    watch.verdict()


@pytest.fixture
def new_context(live: Live, watch: Watch, new_context: NewContext) -> NewContext:
    """Makes a browser without cookies or history, watched from its first request.

    Addresses that a test gives without a host are the dashboard's.
    """

    def make(**options: Any) -> BrowserContext:
        context = new_context(**{"base_url": live.origin, **options})
        context.set_default_timeout(PATIENCE)
        watch.attach(context)
        return context

    return make


@pytest.fixture
def page_of_memory(
    launch_browser: Callable[..., Browser], live: Live, watch: Watch
) -> Iterator[Page]:
    """A page in a browser that keeps even `no-store` pages alive for its back button, as Chromium
    does for everybody; Playwright turns that off."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    with browser, browser.new_context(base_url=live.origin) as context:
        watch.attach(context)
        yield context.new_page()


@pytest.fixture
def sign_in(page: Page) -> SignIn:
    """A browser in which nobody is signed in."""
    return SignIn.visit(page)


@pytest.fixture
def team(page: Page, live: Live) -> Team:
    """A browser in which an owner is signed in and has allowed everything."""
    live.let_in(page.context)
    return Team.visit(page)
