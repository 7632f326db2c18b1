"""A team that is shown to others and taken away as a file, in a browser."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.session_time import Cover
from tests.browser.screens.team import Team
from tests.support.browser_live import Live

SOMEBODY = "Cécile Langlois"


def test_what_is_on_screen_is_saved_as_a_file(team: Team, tmp_path: Path) -> None:
    team.tag.select_option(label="Remote")
    expect(team.page.locator(".clear")).to_be_visible()
    team.sort_by("E-mail")
    expect(team.column("E-mail")).to_have_attribute("aria-sort", "ascending")

    file = team.export("CSV", tmp_path)

    assert file.name.startswith("team-")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        names = [" ".join(row["Name"].split()) for row in csv.DictReader(lines)]
    assert names == [" ".join(name.split()) for name in team.names]
    expect(team.search_box).to_be_visible()


def test_names_are_hidden_and_shown_again(team: Team) -> None:
    team = Team.visit(team.page, "?size=10&sort=-d").present()
    expect(team.presenting).to_be_visible()
    assert all(name.startswith("Person ") for name in team.names)
    has_no_barriers(team.page)
    asked = team.search("person").page
    expect(asked.locator(".htmx-request")).to_have_count(0)
    assert all(name.startswith("Person ") for name in team.names)
    has_no_barriers(team.open(team.names[0]).page)

    team = Team.visit(team.page).show_names()

    expect(team.presenting).to_have_count(0)
    assert not any(name.startswith("Person ") for name in team.names)


def test_going_back_shows_no_name_of_before(page_of_memory: Page, live: Live) -> None:
    live.let_in(page_of_memory.context)
    person = Team.visit(page_of_memory, "?size=100").open(SOMEBODY)
    Team.visit(page_of_memory).present()

    for _ in range(3):
        person.page.go_back()
        expect(person.page.get_by_role("button", name="Show names again")).to_be_visible()
        expect(person.page.get_by_text(SOMEBODY)).to_have_count(0)


def test_another_tab_of_before_is_covered_at_once(team: Team) -> None:
    other = Team.visit(team.page.context.new_page(), "?size=10")
    team.present()

    Cover(other.page, "Names are hidden now")
    has_no_barriers(other.page)
    other.page.get_by_role("link", name="Load the page again").click()

    expect(other.presenting).to_be_visible()
    assert all(name.startswith("Person ") for name in other.names)


def test_it_works_without_script(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    team = Team.visit(context.new_page()).present()

    assert all(name.startswith("Person ") for name in team.names)
    assert not team.show_names().names[0].startswith("Person ")
