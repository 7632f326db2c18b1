"""The dashboard on the older API, v3, in a browser: two pages, and nothing in anybody's way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from sandbox.seed import build
from sandbox.server import running
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.support import browser_live
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch
from tests.support.platform import PEOPLE


@pytest.fixture(scope="module")
def served_by_v3(valkey: str) -> Iterator[Live]:
    with (
        running(build(PEOPLE), v3_port=0) as platform,
        browser_live.probed(platform, valkey, legacy_url=platform.v3_url) as served,
    ):
        yield replace(served, session="dashboard-v3-session")


@pytest.fixture(params=["light", "dark"])
def page(
    served_by_v3: Live, new_context: NewContext, watch: Watch, request: pytest.FixtureRequest
) -> Page:
    watch.admit(served_by_v3.origin)
    context = new_context(base_url=served_by_v3.origin, color_scheme=request.param)
    served_by_v3.let_in(context)
    return context.new_page()


def test_account_and_tags_are_read_by_keyboard_and_have_no_barriers(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()
    expect(page.get_by_text("admin", exact=True)).to_be_visible()
    menu = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(menu).to_have_text(["Account", "Tags"])
    expect(menu.first).to_have_attribute("aria-current", "true")
    expect(menu.last).not_to_have_attribute("aria-current", "true")
    has_no_barriers(page)

    menu.last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tags", exact=True)).to_be_visible()
    expect(page.locator("#tags").get_by_role("listitem").nth(1)).to_contain_text("people")
    has_no_barriers(page)
