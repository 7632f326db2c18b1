"""Tags made, altered and deleted: with script and without, by keyboard, by two browsers at once."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import EVERY_RULE, has_no_barriers, must_pass
from tests.browser.screens.tags import Tags
from tests.browser.screens.team import Team
from tests.browser.test_keyboard import press, tab_to
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

TWIN = "Another tag has this label already: Finance. Type another one."
WIDTHS = (320, 390, 768, 1280)


@pytest.fixture
def tags(page: Page, live: Live) -> Tags:
    """A browser in which an owner sees to the tags."""
    live.let_in(page.context)
    return Tags.visit(page)


def labels(live: Live) -> list[str]:
    return [tag.label for tag in live.account.tags]


def made(live: Live) -> int:
    return len(live.platform.world.audit.rows("tag.create"))


def test_a_tag_is_made_in_place(tags: Tags, watch: Watch) -> None:
    watch.expect("status of 422", "status of 409")
    has_no_barriers(tags.page)
    tags.new_tag.click()
    expect(tags.label).to_be_focused()
    has_no_barriers(tags.page)
    tags.save.click()
    expect(tags.main.get_by_text("Type a label.")).to_be_visible()
    expect(tags.label).to_be_focused()
    has_no_barriers(tags.page)
    tags.fill("finance", "pink").save.click()
    expect(tags.label).to_have_accessible_description(TWIN)
    expect(tags.label).to_have_value("finance")
    expect(tags.color("pink")).to_be_checked()
    must_pass(tags.page)

    tags.fill("Night shift").save.click()
    expect(tags.rows.first).to_contain_text("Night shift")
    expect(tags.new_tag).to_be_focused()
    tags.is_told("The tag “Night shift” is there.")
    has_no_barriers(tags.page)


def test_a_tag_is_altered_and_deleted_in_place(tags: Tags, live: Live) -> None:
    tags.make("Night shift", "red")
    tags.act("Night shift", "Edit").click()
    expect(tags.label).to_be_focused()
    has_no_barriers(tags.page)
    tags.fill("Day shift", "blue").save.click()
    expect(tags.act("Day shift", "Edit")).to_be_focused()
    tags.is_told("“Night shift” is called “Day shift” now")
    tags.act("Day shift", "Delete").click()
    expect(tags.doomed).to_be_focused()
    has_no_barriers(tags.page)
    tags.delete.click()
    tags.is_told("“Day shift” is deleted; nobody had it.")
    expect(tags.row("Day shift")).to_have_count(0)
    expect(tags.main.locator("#total")).to_be_focused()
    has_no_barriers(tags.page)

    tags.told.get_by_role("button", name="Undo").click()
    expect(Tags(tags.page).row("Day shift")).to_be_visible()
    assert "Day shift" in labels(live)


def test_the_same_works_without_script(new_context: NewContext, live: Live, watch: Watch) -> None:
    watch.expect("status of 422")
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    tags = Tags.visit(context.new_page())

    tags.new_tag.click()
    tags.fill(" ", "pink").save.click()
    expect(tags.main.get_by_text("Type a label.")).to_be_visible()
    tags.fill("Night shift").save.click()
    tags.is_told("The tag “Night shift” is there.")
    tags.act("Night shift", "Edit").click()
    expect(tags.label).to_have_value("Night shift")
    tags.main.get_by_role("link", name="Cancel").click()
    tags.act("Night shift", "Edit").click()
    tags.fill("Day shift").save.click()
    tags.act("Day shift", "Delete").click()
    tags.delete.click()
    tags.is_told("“Day shift” is deleted")
    tags.news.get_by_role("button", name="Undo").click()
    expect(tags.row("Day shift")).to_be_visible()
    expect(tags.news).to_be_focused()


def test_what_was_told_on_arrival_has_the_focus_and_goes_when_something_newer_is(
    tags: Tags,
) -> None:
    tags.make("Night shift", "red")
    tags.told.get_by_role("button", name="Undo").click()
    expect(tags.news).to_be_focused()
    expect(tags.row("Night shift")).to_have_count(0)

    tags.make("Day shift", "blue")

    tags.is_told("The tag “Day shift” is there.")
    expect(tags.news).to_be_empty()


def test_all_of_it_goes_by_keyboard_alone(tags: Tags) -> None:
    page = tags.page
    tab_to(page, tags.new_tag)
    page.keyboard.press("Enter")
    expect(tags.label).to_be_focused()
    page.keyboard.press("Escape")
    expect(tags.new_tag).to_be_focused()
    page.keyboard.press("Enter")
    expect(tags.label).to_be_focused()
    page.keyboard.type("Night shift")
    press(page, "Tab")
    press(page, "ArrowDown")
    expect(tags.color("red")).to_be_checked()
    page.keyboard.press("Enter")
    expect(tags.new_tag).to_be_focused()

    tab_to(page, tags.act("Night shift", "Edit"))
    page.keyboard.press("Enter")
    expect(tags.label).to_be_focused()
    page.keyboard.press("Escape")
    expect(tags.act("Night shift", "Edit")).to_be_focused()
    tab_to(page, tags.act("Night shift", "Delete"))
    page.keyboard.press("Enter")
    expect(tags.doomed).to_be_focused()
    page.keyboard.press("Escape")
    expect(tags.act("Night shift", "Delete")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tags.doomed).to_be_focused()
    tab_to(page, tags.delete)
    page.keyboard.press("Enter")
    tags.is_told("“Night shift” is deleted")


def test_two_browsers_alter_the_same_tag(
    tags: Tags, new_context: NewContext, live: Live, watch: Watch
) -> None:
    watch.expect("status of 409")
    context = new_context()
    live.let_in(context)
    other = Tags.visit(context.new_page())
    for screen in (tags, other):
        screen.act("Remote", "Edit").click()
        expect(screen.label).to_be_focused()

    other.fill("Far away", "pink").save.click()
    expect(other.act("Far away", "Edit")).to_be_focused()
    tags.fill("Away", "red").save.click()

    expect(tags.label).to_have_accessible_description(
        "Now: Far away; yours: Away. Save makes it yours all the same."
    )
    expect(tags.label).to_be_focused()
    expect(tags.label).to_have_value("Away")
    has_no_barriers(tags.page)
    assert "Far away" in labels(live)
    tags.save.click()
    expect(tags.act("Away", "Edit")).to_be_focused()
    assert {"Far away", "Remote"}.isdisjoint(labels(live))


@pytest.mark.parametrize("script", [True, False])
def test_a_double_click_makes_one_tag_and_other_words_after_going_back_another(
    new_context: NewContext, live: Live, script: bool
) -> None:
    context = new_context(java_script_enabled=script)
    live.let_in(context)
    page = context.new_page()
    page.goto("/tags/new")
    Tags(page).fill("Night shift", "red").save.dblclick()
    tags = Tags(page).is_told("The tag “Night shift” is there.")
    assert made(live) == 1

    page.go_back() if not script else tags.new_tag.click()
    Tags(page).fill("Day shift", "blue").save.click()

    Tags(page).is_told("The tag “Day shift” is there.")
    assert made(live) == 2


def test_the_last_tag_goes_and_the_first_one_comes(tags: Tags, live: Live) -> None:
    for tag in list(live.account.tags)[1:]:
        live.account.tags.delete(tag.id)
    (last,) = labels(live)
    tags = Tags.visit(tags.page)

    tags.act(last, "Delete").click()
    tags.delete.click()
    expect(tags.main.get_by_role("heading", name="No tags yet")).to_be_visible()
    has_no_barriers(tags.page)

    tags.make("Night shift", "red")
    expect(tags.main.get_by_role("heading", name="No tags yet")).to_have_count(0)
    expect(tags.main.get_by_text("1 tag", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_whatever_tags_are_called_everything_fits(tags: Tags, live: Live, width: int) -> None:
    for label in ("x" * 300, "صباح " * 40, "👩‍👩‍👧" * 30):
        live.account.tags.create(label, "zinc")
    tags.page.set_viewport_size({"width": width, "height": 844})

    tags = Tags.visit(tags.page)
    assert tags.fits()
    tags.main.get_by_role("link", name="Delete", exact=True).last.click()
    expect(tags.delete).to_be_visible()
    assert tags.fits()
    tags.new_tag.click()
    expect(tags.save).to_be_visible()
    assert tags.fits()


def test_forced_colours_leave_the_nine_colours_apart(tags: Tags) -> None:
    tags.page.emulate_media(forced_colors="active")
    tags.new_tag.click()
    expect(tags.save).to_be_visible()

    must_pass(tags.page, EVERY_RULE)
    swatches = tags.main.locator(".tag-swatch")
    drawn = swatches.evaluate_all("all => all.map((s) => getComputedStyle(s).backgroundColor)")
    assert len(set(drawn)) == 9


def test_the_menu_leads_there_and_back(team: Team) -> None:
    menu = team.page.get_by_role("navigation", name="Main")
    menu.get_by_role("link", name="Tags").click()
    tags = Tags(team.page)

    expect(menu.get_by_role("link", name="Tags")).to_have_attribute("aria-current", "true")
    expect(menu.locator("[aria-current]")).to_have_count(1)
    tags.main.get_by_role("link", name="Changes").click()
    expect(menu.get_by_role("link", name="Tags")).to_have_attribute("aria-current", "true")
