"""A team of many pages in a browser: the first people at once, then all of them by themselves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from sandbox.faults import Fault, Kind
from sandbox.seed import build
from sandbox.server import Running, running
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.support import browser_live
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

MANY = 520
PEOPLE = "/api/v4/profiles"


@pytest.fixture
def platform() -> Iterator[Running]:
    with running(build(MANY)) as sandbox:
        yield sandbox


@pytest.fixture
def served(platform: Running, valkey: str) -> Iterator[Live]:
    with browser_live.probed(platform, valkey) as served:
        yield served


@pytest.fixture(params=[("light", 1280), ("dark", 390)], ids=["desk", "phone"])
def page(
    served: Live, new_context: NewContext, watch: Watch, request: pytest.FixtureRequest
) -> Page:
    scheme, width = request.param
    watch.admit(served.origin)
    context = new_context(
        base_url=served.origin, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    served.let_in(context)
    return context.new_page()


def test_a_search_typed_while_people_are_read_goes_on_among_all_of_them(
    page: Page, platform: Running
) -> None:
    wait = Fault(Kind.SLOW, origin="api", path=PEOPLE, seconds=1.5, skip=1)
    platform.world.faults.add(wait)
    page.goto("/team")
    progress = page.get_by_role("progressbar", name="Reading everybody")
    expect(progress).to_be_visible()
    expect(page.get_by_text("100 people so far")).to_be_visible()
    has_no_barriers(page)

    search = page.get_by_role("searchbox", name="Search people")
    search.fill("ana")
    platform.world.faults.clear()

    expect(page.locator(".summary strong")).to_contain_text(f"of {MANY} people", timeout=20_000)
    expect(progress).to_be_hidden()
    expect(search).to_have_value("ana")
    has_no_barriers(page)
