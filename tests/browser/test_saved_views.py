"""Saved views in a browser: by pointer and keyboard, with script and without, seen by axe-core."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.saved_views import Views, ViewsMenu, changes
from tests.browser.screens.team import Team
from tests.browser.screens.team_circle import TeamCircle
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch
from tests.support.saved_views import Turnover


@pytest.fixture
def turnover(live: Live) -> Iterator[Turnover]:
    happening = Turnover(live.platform)
    yield happening
    happening.end()


def test_what_was_filtered_without_a_new_page_is_saved_opened_and_followed(
    team: Team, turnover: Turnover
) -> None:
    tag = turnover.tag()
    team.tag.select_option(label=tag.label)
    expect(team.rows).to_have_count(len(tag.profiles))
    shown = sorted(team.names)

    saved = ViewsMenu(team).open().save("Leads")
    assert sorted(saved.names) == shown
    expect(changes(saved.page)).to_contain_text("nothing has changed")
    turnover.carry(tag, *tag.profiles[1:])
    opened = ViewsMenu(Team.visit(saved.page)).open().show("Leads")

    expect(changes(opened.page)).to_contain_text("1 left")
    changes(opened.page).locator("summary").click()
    expect(changes(opened.page)).to_contain_text("Their names were not kept.")
    has_no_barriers(opened.page)
    changes(opened.page).get_by_role("button", name="Mark as seen").click()
    expect(changes(opened.page)).to_contain_text("nothing has changed")


def test_a_name_is_typed_by_keyboard_and_asks_nothing_of_the_list(team: Team) -> None:
    team.page.clock.install()
    team = Team.visit(team.page, "?size=10")
    menu, asked = ViewsMenu(team), []
    team.page.on("request", lambda request: asked.append(request.url))

    menu.button.focus()
    team.page.keyboard.press("Enter")
    expect(menu.menu).to_be_visible()
    has_no_barriers(team.page)
    team.page.keyboard.press("Tab")
    expect(menu.name).to_be_focused()
    team.page.keyboard.type("Ten at a time")
    team.page.clock.run_for(1000)
    assert [url for url in asked if "/team" in url] == []
    team.page.keyboard.press("Escape")
    expect(menu.menu).to_be_hidden()
    expect(menu.button).to_be_focused()
    team.page.keyboard.press("Enter")
    menu.save("Ten at a time")

    expect(menu.button).to_have_accessible_name("Views: Ten at a time")


def test_the_default_opens_the_team_and_traps_nobody(team: Team) -> None:
    team.search("ri").asks(q="ri")
    ViewsMenu(team).open().save("Ri")
    Views.visit(team.page).press("Set as default")

    team = Team.visit(team.page)
    expect(team.search_box).to_have_value("ri")
    team.search_box.clear()
    expect(team.page).to_have_url("/team?all=1")
    expect(team.rows).to_have_count(50)
    expect(team.reload().search_box).to_have_value("")
    team.open(team.names[0])
    expect(team.back().search_box).to_have_value("")


def test_views_are_seen_to(team: Team, watch: Watch) -> None:
    ViewsMenu(team).open().save("First")
    ViewsMenu(Team.visit(team.page, "?q=ri")).open().save("Second")
    views = ViewsMenu(Team(team.page)).open().see_to().press("Set as default")
    has_no_barriers(views.page)

    views = views.rename("Then " * 40)
    watch.expect("status of 422")
    has_no_barriers(views.page)
    views = Views.visit(views.page).rename("Last")
    expect(views.names).to_have_text(["Last Default", "Second"])
    has_no_barriers(views.delete().page)
    expect(Views(views.page).press("Delete view").names).to_have_text(["Second"])


def test_all_of_it_works_without_script(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    team = Team.visit(context.new_page(), "?q=ri")

    ViewsMenu(team).open().save("Ri")
    views = Views.visit(team.page).press("Set as default").rename("Every ri")
    expect(views.names).to_contain_text(["Every ri"])
    expect(Team.visit(views.page).search_box).to_have_value("ri")
    expect(Views.visit(team.page).delete().press("Delete view").names).to_have_text(
        ["No views yet"]
    )


def test_names_of_every_kind_fit(team: Team) -> None:
    for name in ("x" * 60, "ثيو الراعي", "<b>Bold</b>", "👩‍👩‍👧 Team"):
        ViewsMenu(Team.visit(team.page, "?q=ri")).open().save(name)
    for width in (320, 390, 768, 1280):
        team.page.set_viewport_size({"width": width, "height": 844})
        opened = ViewsMenu(Team(team.page)).open()
        assert Team(team.page).fits()
        box = opened.menu.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        team.page.keyboard.press("Escape")
    assert Views.visit(team.page).fits()


def clock(page: Page) -> str:
    return page.locator(".as-of time").inner_text()


def test_the_time_of_what_is_shown_is_the_readers_own(new_context: NewContext, live: Live) -> None:
    """Of a quarter of an hour off everybody else's, so that it is nobody's by chance."""
    context = new_context(timezone_id="Asia/Kathmandu")
    live.let_in(context)
    team = Team.visit(context.new_page())
    first = team.page.locator(".as-of time")
    there = first.evaluate(
        "each => new Date(each.dateTime).toLocaleTimeString('en-GB', "
        "{timeZone: 'Asia/Kathmandu', hour: '2-digit', minute: '2-digit'})"
    )
    told = first.get_attribute("title")

    assert clock(team.page) == there
    assert told is not None
    assert told.endswith(" UTC")
    assert there[:5] != told[:5]
    team.search("ri").asks(q="ri")
    expect(team.page.locator(".as-of time[title$=UTC]")).to_have_count(1)
    assert "UTC" not in clock(team.page)


def test_without_script_the_time_is_utc(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False, timezone_id="Asia/Kathmandu")
    live.let_in(context)

    assert clock(Team.visit(context.new_page()).page).endswith(" UTC")


def test_what_was_typed_is_kept_on_the_way_to_the_map_and_back(team: Team) -> None:
    team.search("ri").asks(q="ri")
    found = sorted(team.names)

    team.page.get_by_role("link", name="Map", exact=True).click()
    circle = TeamCircle(team.page)
    expect(circle.search_box).to_have_value("ri")
    circle.page.get_by_role("combobox", name="Style", exact=True).select_option("SI")
    circle.asks("?q=ri&style=SI")
    circle.page.get_by_role("link", name="List", exact=True).click()

    back = Team(circle.page)
    expect(back.style).to_have_value("SI")
    assert set(back.names) < set(found)


def test_a_view_is_left_when_other_people_are_asked_for(team: Team) -> None:
    saved = ViewsMenu(team.asks()).open().save("Everybody")
    named = saved.page.get_by_role("button", name="Views: Everybody")
    expect(named).to_be_visible()
    saved.sort_by("E-mail")
    expect(saved.column("E-mail")).to_have_attribute("aria-sort", "ascending")
    expect(named).to_be_visible()

    saved.search("ri").asks(q="ri", sort="email")

    expect(named).to_have_count(0)
    expect(changes(saved.page)).to_have_count(0)
    has_no_barriers(saved.page)
