"""A session that ended elsewhere: whatever is done next leads to the sign-in page, whole."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from tests.browser.conftest import NewContext
from tests.browser.screens.session_time import Cover
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.valkey import alive

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


def end_in_another_browser(redis: Redis) -> None:
    """This browser keeps its cookie, and hears nothing of it."""
    for key in alive(redis, "session"):
        redis.delete(key)


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


def click(page: Page) -> None:
    """Press what can be pressed first: the mark in the header."""
    page.get_by_role("link", name="Profile dashboard").click()


OPEN = {"/privacy": "Privacy"}
"""What a stranger may read, by its heading."""


def shows_nobody(page: Page, live: Live) -> None:
    """One whole page, with nothing of the account or its people: the sign-in page, or an open one.

    Its h1 is that of its address, so that no page stands under another's name.
    """
    path = page.url.removeprefix(live.origin).partition("?")[0]
    expect(page.get_by_role("heading", level=1)).to_have_text([OPEN.get(path, "Sign in")])
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    html = page.content()
    assert live.account.name.split()[0] not in html
    assert "@harborfinch.test" not in html
    assert html.count("<html") == 1


@pytest.mark.parametrize("path", ["/team", "person", "/sessions", "/privacy", "/sign-in", "/probe"])
def test_no_page_shows_anybody_after_its_session_ended_elsewhere(
    probed: Live, new_context: NewContext, redis: Redis, path: str
) -> None:
    context = new_context(base_url=probed.origin)
    probed.let_in(context)
    if path == "person":
        path = f"/team/{probed.account.profiles.at(0).id}"
    clicked, reloaded, between = (context.new_page() for _ in range(3))
    for tab in (clicked, reloaded, between):
        tab.goto(path)
    between.goto("/team?q=ka")
    between.goto(path)
    between.go_back()
    end_in_another_browser(redis)

    click(clicked)
    shows_nobody(clicked, probed)
    reloaded.reload()
    shows_nobody(reloaded, probed)
    for move in (between.go_forward, between.go_back, between.go_back):
        move()
        shows_nobody(between, probed)
    reopened = context.new_page()
    reopened.goto(path)
    shows_nobody(reopened, probed)


def test_back_shows_nothing_of_the_pages_that_a_browser_keeps_whole(page_of_memory: Page) -> None:
    team = Team(SignIn.visit(page_of_memory).begin().as_person().allow())
    signed_out = team.open(team.names[0]).sign_out()

    signed_out.page.go_back()

    SignIn(signed_out.page)
    expect(signed_out.page.get_by_role("table")).to_have_count(0)


def test_a_page_that_a_browser_kept_whole_is_covered_when_its_session_ended_elsewhere(
    page_of_memory: Page, redis: Redis
) -> None:
    page = page_of_memory
    team = Team(SignIn.visit(page).begin().as_person().allow())
    page.evaluate("window.kept = true")
    page.goto("/privacy")
    end_in_another_browser(redis)

    page.evaluate("history.back()")  # Playwright's own waits for a load that does not come

    Cover(page)
    assert page.evaluate("window.kept"), "the page was loaded anew, so nothing is proved"
    expect(team.people).to_have_count(0)
