"""axe-core finds nothing: on every page, in every look, and after every swap."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from sandbox.faults import Fault, Kind
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers, must_pass
from tests.browser.screens.base import Screen
from tests.browser.screens.probe import Probe
from tests.browser.screens.problem import Problem, in_place
from tests.browser.screens.session_time import Cover, bar, come_back
from tests.browser.screens.sessions import Sessions
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch
from tests.support.valkey import alive

COMPLETE, PARTIAL, PENDING = "Cécile Langlois", "Itsuki Kobayashi", "amal.karam@harborfinch.test"
ODD = "Giosuè Visconti"
FAULTS = {Kind.BROKEN: 502, Kind.TOO_MANY: 429, Kind.FORBIDDEN: 403, Kind.UNAUTHORIZED: 401}
ACCOUNTS = ("Harbor & Finch", "Northlight Studio")
FEW = "?size=10"
"""Few people are looked through faster, and are drawn like many."""
SWAPS: dict[str, Callable[[Team], object]] = {
    "search": lambda team: team.search("ri"),
    "nobody": lambda team: team.search("zzz"),
    "tag": lambda team: team.tag.select_option(label="Remote"),
    "style": lambda team: team.style.select_option("SI"),
    "sort": lambda team: team.sort_by("E-mail"),
    "page": lambda team: team.page.get_by_role("link", name="Next").click(),
}


def test_the_pages_before_anybody_is_signed_in(sign_in: SignIn) -> None:
    has_no_barriers(sign_in.page)
    to_profile = sign_in.begin()
    has_no_barriers(to_profile.page)
    has_no_barriers(to_profile.as_person().page)


def test_the_team(team: Team) -> None:
    has_no_barriers(team.page)


@pytest.mark.parametrize("swap", SWAPS.values(), ids=list(SWAPS))
def test_the_team_after_a_swap(team: Team, swap: Callable[[Team], object]) -> None:
    team = Team.visit(team.page, FEW)
    unswapped = team.page.url
    swap(team)
    expect(team.page).not_to_have_url(unswapped)
    expect(team.page.locator(".htmx-request")).to_have_count(0)

    has_no_barriers(team.page)


def test_the_team_without_tags(sign_in: SignIn) -> None:
    team = Team(sign_in.begin().as_person().untick("tags:manage", "account:read").allow())
    team = Team.visit(team.page, FEW)

    has_no_barriers(team.page)


@pytest.mark.parametrize("name", [COMPLETE, PARTIAL, PENDING, ODD])
def test_a_person(team: Team, name: str) -> None:
    person = Team.visit(team.page, "?size=100").open(name)

    has_no_barriers(person.unfold().page)


@pytest.mark.parametrize("kind", FAULTS, ids=lambda kind: kind.name.lower())
def test_a_problem_as_a_page_and_in_place(team: Team, live: Live, watch: Watch, kind: Kind) -> None:
    watch.expect(f"status of {FAULTS[kind]}")
    live.platform.world.faults.add(Fault(kind, origin="api"))
    team.search("zz")
    expect(in_place(team.page)).to_be_visible()
    has_no_barriers(team.page)

    team.page.reload()
    has_no_barriers(team.page)


def test_a_page_that_does_not_exist(team: Team, watch: Watch) -> None:
    watch.expect("status of 404")
    team.page.goto("/nowhere")

    has_no_barriers(Problem(team.page, "Page not found").page)


def test_a_sign_in_that_was_denied(sign_in: SignIn, watch: Watch) -> None:
    watch.expect("status of 403")

    denied = Problem(sign_in.begin().as_person().deny(), "You did not allow access")

    has_no_barriers(denied.page)


def test_the_accounts_and_the_sessions(page: Page, live: Live) -> None:
    live.let_in(page.context, *ACCOUNTS)
    team = Team.visit(page, FEW)
    team.account.click()
    expect(team.accounts).to_be_visible()
    has_no_barriers(team.page)

    live.sign_in()
    has_no_barriers(Sessions.visit(team.page).page)


@pytest.mark.parametrize("person", ["a stranger", "somebody who is signed in"])
def test_privacy(page: Page, live: Live, person: str) -> None:
    if person != "a stranger":
        live.let_in(page.context)
    page.goto("/privacy")

    has_no_barriers(Screen(page, "Privacy").page)


def test_the_end_of_a_session(team: Team, redis: Redis) -> None:
    page = Team.visit(team.page, FEW).page
    (session,) = alive(redis, "session")
    redis.expire(session, 100)
    come_back(page)
    expect(bar(page)).to_be_visible()
    has_no_barriers(page)

    redis.delete(session)
    come_back(page)
    has_no_barriers(Cover(page).page)


def test_a_form_that_meets_an_ended_session(probe: Probe, redis: Redis, watch: Watch) -> None:
    watch.expect("status of 401")
    probe.note.fill("Theo asks why.")
    redis.flushall()
    probe.save_in_place()
    expect(probe.told).to_contain_text("You are signed out")
    has_no_barriers(probe.page)

    has_no_barriers(Problem(probe.save(), "You are signed out").page)


def test_a_form_for_another_account(probed: Live, new_context: NewContext, watch: Watch) -> None:
    watch.expect("status of 409")
    context = new_context(base_url=probed.origin)
    probed.let_in(context, *ACCOUNTS)
    probe = Probe.visit(context.new_page())
    Team(Team.visit(context.new_page()).switch_to(ACCOUNTS[0]))
    probe.note.fill("Theo asks why.")
    probe.save_in_place()
    expect(probe.told).to_contain_text("This form is for another account")
    has_no_barriers(probe.page)

    has_no_barriers(Problem(probe.save(), "This form is for another account").page)


def test_forced_colours_leave_everything_readable(team: Team) -> None:
    team.page.emulate_media(forced_colors="active")

    must_pass(team.page)
    must_pass(team.open(team.names[0]).page)
    must_pass(Sessions.visit(team.page).page)
