"""A manager edits how somebody is reached, takes it back, and deletes somebody."""

import pytest
from playwright.sync_api import Page, expect

from sandbox.population.profiles import Profile
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.person import Person
from tests.browser.screens.person_details import Deleted, DeletePerson, EditDetails
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch


@pytest.fixture
def subject(live: Live) -> Profile:
    """Somebody with a name and a number."""
    people = live.account.profiles.page(1, 60)
    return next(p for p in people if p.last_name and p.phone and p.disc)


def name_of(subject: Profile) -> str:
    return f"{subject.first_name} {subject.last_name}"


def opened(page: Page, live: Live, subject: Profile) -> Person:
    live.let_in(page.context, scope="profiles:write")
    page.goto(f"/team/{subject.id}")
    return Person(page, name_of(subject))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_details_are_edited_refused_saved_and_undone(
    script: bool, new_context: NewContext, live: Live, subject: Profile, watch: Watch
) -> None:
    page = new_context(java_script_enabled=script).new_page()
    opened(page, live, subject)
    form = EditDetails.of(page)
    form.field("E-mail").fill("no address")
    form.field("First name").fill("Ida")
    watch.expect("status of 422")

    form.save_button.click()

    form = EditDetails(page)
    expect(form.field("E-mail")).to_be_focused()
    expect(form.field("E-mail")).to_have_accessible_description(
        "An email address must have an @-sign. Correct the address."
    )
    expect(form.field("First name")).to_have_value("Ida")
    if script:
        has_no_barriers(page)
    form.field("E-mail").fill("ida@harborfinch.test")
    form.save(f"Ida {subject.last_name}")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    Person(page, name_of(subject))
    now = live.account.profiles.find(subject.id)
    assert now is not None
    assert (now.first_name, now.email) == (subject.first_name, subject.email)


def test_somebody_is_deleted_by_keyboard_once_the_name_is_typed(
    page: Page, live: Live, subject: Profile, watch: Watch
) -> None:
    opened(page, live, subject)
    question = DeletePerson.of(page)
    has_no_barriers(page)
    question.name.focus()
    page.keyboard.type("somebody else")
    watch.expect("status of 422")
    page.keyboard.press("Enter")
    expect(DeletePerson(page).name).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(name_of(subject).lower())
    page.keyboard.press("Enter")

    Deleted(page)

    has_no_barriers(page)
    page.get_by_role("link", name="Go to the team").click()
    expect(Team(page).main.get_by_role("link", name=name_of(subject))).to_have_count(0)
    assert not live.account.profiles.holds(subject.id)
