"""Several accounts in one session: connected, switched, left; never a mix of two."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live

FIRST, SECOND = "Harbor & Finch", "Northlight Studio"


def shows(team: Team, name: str, mail: str) -> None:
    """The page is this account's, from its header to its last row."""
    expect(team.account).to_have_text(f"Account: {name}")
    cells = team.people.get_by_role("cell").filter(has_text="@")
    expect(cells.first).to_be_visible()
    assert {text.rpartition("@")[2] for text in cells.all_inner_texts()} == {mail}


@pytest.fixture
def two(page: Page, live: Live) -> Team:
    """Both accounts are connected, the second is in use."""
    live.let_in(page.context, FIRST, SECOND)
    return Team.visit(page)


def test_two_accounts_are_connected_switched_and_left(team: Team, live: Live) -> None:
    shows(team, FIRST, "harborfinch.test")
    two = Team(team.connect_another().begin().as_person().choose(SECOND).allow())
    shows(two, SECOND, "northlight.test")

    first = Team(two.switch_to(FIRST))
    shows(first, FIRST, "harborfinch.test")
    shows(Team(first.switch_to(SECOND)), SECOND, "northlight.test")

    left = Team(two.disconnect(FIRST))
    shows(left, SECOND, "northlight.test")
    left.account.click()
    expect(left.accounts).not_to_contain_text(FIRST)
    assert len(live.platform.world.witness.arrivals("/oauth/revoke", status=200)) == 1


def test_a_tab_that_shows_another_account_is_loaded_whole_and_never_mixed(two: Team) -> None:
    other = Team.visit(two.page.context.new_page())
    Team(other.switch_to(FIRST))
    two.page.evaluate("window.before = true")

    two.search_box.fill("ri")

    expect(two.page).to_have_url(re.compile(r"/team\?q=ri\b"))
    shows(Team(two.page), FIRST, "harborfinch.test")
    assert "northlight.test" not in two.page.content()
    assert two.page.evaluate("window.before") is None, "a part was swapped"


def test_the_accounts_open_and_close_by_keyboard(two: Team) -> None:
    keyboard = two.page.keyboard
    expect(two.accounts).to_be_hidden()
    two.account.focus()

    keyboard.press("Enter")
    expect(two.accounts).to_be_visible()
    keyboard.press("Tab")
    expect(two.accounts.get_by_role("button", name=f"Switch to {FIRST}")).to_be_focused()

    keyboard.press("Escape")
    expect(two.accounts).to_be_hidden()
    expect(two.account).to_be_focused()


def test_the_open_accounts_fit(two: Team) -> None:
    two.account.click()

    for width in (1280, 390, 320):
        two.page.set_viewport_size({"width": width, "height": 640})
        expect(two.accounts.get_by_role("button").first).to_be_in_viewport(ratio=1)
        box = two.accounts.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert two.fits()


def test_accounts_are_switched_and_left_without_script(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    team = Team(SignIn.visit(page).begin().as_person().choose(FIRST).allow())
    team = Team(team.connect_another().begin_again().choose(SECOND).allow())
    shows(team, SECOND, "northlight.test")

    team = Team(team.switch_to(FIRST))
    shows(team, FIRST, "harborfinch.test")

    team = Team(team.disconnect(SECOND))
    expect(team.page.locator("body")).not_to_contain_text(re.compile(SECOND))
