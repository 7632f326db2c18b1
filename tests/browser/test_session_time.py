"""A page tells by itself that its session is about to end, and covers itself when it has.

Time passes where it counts: for the session in Redis, and for the clock of the page.
"""

import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from tests.browser.conftest import NewContext
from tests.browser.screens.probe import Probe
from tests.browser.screens.session_time import STAY, Cover, bar, come_back
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support import browser_live
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch
from tests.support.valkey import alive

WARNED, ASKS_AT_LATEST = 119, 300
FOCUSED = "document.activeElement.closest('#time') !== null"
_SEEN = """() => [...document.querySelectorAll("body *")].filter((each) =>
  !each.closest("#time") && each.checkVisibility({ visibilityProperty: true })).length"""
_HIDDEN_BEHIND_THE_BAR = """() => {
  const bar = document.getElementById("time"), focused = document.activeElement;
  return !bar.contains(focused) &&
    focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
}"""


def idle(redis: Redis, seconds: int) -> None:
    """Nobody has used the session until so many seconds before its end."""
    (key,) = alive(redis, "session")
    redis.expire(key, seconds)


def end(redis: Redis) -> None:
    """The session lapses, or is ended elsewhere."""
    (key,) = alive(redis, "session")
    redis.delete(key)


def left(redis: Redis) -> int:
    """Seconds until the session ends unused."""
    (key,) = alive(redis, "session")
    seconds: int = redis.ttl(key)
    return seconds


@pytest.fixture
def timed(probed: Live, new_context: NewContext) -> Probe:
    """The page with forms, with a clock that the test moves on."""
    context = new_context(base_url=probed.origin)
    probed.let_in(context)
    page = context.new_page()
    page.clock.install()
    return Probe.visit(page)


def wait(page: Page, seconds: int) -> None:
    """Let the page's clock run, until its own question is answered."""
    with page.expect_response("**/sessions/time?*"):
        page.clock.fast_forward(seconds * 1000)
    expect(page.locator("#time.htmx-request")).to_have_count(0)


def test_a_person_is_warned_and_stays(timed: Probe, redis: Redis) -> None:
    page = timed.page
    timed.note.fill("half a thought")
    idle(redis, WARNED)
    expect(bar(page)).to_have_count(0)

    wait(page, ASKS_AT_LATEST)
    expect(bar(page)).to_contain_text("within 2 minutes")
    assert left(redis) <= WARNED, "asking used the session"
    wait(page, 20)
    assert left(redis) <= WARNED, "asking again used the session"

    page.get_by_role("button", name=STAY).click()
    expect(bar(page)).to_have_count(0)
    assert left(redis) > 3000
    expect(timed.note).to_have_value("half a thought")
    wait(page, ASKS_AT_LATEST)
    expect(bar(page)).to_have_count(0)


def test_without_an_answer_the_page_covers_itself_and_the_cover_is_lifted_by_signing_in(
    timed: Probe, redis: Redis, probed: Live
) -> None:
    page = timed.page
    timed.note.fill("half a thought")
    idle(redis, WARNED)
    wait(page, ASKS_AT_LATEST)
    expect(bar(page)).to_be_visible()
    end(redis)

    wait(page, 20)
    cover = Cover(page)
    assert page.evaluate(_SEEN) == 0
    expect(page.get_by_role("textbox")).to_have_count(0)

    tab = cover.sign_in_elsewhere()
    SignIn(tab).begin().as_person().allow()
    Probe(tab)
    wait(page, 20)
    expect(page).to_have_title("Probe · Profile dashboard")
    expect(timed.note).to_have_value("half a thought")
    Probe(timed.save())
    assert [form["note"] for form in probed.saved] == ["half a thought"]


def test_nothing_of_the_team_is_left_under_a_cover(team: Team, redis: Redis) -> None:
    page, name = team.page, team.names[0]
    end(redis)

    come_back(page)

    Cover(page)
    assert page.evaluate(_SEEN) == 0
    assert name not in page.locator("body").aria_snapshot()
    assert page.locator("body").inner_text().startswith("Your session has ended")
    for key in ["Tab"] * 6 + ["Shift+Tab"] * 6:
        page.keyboard.press(key)
        assert page.evaluate(f"document.activeElement === document.body || {FOCUSED}")
    page.emulate_media(media="print")
    assert page.evaluate(_SEEN) == 0


def test_a_page_of_another_account_is_covered(page: Page, live: Live) -> None:
    live.let_in(page.context, "Harbor & Finch", "Northlight Studio")
    team = Team.visit(page)
    Team(Team.visit(team.page.context.new_page()).switch_to("Harbor & Finch"))

    come_back(team.page)

    Cover(team.page, "This page shows another account")
    team.page.get_by_role("link", name="Load the page again").click()
    expect(Team(team.page).account).to_have_text("Account: Harbor & Finch")


def test_the_end_of_every_session_is_told_from_the_start(
    live: Live, valkey: str, watch: Watch, new_context: NewContext
) -> None:
    with browser_live.probed(live.platform, valkey, session_max_seconds=WARNED) as short:
        watch.admit(short.origin)
        context = new_context(base_url=short.origin)
        short.let_in(context)
        probe = Probe.visit(context.new_page())
        told = probe.page.get_by_role("alert")
        expect(told).to_contain_text("This session ends within 2 minutes")

        told.get_by_role("link", name="Sign in again").click()
        Probe(SignIn(probe.page).begin().as_person().allow())
        context.close()


def test_the_bar_covers_nothing_that_has_the_focus(team: Team, redis: Redis) -> None:
    page = Team.visit(team.page, "?size=10").page
    page.set_viewport_size({"width": 390, "height": 640})
    idle(redis, WARNED)
    come_back(page)
    expect(bar(page)).to_be_in_viewport()

    for _ in range(30):
        page.keyboard.press("Tab")
        assert not page.evaluate(_HIDDEN_BEHIND_THE_BAR)


def test_a_question_that_fails_says_nothing_and_is_asked_again(
    timed: Probe, redis: Redis, watch: Watch
) -> None:
    watch.expect("status of 503", "ERR_INTERNET_DISCONNECTED", "htmx:error: Failed to fetch")
    page = timed.page
    page.route("**/sessions/time?*", lambda route: route.fulfill(status=503, body="<p>No</p>"))
    wait(page, ASKS_AT_LATEST)
    page.unroute("**/sessions/time?*")
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.clock.fast_forward(ASKS_AT_LATEST * 1000)
    page.context.set_offline(False)
    expect(page.locator("#time.htmx-request")).to_have_count(0)
    expect(page.get_by_text("No answer came.")).to_have_count(0)
    idle(redis, WARNED)

    wait(page, ASKS_AT_LATEST)
    expect(bar(page)).to_be_visible()
