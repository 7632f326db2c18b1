"""A browser at a dashboard that has the pages of `tests.support.probe` besides its own."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.screens.probe import Probe
from tests.support import browser_live
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def _probed(_served: Live, valkey: str) -> Iterator[Live]:
    with browser_live.probed(_served.platform, valkey) as probed:
        yield probed


@pytest.fixture
def probed(_probed: Live, live: Live, watch: Watch) -> Live:
    """Another dashboard on the same platform: one that has the pages of tests.support.probe."""
    _probed.saved.clear()
    watch.admit(_probed.origin)
    return _probed


@pytest.fixture
def probe(probed: Live, new_context: NewContext) -> Probe:
    """A browser in which an owner is signed in, on the page with forms."""
    context = new_context(base_url=probed.origin)
    probed.let_in(context)
    return Probe.visit(context.new_page())
