"""The platform fails while somebody searches: the page stands, says so, and goes on afterwards."""

import pytest
from playwright.sync_api import expect

from sandbox.faults import Fault, Kind
from tests.browser.screens.problem import Problem, in_place
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

FAULTS = {
    Kind.BROKEN: (502, "Profile cannot be reached"),
    Kind.RESET: (502, "Profile cannot be reached"),
    Kind.HTML: (502, "Profile answered in a way we do not understand"),
    Kind.TOO_MANY: (429, "Profile asks us to slow down"),
    Kind.FORBIDDEN: (403, "Profile does not allow this"),
    Kind.UNAUTHORIZED: (401, "Profile no longer accepts this connection"),
}


@pytest.mark.parametrize("kind", FAULTS, ids=lambda kind: kind.name.lower())
def test_a_fault_while_searching_is_told_in_place(
    team: Team, live: Live, watch: Watch, kind: Kind
) -> None:
    status, title = FAULTS[kind]
    watch.expect(f"status of {status}")
    faults = live.platform.world.faults
    faults.add(Fault(kind, origin="api"))

    team.search("zz")

    expect(in_place(team.page)).to_contain_text(title)
    expect(team.banner).to_contain_text(live.account.name)
    expect(team.search_box).to_have_value("zz")
    expect(team.search_box).to_be_focused()
    expect(team.people).to_have_count(0)

    faults.clear()
    team.search("kara").asks(q="kara")
    expect(team.rows).to_have_count(3)
    expect(in_place(team.page)).to_have_count(0)


def test_the_problem_in_place_offers_to_try_again(team: Team, live: Live, watch: Watch) -> None:
    watch.expect("status of 502")
    live.platform.world.faults.add(Fault(Kind.BROKEN, origin="api"))
    team.search("kara")
    problem = in_place(team.page)
    expect(problem).to_be_visible()

    live.platform.world.faults.clear()
    problem.get_by_role("link", name="Try again").click()

    expect(team.rows.first).to_be_visible()
    expect(in_place(team.page)).to_have_count(0)


def test_a_fault_on_a_whole_page_is_a_page_with_a_way_on(
    team: Team, live: Live, watch: Watch
) -> None:
    watch.expect("status of 502")
    live.platform.world.faults.add(Fault(Kind.BROKEN, origin="api"))

    team.page.reload()
    problem = Problem(team.page, "Profile cannot be reached")

    live.platform.world.faults.clear()
    Team(problem.way_on("Try again"))


def test_an_expired_token_is_renewed_without_a_word(team: Team, live: Live) -> None:
    live.platform.world.ledger.expire_access_tokens()

    team.search("kara").asks(q="kara")

    expect(team.rows).to_have_count(3)
    refreshes = live.platform.world.witness.arrivals("/oauth/token", grant_type="refresh_token")
    assert len(refreshes) == 1


def test_no_answer_from_the_dashboard_is_told(team: Team, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "htmx:error: Failed to fetch")
    team.page.context.set_offline(True)

    team.search("kara")

    expect(team.page.get_by_text("No answer came.")).to_be_visible()
    team.page.context.set_offline(False)
    team.search("karac").asks(q="karac")
    expect(team.rows).to_have_count(1)
    expect(team.page.get_by_text("No answer came.")).to_have_count(0)
