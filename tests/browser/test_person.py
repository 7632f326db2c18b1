"""A person's page by keyboard and on paper."""

from playwright.sync_api import expect

from tests.browser.screens.team import Team

NAME = "Cécile Langlois"


def test_the_reason_of_a_line_opens_by_keyboard(team: Team) -> None:
    person = team.open(NAME)
    line = person.advice.filter(has_text="Come to the point first")
    reason = line.get_by_text("Dominance 74.2 is 60 or more.")
    expect(reason).to_be_hidden()

    line.locator("summary").focus()
    person.page.keyboard.press("Enter")

    expect(reason).to_be_visible()


def test_on_paper_everything_is_open_and_nothing_is_to_be_pressed(team: Team) -> None:
    person = team.open(NAME)
    page = person.page
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page.get_by_text("As of")).to_be_visible()
    for table in person.section("Focus").get_by_role("table").all():
        expect(table).to_be_visible()
    expect(person.advice.get_by_text("Dominance 74.2 is 60 or more.")).to_be_visible()
    for name in ("Apply", "Sign out"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    for name in ("Read again", "Privacy"):
        expect(page.get_by_role("link", name=name)).to_be_hidden()


def test_a_tag_can_be_taken_as_the_team(team: Team) -> None:
    person = team.open(NAME)
    page = person.page

    page.get_by_role("combobox", name="Ranges of").select_option(label="Remote")
    page.get_by_role("button", name="Apply").click()

    expect(page.get_by_text("everyone tagged “Remote”")).to_be_visible()
    assert "?tag=" in person.path
