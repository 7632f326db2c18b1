"""A form that was not accepted is sent again by the person, once, with nothing lost or stored."""

import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from tests.browser.conftest import NewContext
from tests.browser.screens.probe import Probe
from tests.browser.screens.problem import Problem
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.browser.test_storage import NOTHING, kept_by
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch
from tests.support.valkey import alive

FIRST, SECOND = "Harbor & Finch", "Northlight Studio"
LONG = "Maren sets a quick pace; <b>Theo</b> holds the line & asks why.\n\n" * 100


def end_elsewhere(redis: Redis) -> None:
    """As an administrator or another browser ends every session."""
    for key in alive(redis, "session"):
        redis.delete(key)


def opened(page: Page, role: str, name: str) -> Page:
    """Press what opens another tab; gives that tab."""
    with page.context.expect_page() as tab:
        page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]  # a role
    return tab.value


def sign_in_elsewhere(page: Page) -> None:
    """Follow the link that opens a tab, and sign in there."""
    tab = opened(page, "link", "Sign in in a new tab")
    Team(SignIn(tab).begin().as_person().allow())
    tab.close()


def notes(live: Live) -> list[str]:
    """What the probe has accepted, with the line ends that were typed."""
    return [form["note"].replace("\r\n", "\n") for form in live.saved]


def refused(page: Page, title: str) -> Problem:
    problem = Problem(page, title)
    expect(problem.main.get_by_role("definition").first).to_have_text(LONG.strip())
    return problem


def test_a_long_form_that_meets_an_ended_session_is_sent_again(
    probe: Probe, probed: Live, redis: Redis, watch: Watch
) -> None:
    watch.expect("status of 401")
    page = probe.page
    probe.note.fill(LONG)
    end_elsewhere(redis)

    refused(probe.save(), "You are signed out")
    assert probed.saved == []
    sign_in_elsewhere(page)
    page.get_by_role("button", name="Send it again").click()

    Probe(page)
    assert notes(probed) == [LONG]
    assert kept_by(page) == NOTHING


def test_the_same_without_script(
    probed: Live, new_context: NewContext, redis: Redis, watch: Watch
) -> None:
    watch.expect("status of 401")
    context = new_context(base_url=probed.origin, java_script_enabled=False)
    probed.let_in(context)
    probe = Probe.visit(context.new_page())
    probe.note.fill(LONG)
    end_elsewhere(redis)

    refused(probe.save(), "You are signed out")
    sign_in_elsewhere(probe.page)
    probe.page.get_by_role("button", name="Send it again").click()

    Probe(probe.page)
    assert notes(probed) == [LONG]


def test_a_form_that_is_sent_in_place_stays_as_it_is(
    probe: Probe, probed: Live, redis: Redis, watch: Watch
) -> None:
    watch.expect("status of 401")
    page = probe.page
    probe.remark.fill(LONG)
    end_elsewhere(redis)

    probe.save_in_place()
    expect(probe.told).to_contain_text("You are signed out. Your session has ended")
    expect(probe.remark).to_have_value(LONG)
    expect(page.get_by_role("main")).to_have_count(1)
    assert probed.saved == []
    sign_in_elsewhere(page)
    probe.save_in_place()

    expect(probe.main).to_contain_text("Saved.")
    expect(probe.told).to_be_empty()
    assert notes(probed) == [LONG]
    assert kept_by(page) == NOTHING


@pytest.fixture
def switched(probed: Live, new_context: NewContext) -> Probe:
    """Drawn for the second account, with text in it, when another tab switches to the first."""
    context = new_context(base_url=probed.origin)
    probed.let_in(context, FIRST, SECOND)
    probe = Probe.visit(context.new_page())
    probe.note.fill(LONG)
    probe.remark.fill(LONG)
    Team(Team.visit(probe.page.context.new_page()).switch_to(FIRST))
    return probe


BOTH = f"drawn for {SECOND}, but you are now using {FIRST}"
SWITCH = f"Switch to {SECOND} in a new tab"


def test_a_form_for_another_account_is_sent_after_switching_back(
    switched: Probe, probed: Live, watch: Watch
) -> None:
    watch.expect("status of 409")

    problem = refused(switched.save(), "This form is for another account")
    expect(problem.main).to_contain_text(BOTH)
    assert probed.saved == []
    problem.page.get_by_role("button", name="Send it again").click()
    refused(problem.page, "This form is for another account")
    assert probed.saved == []

    Team(opened(problem.page, "button", SWITCH))
    problem.page.get_by_role("button", name="Send it again").click()
    expect(Probe(problem.page).account).to_have_text(f"Account: {SECOND}")
    assert notes(probed) == [LONG]


def test_a_form_for_another_account_that_is_sent_in_place_stays_as_it_is(
    switched: Probe, probed: Live, watch: Watch
) -> None:
    watch.expect("status of 409")

    switched.save_in_place()
    expect(switched.told).to_contain_text(BOTH)
    expect(switched.remark).to_have_value(LONG)
    assert probed.saved == []

    Team(opened(switched.page, "button", SWITCH))
    switched.save_in_place()
    expect(switched.main).to_contain_text("Saved.")
    assert notes(probed) == [LONG]


def test_what_is_said_of_a_form_is_seen_wherever_the_page_stands(
    probe: Probe, redis: Redis, watch: Watch
) -> None:
    watch.expect("status of 401")
    page = probe.page
    page.set_viewport_size({"width": 390, "height": 400})
    end_elsewhere(redis)

    probe.page.get_by_role("button", name="Save in place").scroll_into_view_if_needed()
    probe.save_in_place()

    expect(probe.told.get_by_role("link", name="Sign in in a new tab")).to_be_in_viewport()
