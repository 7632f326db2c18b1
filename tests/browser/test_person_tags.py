"""A manager gives and takes tags on a person's page: with script, by keyboard, and without."""

import re

import pytest
from playwright.sync_api import expect

from sandbox.population.profiles import Profile
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.person_tags import PersonTags
from tests.browser.screens.team import Team
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

LABEL, OTHER = "Mentors", "Remote"


@pytest.fixture
def subject(live: Live) -> Profile:
    """Carries LABEL, not OTHER."""
    tags = {tag.label: tag for tag in live.account.tags}
    carriers = set(tags[LABEL].profiles) - set(tags[OTHER].profiles)
    people = live.account.profiles.page(1, 60)
    return next(p for p in people if p.id in carriers and p.disc and p.last_name)


def carried(live: Live, subject: Profile) -> set[str]:
    return {tag.label for tag in live.account.tags if subject.id in tag.profiles}


def writes(live: Live) -> int:
    return len(live.platform.world.audit.rows("tag"))


def test_tags_are_taken_and_given_in_place_and_undone(
    team: Team, live: Live, subject: Profile
) -> None:
    before = carried(live, subject)
    page = PersonTags.of(team.page, subject)
    expect(page.chips).to_have_count(len(before))

    page.remove_button(LABEL).dblclick()

    expect(page.told).to_contain_text(f"Out of “{LABEL}”: 1 person.")
    expect(page.remove_button(LABEL)).to_have_count(0)
    expect(page.heading_of_region).to_be_focused()
    assert carried(live, subject) == before - {LABEL}
    assert writes(live) == 1
    has_no_barriers(page.page)

    page.choice.select_option(label=OTHER)
    page.add_button.dblclick()

    expect(page.told).to_contain_text(f"Added to “{OTHER}”: 1 person.")
    expect(page.remove_button(OTHER)).to_be_visible()
    expect(page.choice).to_be_focused()
    assert writes(live) == 2
    assert page.path == f"/team/{subject.id}"

    page.undo_button.click()

    expect(page.told).to_contain_text("exactly the people it had before")
    expect(page.remove_button(OTHER)).to_have_count(0)
    expect(page.page.locator("#news")).to_be_focused()
    assert carried(live, subject) == before - {LABEL}
    has_no_barriers(page.page)


def test_by_keyboard_one_tag_follows_another(team: Team, live: Live, subject: Profile) -> None:
    page = PersonTags.of(team.page, subject)
    keyboard = page.page.keyboard
    first = page.choice.locator("option").nth(1).inner_text()

    page.choice.focus()
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    expect(page.add_button).to_be_focused()
    keyboard.press("Enter")

    expect(page.remove_button(first)).to_be_visible()
    expect(page.choice).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(page.region.get_by_role("button", name=re.compile("^Remove")).last).to_be_focused()
    keyboard.press("Space")
    expect(page.told).to_contain_text("Out of")
    expect(page.heading_of_region).to_be_focused()
    assert writes(live) == 2


def test_what_was_renamed_meanwhile_is_told_and_can_be_done_again(
    team: Team, live: Live, subject: Profile, watch: Watch
) -> None:
    page = PersonTags.of(team.page, subject)
    tag = next(tag for tag in live.account.tags if tag.label == LABEL)
    live.account.tags.change(tag.id, label="Guides")
    watch.expect("status of 409")

    page.remove_button(LABEL).click()

    expect(page.told).to_contain_text("is called “Guides” since")
    expect(page.remove_button("Guides")).to_be_visible()
    assert "Guides" in carried(live, subject)
    has_no_barriers(page.page)
    page.remove_button("Guides").click()
    expect(page.told).to_contain_text("Out of “Guides”: 1 person.")


def test_the_same_works_without_script(
    new_context: NewContext, live: Live, subject: Profile
) -> None:
    before = carried(live, subject)
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    page = PersonTags.of(context.new_page(), subject)

    page.choice.select_option(label=OTHER)
    page.add_button.click()
    expect(page.told).to_contain_text(f"Added to “{OTHER}”: 1 person.")
    page.undo_button.click()
    expect(page.told).to_contain_text("exactly the people it had before")
    expect(page.remove_button(OTHER)).to_have_count(0)
    page.remove_button(LABEL).click()

    expect(page.told).to_contain_text(f"Out of “{LABEL}”: 1 person.")
    assert page.path.startswith(f"/team/{subject.id}?change=")
    assert carried(live, subject) == before - {LABEL}


def test_many_tags_fit_a_narrow_screen(team: Team, live: Live, subject: Profile) -> None:
    tags = live.account.tags
    tags.create(
        "Those who have agreed to speak at the conference in autumn, and their deputies", "red"
    )
    tags.create("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "blue")
    for tag in list(tags):
        tags.set_profiles(tag.id, (*tag.profiles, subject.id))
    team.page.set_viewport_size({"width": 390, "height": 844})

    page = PersonTags.of(team.page, subject)

    expect(page.chips).to_have_count(len(tags))
    assert page.fits()
    has_no_barriers(page.page)
    page.page.goto(f"/team/{subject.id}/tags")
    own = PersonTags(page.page, f"Tags of {subject.first_name} {subject.last_name}")
    expect(own.chips).to_have_count(len(tags))
    has_no_barriers(own.page)
