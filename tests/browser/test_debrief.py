"""A debrief as a manager has it written: waited for, left alone, without script, and in vain."""

import re

import pytest
from playwright.sync_api import expect

from sandbox.debriefs import Ways
from sandbox.faults import Fault, Kind
from sandbox.population.profiles import Profile
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.debrief import Debrief
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.debriefs import CALL

NONE, FAILED = "No debrief is known.", "gave no answer that can be used"


@pytest.fixture
def subject(live: Live) -> Profile:
    """Somebody of whom nothing was written yet, in a platform that writes until it is let go."""
    world = live.platform.world
    world.debriefs.ways = Ways(seconds=60)
    people = live.account.profiles.page(1, 60)
    return next(p for p in people if p.disc and p.last_name and not world.debriefs.read(p))


def asked(live: Live) -> int:
    arrivals = live.platform.world.witness.arrivals(CALL)
    return sum(arrival.method == "POST" for arrival in arrivals)


def let_it_be_written(live: Live) -> None:
    live.platform.world.debriefs.clear()


def test_it_is_waited_for_on_the_page(team: Team, live: Live, subject: Profile) -> None:
    page = Debrief.of(team.page, subject)
    expect(page.region).to_contain_text(NONE)
    has_no_barriers(page.page)

    page.button.dblclick()

    expect(page.progress).to_be_visible()
    expect(page.button).to_have_count(0)
    expect(page.region.get_by_role("heading")).to_be_focused()
    expect(page.told).to_have_text("The debrief is being written.")
    expect(page.region).to_contain_text(re.compile("Started [2-9] s ago"))
    expect(page.told).to_have_text("The debrief is being written.")
    has_no_barriers(page.page)
    page.region.get_by_role("link", name="Look again").focus()
    progress = page.progress.element_handle()
    expect(page.region).to_contain_text(re.compile("Started [4-9] s ago|Started 1. s ago"))
    expect(page.region.get_by_role("link", name="Look again")).to_be_focused()
    assert progress.evaluate("(bar) => bar.isConnected"), "the progress began anew"

    let_it_be_written(live)

    expect(page.text).to_contain_text(f"Before a talk with {subject.first_name}")
    expect(page.region).to_contain_text("Written by Profile’s AI")
    expect(page.told).to_have_text("The debrief is written.")
    expect(page.region.locator("[hx-trigger]")).to_have_count(0)
    has_no_barriers(page.page)
    expect(page.reload().text).to_be_visible()
    assert asked(live) == 1


def test_it_is_left_alone_and_found_when_coming_back(
    team: Team, live: Live, subject: Profile
) -> None:
    page = Debrief.of(team.page, subject)
    page.button.click()
    expect(page.progress).to_be_visible()
    team = Team.visit(page.page)
    second = Debrief.of(team.page.context.new_page(), subject)
    expect(second.progress).to_be_visible()
    let_it_be_written(live)

    expect(second.text).to_be_visible()
    expect(Debrief.of(team.page, subject).text).to_be_visible()
    assert asked(live) == 1


def test_a_press_comes_before_what_the_page_asks_by_itself(
    team: Team, live: Live, subject: Profile
) -> None:
    faults = live.platform.world.faults
    faults.add(Fault(Kind.SLOW, origin="api", path=CALL, seconds=60, times=1))
    page = Debrief.of(team.page, subject)
    live.platform.world.witness.wait_for(CALL)
    page.button.click()
    expect(page.progress).to_be_visible()

    faults.clear()

    expect(page.region).to_contain_text(re.compile("Started [2-9] s ago"))
    let_it_be_written(live)
    expect(page.text).to_be_visible()
    assert asked(live) == 1


def test_a_failure_is_told_and_tried_again_by_hand(
    team: Team, live: Live, subject: Profile
) -> None:
    page = Debrief.of(team.page, subject)
    expect(page.region).to_contain_text(NONE)
    live.platform.world.faults.add(Fault(Kind.HTML, origin="api", path=CALL, times=1))
    page.button.click()
    expect(page.region).to_contain_text(FAILED)
    has_no_barriers(page.page)

    page.button.click()
    let_it_be_written(live)

    expect(page.text).to_be_visible()
    assert asked(live) == 2


def test_the_same_works_without_script(
    new_context: NewContext, live: Live, subject: Profile
) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    page = Debrief.of(context.new_page(), subject)
    expect(page.region.get_by_text("Looking whether")).to_be_hidden()

    page.button.click()

    page = Debrief(page.page, f"{subject.first_name} {subject.last_name}")
    assert page.path == f"/team/{subject.id}#debrief"
    expect(page.progress).to_be_visible()
    page = page.look_again(subject)
    expect(page.progress).to_be_visible()
    let_it_be_written(live)
    live.platform.world.witness.wait_for(CALL, status=200)
    while not page.text.count():
        page = page.look_again(subject)
    expect(page.text).to_contain_text(f"Before a talk with {subject.first_name}")
    assert asked(live) == 1
