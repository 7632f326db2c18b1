"""Your sessions: seen, and ended from one browser in another."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.screens.sessions import Sessions
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def phone(new_context: NewContext) -> Team:
    """The same person in a second browser, which knows itself by another name."""
    page = new_context(user_agent=PHONE).new_page()
    return Team(SignIn.visit(page).begin().as_person().allow())


def test_one_session_is_ended_from_another(team: Team, phone: Team) -> None:
    sessions = Sessions.visit(team.page)
    expect(sessions.cards).to_have_count(2)
    expect(sessions.this).to_have_count(1)
    theirs = sessions.cards.filter(has_text="Safari on iPhone")
    expect(theirs).to_contain_text("this machine")

    sessions = Sessions(sessions.end(theirs))
    expect(sessions.main.get_by_role("status")).to_have_text("1 session was ended.")
    expect(sessions.cards).to_have_count(1)

    phone.link_to(phone.names[0]).click()
    expect(SignIn(phone.page).main).to_contain_text("Your session has ended.")


def test_all_others_are_ended_at_once_and_this_one_signs_out(
    team: Team, phone: Team, live: Live
) -> None:
    live.sign_in()
    sessions = Sessions.visit(phone.page)
    expect(sessions.cards).to_have_count(3)
    expect(sessions.this).to_contain_text("Safari on iPhone")

    sessions = sessions.end_others()
    expect(sessions.main.get_by_role("status")).to_have_text("2 sessions were ended.")
    SignIn.visit(team.page, "/sessions")  # a page that asks nothing of the platform

    signed_out = SignIn(sessions.end(sessions.this))
    expect(signed_out.main).to_contain_text("You are signed out.")


def test_sessions_are_ended_without_script(team: Team, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    SignIn.visit(page).begin().as_person().allow()
    sessions = Sessions.visit(page)

    sessions = Sessions(sessions.end(sessions.cards.nth(1)))
    expect(sessions.cards).to_have_count(1)

    SignIn(sessions.end(sessions.this))
    team.sort_by("E-mail")
    SignIn(team.page)
