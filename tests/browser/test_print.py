"""What is on paper: the question in words, the table as a table, and nothing to press."""

import re

from playwright.sync_api import expect

from tests.browser.screens.compare import Compare
from tests.browser.screens.team import Team
from tests.support.browser_live import Live

_DISPLAY = "element => getComputedStyle(element).display"
_BREAK = "element => getComputedStyle(element).breakInside"


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
    expect(page.get_by_role("button", name="Views")).to_be_hidden()


def test_the_circle_stands_on_the_first_page_of_the_map(team: Team) -> None:
    page = team.page
    page.goto("/team/map")
    people = [str(pin.get_attribute("href")) for pin in page.locator(".wide .person").all()]
    assert people

    first = page.pdf(format="A4", page_ranges="1")

    links = re.findall(rb"/URI \(http://[^/]+([^)]+)\)", first)
    assert {address.encode() for address in people} <= set(links)
    page.emulate_media(media="print")
    for longer in page.locator(".picture > .circle, .team-figures, .team-figures .card").all():
        assert longer.evaluate(_BREAK) == "auto", "what is longer than a page leaves one empty"


def test_a_comparison_is_printed_from_the_first_page_on_without_its_controls(
    team: Team, live: Live
) -> None:
    page = team.page
    ids = [person.id for person in live.account.profiles.page(1, 60) if person.disc][:6]
    compared = Compare.visit(page, *ids)
    controls = page.locator("main").get_by_role("link", name=re.compile("^(Remove|Add)"))
    assert controls.count() == 7
    page.emulate_media(media="print")

    for part in ("Differences", "Shared ground"):
        region = compared.region(part)
        assert region.evaluate(_BREAK) == "auto", "a card longer than a page leaves one empty"
        for kept in (*region.locator("figure").all(), *region.locator("tbody tr").all()):
            assert kept.evaluate(_BREAK) == "avoid"
    expect(page.get_by_text("Left out:")).to_be_visible()
    expect(controls).to_have_count(0)

    Compare.visit(page, *ids[:2])
    expect(page.get_by_role("button", name="Add")).to_be_hidden()
    page.goto(f"/team/{ids[0]}")
    expect(page.get_by_role("link", name="Compare with…")).to_be_hidden()
