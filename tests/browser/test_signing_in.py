"""The ways through Profile's pages that are not the straight one."""

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.screens.problem import Problem
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch


def test_two_tabs_that_finish_in_reverse_order_both_succeed(page: Page, live: Live) -> None:
    one, two = (account.name for account in live.platform.world.accounts)
    first = SignIn.visit(page).begin()
    second = SignIn.visit(page.context.new_page()).begin()

    late = Team(second.as_person().choose(one).allow())
    expect(late.banner).to_contain_text(one)
    early = Team(first.as_person().choose(two).allow())
    expect(early.banner).to_contain_text(two)

    expect(late.reload().banner).to_contain_text(two)
    exchanges = live.platform.world.witness.arrivals("/oauth/token", status=200)
    assert len(exchanges) == 2


def unused_callback(page: Page) -> str:
    """Sign in up to the last step; returns the address that would finish it."""
    held: list[str] = []

    def hold(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        held.append(answer.headers["location"])
        route.fulfill(status=204)

    connect = SignIn.visit(page).begin().as_person()
    page.route("**/oauth/authorize?*", hold)
    with page.expect_response("**/oauth/authorize?*"):
        connect.allow()
    page.unroute("**/oauth/authorize?*")
    return held[0]


def test_a_state_of_one_browser_is_refused_in_another(
    page: Page, new_context: NewContext, live: Live, watch: Watch
) -> None:
    watch.expect("status of 400")
    callback = unused_callback(page)
    other = new_context().new_page()
    SignIn.visit(other).begin()

    other.goto(callback)
    refused = Problem(other, "This sign-in could not be finished")

    assert live.platform.world.witness.arrivals("/oauth/token") == []
    SignIn(refused.way_on("Sign in again"))
    SignIn.visit(other, "/team")
    page.goto(callback)
    Team(page)


def test_denying_access_leads_to_a_clear_page_and_back(sign_in: SignIn, watch: Watch) -> None:
    watch.expect("status of 403")
    denied = Problem(sign_in.begin().as_person().deny(), "You did not allow access")

    expect(denied.main).to_contain_text("nothing was connected")
    again = SignIn(denied.way_on("Sign in again"))

    Team(again.begin_again().allow())


def test_a_spent_answer_met_again_leads_home(sign_in: SignIn) -> None:
    connect = sign_in.begin().as_person()
    with sign_in.page.expect_request("**/sign-in/callback?*") as answer:
        Team(connect.allow())

    sign_in.page.goto(answer.value.url)

    Team(sign_in.page)


def test_another_account_can_be_chosen(sign_in: SignIn, live: Live) -> None:
    second = live.platform.world.accounts[1]

    team = Team(sign_in.begin().as_person().choose(second.name).allow())

    expect(team.banner).to_contain_text(second.name)
    expect(team.main).to_contain_text(f"{len(second.profiles)} people")
