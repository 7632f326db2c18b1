"""An owner has the services looked at, with a mouse, by keyboard, and without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from sandbox.faults import Fault, Kind
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.services import Services
from tests.support import browser_live
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch
from webapp.settings import ServiceClient
from webapp.settings import Services as Configured

SECRET = "canary-service-secret"
WORKS, FAILS = "Profile Works", "Profile Fails"


@pytest.fixture
def served(live: Live, valkey: str, watch: Watch) -> Iterator[Live]:
    """A dashboard with a client of its own at Profile."""
    world = live.platform.world
    world.register_service(
        "Jobs", "profile", world.accounts[0].id, client_id="jobs", client_secret=SECRET
    )
    client = ServiceClient("jobs", SECRET, api_url=live.platform.api_url)
    with browser_live.probed(
        live.platform, valkey, services=Configured(profile_v4=client)
    ) as served:
        watch.admit(served.origin)
        yield served


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(served: Live, new_context: NewContext, request: pytest.FixtureRequest) -> Page:
    context = new_context(base_url=served.origin, java_script_enabled=request.param)
    served.let_in(context)
    return context.new_page()


def test_they_are_looked_at_and_what_fails_is_told(page: Page, served: Live) -> None:
    services = Services.visit(page)
    expect(services.card("Profile Not looked at yet")).to_be_visible()
    expect(services.card("Personify Not configured")).to_contain_text("PERSONIFY_TENANT_ID")

    services = services.checked()
    expect(services.card(WORKS)).to_contain_text("good for")


@pytest.fixture
def scripted(served: Live, new_context: NewContext) -> Page:
    context = new_context(base_url=served.origin)
    served.let_in(context)
    return context.new_page()


def test_what_takes_long_is_waited_for_on_the_page(
    scripted: Page, served: Live, watch: Watch
) -> None:
    faults = served.platform.world.faults
    faults.add(Fault(Kind.SLOW, path="/api/v4/auth", seconds=30))
    faults.add(Fault(Kind.BROKEN, path="/api/v4/test"))
    services = Services.visit(scripted)
    services.check.focus()
    scripted.keyboard.press("Enter")
    expect(services.under_way).to_be_visible()
    has_no_barriers(scripted)

    faults.clear()
    faults.add(Fault(Kind.BROKEN, path="/api/v4/test"))
    expect(services.card(FAILS)).to_contain_text("What to do:")
    has_no_barriers(scripted)


def test_it_is_found_beside_the_account(scripted: Page) -> None:
    scripted.goto("/sessions")
    services = Services.visit(scripted)
    services.account.click()
    services.accounts.get_by_role("link", name="Services").click()
    Services(scripted)
