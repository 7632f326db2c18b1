"""What was not allowed is asked for at the action that needs it, and one comes back to that."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.problem import Problem
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.tag_people import TagPeople
from tests.browser.screens.tags import Tags
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

ANTONIO, AOIFE = "António Magalhães", "Aoife O'Sullivan"
NEEDED = "This needs your permission"
READY = "Ready to make a tag"


Look = Callable[[Page], None]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(has_script: bool, new_context: NewContext) -> Page:
    return new_context(java_script_enabled=has_script).new_page()


@pytest.fixture
def look(has_script: bool) -> Look:
    """Axe is a script itself."""
    return has_no_barriers if has_script else lambda _page: None


def without_tags(page: Page) -> Team:
    """Somebody who refused tags at the first sign-in."""
    return Team(SignIn.visit(page).begin().as_person().untick("tags:manage").allow())


def allowed(problem: Problem, look: Look) -> Page:
    """Follow the link, and allow what is new."""
    sign_in = SignIn(problem.way_on("Allow it"))
    look(sign_in.page)
    return sign_in.begin_again().allow()


def test_a_page_is_denied_and_allowed_after_all(page: Page, watch: Watch, look: Look) -> None:
    watch.expect("status of 403")
    team = without_tags(page)
    team.banner.get_by_role("link", name="Tags").click()
    problem = Problem(page, NEEDED)
    look(page)

    team = Team(SignIn(problem.way_on("Allow it")).begin_again().deny())

    told = page.get_by_role("status").filter(has_text="Nothing was changed.")
    expect(told).to_contain_text("See and change tags")
    look(page)
    told.get_by_role("link", name="Ask me again").click()
    Tags(SignIn(page).begin_again().allow())


def test_people_who_were_chosen_still_are(page: Page, watch: Watch, look: Look) -> None:
    watch.expect("status of 403")
    team = without_tags(page)
    for name in (ANTONIO, AOIFE):
        team.box(name).check()
    team.chosen.get_by_role("button", name="Tag…").click()

    people = TagPeople(allowed(Problem(page, NEEDED), look))

    expect(people.main).to_contain_text("2 people")


def test_what_was_typed_is_shown_again_and_sent_by_a_press(
    page: Page, live: Live, watch: Watch, look: Look
) -> None:
    """The permission is taken back at Profile while the form is open."""
    live.let_in(page.context)
    tags = Tags.visit(page)
    tags.new_tag.click()
    tags.fill("Mentors-to-be", "emerald")
    take_back_tags(live, page)
    watch.expect("status of 403")
    tags.save.click()
    link = page.get_by_role("link", name="Allow it")
    expect(page.locator("body")).to_contain_text("To make a tag, this dashboard must be allowed")
    look(page)
    link.click()

    ready = Problem(SignIn(page).begin().as_person().allow(), READY)

    expect(ready.main).to_contain_text("Mentors-to-be")
    look(page)
    ready.main.get_by_role("button", name="Send it").dblclick()
    Tags(page).is_told("Mentors-to-be")
    assert len(live.platform.world.audit.rows("tag.create")) == 1


def take_back_tags(live: Live, page: Page) -> None:
    """At Profile; the dashboard hears of it when it next renews its tokens, for another tab."""
    for grant in live.platform.world.ledger.grants:
        grant.scopes = tuple(scope for scope in grant.scopes if scope != "tags:manage")
    live.platform.world.ledger.expire_access_tokens()
    other = page.context.new_page()
    Team.visit(other)
    other.close()
