"""What is on paper: the question in words, the table as a table, and nothing to press."""

import re

from playwright.sync_api import expect

from tests.browser.screens.team import Team

_DISPLAY = "element => getComputedStyle(element).display"


def test_the_roster_is_printed_as_a_table_under_its_question(team: Team) -> None:
    page = Team.visit(team.page, "?sort=-d&size=10").page
    question = page.get_by_text("60 people, sorted by D, highest first, page 1 of 6, as of")
    expect(question).to_be_hidden()

    page.set_viewport_size({"width": 720, "height": 900})  # narrower than a screen's table
    page.emulate_media(media="print")

    expect(question).to_be_visible()
    assert page.locator(".roster thead").evaluate(_DISPLAY) == "table-header-group"
    assert page.locator(".roster tbody tr").first.evaluate(_DISPLAY) == "table-row"
    for control in (*page.get_by_role("button").all(), *page.get_by_role("combobox").all()):
        expect(control).to_be_hidden()
    expect(page.get_by_role("link", name="Export CSV")).to_be_hidden()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert boxes
    assert all(float(width) > float(height) for width, height in boxes), "not landscape"


def test_the_map_is_printed_under_its_question(team: Team) -> None:
    page = team.page
    page.goto("/team/map?style=SC&q=a")
    page.emulate_media(media="print")

    expect(page.get_by_text("of 60 people, style SC, found by “a”, as of")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
