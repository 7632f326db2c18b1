"""What this dashboard did: found from the account's menu, read, and taken away."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.own_log import OwnLogScreen
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from webapp.own_log import verified


def test_the_log_is_found_in_the_accounts_menu_and_has_no_barriers(team: Team) -> None:
    team.account.click()
    team.accounts.get_by_role("link", name="What this dashboard did").click()

    screen = OwnLogScreen(team.page)

    expect(screen.chain).to_contain_text("The chain is whole: ")
    expect(screen.entries.last).to_contain_text("Read the account’s name and settings")
    has_no_barriers(screen.page)


def test_without_script_it_is_read_and_taken_away(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    Team(SignIn.visit(page).begin().as_person().allow())
    screen = OwnLogScreen.visit(page)
    expect(screen.chain).to_contain_text("UTC")

    file = screen.export("Export JSON")

    verdict = verified(Path(file.path()).read_bytes())
    assert verdict.is_whole
    expect(screen.entries).to_have_count(verdict.entries)
