"""The circle of the map in a browser: walked by keys, swapped by a question, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import HEIGHT, has_no_barriers, must_pass
from tests.browser.screens.team import Team
from tests.browser.screens.team_circle import TeamCircle
from tests.support.browser_live import Live

ARROWS = ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown")
SMALLEST_TARGET = 24


@pytest.fixture
def circle(page: Page, live: Live) -> TeamCircle:
    """A browser at the map of everybody."""
    live.let_in(page.context)
    return TeamCircle.visit(page)


def walk(circle: TeamCircle) -> list[str]:
    """Everybody whom arrow keys lead to, by pressing each of them at everybody who was met."""
    page = circle.page
    page.keyboard.press("Home")
    met, waiting = [circle.focused], [circle.focused]
    while waiting:
        name = waiting.pop()
        for key in ARROWS:
            circle.circle.get_by_role("link", name=name, exact=True).focus()
            page.keyboard.press(key)
            if circle.focused not in met:
                met.append(circle.focused)
                waiting.append(circle.focused)
    return met


@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_is_one_stop_and_arrow_keys_lead_to_everybody_once(
    circle: TeamCircle, width: int
) -> None:
    circle.page.set_viewport_size({"width": width, "height": HEIGHT})
    names = [mark.get_attribute("aria-label") for mark in circle.marks.all()]
    expect(circle.stops).to_have_count(1)

    circle.stops.focus()
    assert sorted(walk(circle)) == sorted(filter(None, names))

    circle.page.keyboard.press("End")
    assert circle.focused == names[-1]
    circle.page.keyboard.press("Tab")
    assert circle.focused not in names
    circle.page.keyboard.press("Shift+Tab")
    assert circle.focused == names[-1], "Tab does not come back to where one was"


def test_enter_opens_the_person_that_has_the_focus(circle: TeamCircle) -> None:
    mark = circle.mark(re.compile("^Haruka Watanabe, style DC?, .* leans towards Dominance, far"))
    expect(mark.get_by_text("Haruka Watanabe")).to_be_hidden()
    mark.focus()
    circle.page.keyboard.press("ArrowRight")
    circle.page.keyboard.press("ArrowLeft")

    expect(mark).to_be_focused()
    expect(mark.get_by_text("Haruka Watanabe")).to_be_visible()
    circle.page.keyboard.press("Enter")
    circle.opens("Haruka Watanabe")


def test_a_question_swaps_the_circle_and_the_keys_go_on(circle: TeamCircle) -> None:
    circle.search_box.press_sequentially("ar", delay=20)
    circle.asks("?q=ar")

    expect(circle.search_box).to_be_focused()
    expect(circle.stops).to_have_count(1)
    expect(circle.passed).to_have_count(circle.marks.count() - 1)
    circle.stops.focus()
    assert len(walk(circle)) == circle.marks.count()
    circle.page.reload()
    assert len(TeamCircle(circle.page).asks("?q=ar").marks.all()) == circle.marks.count()


def test_a_numbered_mark_opens_its_people_and_closes_again(circle: TeamCircle) -> None:
    mark = circle.mark(re.compile("^4 people together")).first
    title = circle.page.get_by_role("heading", name="4 people together")
    expect(title).to_be_hidden()
    mark.focus()
    circle.page.keyboard.press("Enter")

    expect(title).to_be_visible()
    must_pass(circle.page)
    gathered = circle.page.get_by_role("region", name="4 people together")
    expect(gathered.get_by_role("listitem")).to_have_count(4)
    gathered.get_by_role("link", name="Close").click()
    expect(title).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_table_turns_its_pages_and_stays_open(circle: TeamCircle) -> None:
    circle = TeamCircle.visit(circle.page, "?size=20")
    circle.unfold("The same as a table")
    rows = circle.table.get_by_role("rowheader")
    first = rows.all_inner_texts()
    pages = circle.page.get_by_role("navigation", name="Pages of the table")

    pages.get_by_role("link", name="Next").click()
    circle.asks("?page=2&size=20#placed")
    expect(rows.first).not_to_have_text(first[0])
    expect(rows.first).to_be_visible()
    must_pass(circle.page)
    pages.get_by_role("link", name="Previous").click()
    circle.asks("?size=20#placed")
    expect(rows).to_have_text(first)


def test_without_script_every_mark_is_a_link_and_the_table_opens_at_its_page(
    new_context: NewContext, live: Live
) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    circle = TeamCircle.visit(context.new_page(), "?size=20")
    expect(circle.passed).to_have_count(0)
    circle.unfold("The same as a table")
    circle.page.get_by_role("link", name="Next").click()

    expect(circle.page).to_have_url("/team/map?page=2&size=20#placed")
    expect(circle.table).to_be_visible()
    circle.mark(re.compile("^[0-9]+ people together")).first.click()
    expect(circle.page.get_by_role("link", name="Close")).to_be_visible()


def test_marks_are_large_enough_and_nothing_scrolls_sideways(circle: TeamCircle) -> None:
    for width in (1280, 640, 390):
        circle.page.set_viewport_size({"width": width, "height": HEIGHT})
        assert circle.fits()
        for mark in circle.marks.all():
            box = mark.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= SMALLEST_TARGET


@pytest.mark.parametrize("query", ["", "?q=zzz", "?q=amal.karam", "?style=D"])
def test_the_circle_has_no_barriers(circle: TeamCircle, query: str) -> None:
    circle = TeamCircle.visit(circle.page, query)
    for fold in circle.folds.all():
        fold.locator("summary").click()

    has_no_barriers(circle.page)


def test_forced_colours_leave_the_circle_readable(circle: TeamCircle) -> None:
    circle.page.emulate_media(forced_colors="active")

    must_pass(circle.page)


def test_the_map_keeps_the_order_of_the_list(circle: TeamCircle) -> None:
    Team.visit(circle.page, "?sort=-d").page.get_by_role("link", name="Map").click()
    circle = TeamCircle(circle.page)
    circle.search_box.press_sequentially("ar", delay=20)

    circle.asks("?q=ar&sort=-d")
