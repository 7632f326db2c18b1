"""Connected apps in a browser: seen, narrowed and revoked, by keyboard, and without script."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers, looks
from tests.browser.screens.connected_apps import Confirmation, ConnectedApps
from tests.browser.screens.sign_in import SignIn
from tests.support.browser_live import Live

NAME, OTHER = "Ferrywick Sync", "Stonegable People"


@pytest.fixture
def apps(page: Page, live: Live) -> ConnectedApps:
    """An owner who has allowed all that revoking needs."""
    live.let_in(page.context, scope="account:write")
    return ConnectedApps.visit(page)


def test_from_the_list_to_the_proof_nothing_is_asked_of_others(
    page: Page, live: Live, new_context: NewContext
) -> None:
    """Whoever has to allow it first comes back to the very app; the proof is a reading."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    live.let_in(page.context)
    page.goto("/team")
    page.get_by_role("link", name="Connected apps").click()
    ConnectedApps(page).revoke(NAME).allow_first()
    SignIn(page).begin().as_person().allow()
    told = Confirmation(page, f"Revoke {NAME}").confirm()

    expect(told.news).to_contain_text(f"{NAME} is confirmed gone at")
    expect(told.app(NAME)).to_have_count(0)
    told.look_at(OTHER)
    homes = {urlsplit(address).netloc for address in asked}
    assert homes == {urlsplit(live.origin).netloc, urlsplit(live.platform.login_url).netloc}


def test_typing_narrows_the_list_in_place(apps: ConnectedApps) -> None:
    apps.search.press_sequentially("stone", delay=20)
    expect(apps.apps).to_have_count(1)
    expect(apps.app(OTHER)).to_be_visible()
    expect(apps.search).to_be_focused()
    expect(apps.page.locator("#messages")).to_contain_text("1 of ")

    apps.search.clear()
    apps.kind.select_option(label="AI assistant")
    expect(apps.app(OTHER)).to_have_count(0)
    expect(apps.app("Pellmere Companion")).to_be_visible()


def test_all_others_are_revoked_by_keyboard(apps: ConnectedApps) -> None:
    page = apps.page
    button = apps.main.get_by_role("button", name="Revoke all others")
    button.focus()
    page.keyboard.press("Enter")
    confirmation = Confirmation(page, "Revoke all others?")
    confirmation.button.focus()
    page.keyboard.press("Tab")
    expect(confirmation.main.get_by_role("link", name="Keep them")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#outcome")).to_contain_text("6 of 6 apps are gone.")
    expect(ConnectedApps.visit(page).apps).to_have_count(1)


def test_all_of_it_works_without_script(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context, scope="account:write")
    apps = ConnectedApps.visit(context.new_page())
    apps.search.fill("ferry")
    apps.main.get_by_role("button", name="Apply").click()
    expect(ConnectedApps(apps.page).apps).to_have_count(1)
    told = apps.revoke(NAME).confirm()
    expect(told.news).to_contain_text("is confirmed gone at")

    told.revoke_all_others().confirm_all()
    expect(apps.page.locator("#outcome")).to_contain_text("5 of 5 apps are gone.")


def test_nothing_stands_in_anybodys_way(apps: ConnectedApps) -> None:
    """All, narrowed, one, before revoking, and after."""
    page = apps.page
    has_no_barriers(page)
    ConnectedApps.visit(page, "?kind=ai-assistant")
    has_no_barriers(page)
    apps.look_at("Pellmere Companion")
    has_no_barriers(page)
    ConnectedApps.visit(page).revoke(NAME)
    has_no_barriers(page)
    told = Confirmation(page, f"Revoke {NAME}").confirm()
    has_no_barriers(page)
    outcome = told.revoke_all_others().confirm_all()
    has_no_barriers(page)
    for _ in looks(page):
        assert outcome.fits()
