"""A session that ended elsewhere: whatever is done next leads to the sign-in page, whole."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

Act = Callable[[Team], object]
ACTS: dict[str, Act] = {
    "sorts": lambda team: team.sort_by("Style"),
    "searches": lambda team: team.search("rosa"),
    "chooses a style": lambda team: team.style.select_option("SI"),
    "turns the page": lambda team: team.page.get_by_role("link", name="Next").click(),
    "opens a person": lambda team: team.link_to(team.names[0]).click(),
    "goes back": lambda team: team.page.go_back(),
    "reloads": lambda team: team.page.reload(),
}


def end_elsewhere(page: Page) -> None:
    """Sign out in a second tab."""
    tab = page.context.new_page()
    Team.visit(tab).sign_out()
    tab.close()


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_a_session_ended_elsewhere_leads_to_sign_in_and_back(team: Team, act: Act) -> None:
    team.sort_by("E-mail").asks(sort="email")
    end_elsewhere(team.page)

    act(team)

    expect(team.page).to_have_url(re.compile("/sign-in"))
    page = SignIn(team.page).begin().as_person().allow()
    sign_out = page.get_by_role("banner").get_by_role("button", name="Sign out")
    expect(sign_out).to_be_visible()


def test_a_form_of_an_ended_session_is_answered_calmly(team: Team) -> None:
    end_elsewhere(team.page)

    signed_out = team.sign_out()

    expect(signed_out.main).to_contain_text("You are signed out.")


def test_back_shows_nothing_of_the_pages_that_a_browser_keeps_whole(
    launch_browser: Callable[..., Browser], live: Live, watch: Watch
) -> None:
    """Chromium keeps even `no-store` pages alive for its back button; Playwright turns that off."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    with browser, browser.new_context(base_url=live.origin) as context:
        watch.attach(context)
        team = Team(SignIn.visit(context.new_page()).begin().as_person().allow())
        signed_out = team.open(team.names[0]).sign_out()

        signed_out.page.go_back()

        SignIn(signed_out.page)
        expect(signed_out.page.get_by_role("table")).to_have_count(0)
