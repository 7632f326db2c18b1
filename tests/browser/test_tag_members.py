"""The members of a tag in a browser: put in and taken out, by keyboard, and without script."""

import pytest
from playwright.sync_api import Page, expect

from sandbox.population.tags import Tag
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers, looks
from tests.browser.screens.tag_members import TagMembers
from tests.support.browser_live import Live

AOIFE, CALLUM, KAAN = "Aoife O'Sullivan", "Callum Byrne", "Kaan Karaca"


@pytest.fixture
def tag(live: Live) -> Tag:
    """A tag of Aoife and Callum."""
    people = {f"{p.first_name} {p.last_name}": p.id for p in live.account.profiles.page(1, 100)}
    made = live.account.tags.create("Makers", "pink")
    return live.account.tags.set_profiles(made.id, [people[AOIFE], people[CALLUM]])


@pytest.fixture
def members(page: Page, live: Live, tag: Tag) -> TagMembers:
    live.let_in(page.context)
    return TagMembers.visit(page, tag.id, tag.label)


def test_people_are_added_and_removed_in_place_and_taken_back(members: TagMembers) -> None:
    members.look_for("karaca").button(f"Add {KAAN}").click()
    expect(members.news).to_contain_text("Added to “Makers”: 1 person.")
    expect(members.link_to(KAAN)).to_be_visible()
    expect(members.offered(KAAN)).to_have_count(0)
    expect(members.find).to_have_value("karaca")

    members.button(f"Remove {AOIFE}").click()
    expect(members.news).to_contain_text("Out of “Makers”: 1 person.")
    expect(members.link_to(AOIFE)).to_have_count(0)
    expect(members.link_to(CALLUM)).to_be_visible()

    back = members.undo()
    expect(back.news).to_contain_text("exactly the people it had before")
    expect(back.link_to(AOIFE)).to_be_visible()


def test_by_keyboard_the_focus_stays_where_one_goes_on(members: TagMembers) -> None:
    page = members.page
    members.look_for("an")
    members.offered("António Magalhães").press("Space")
    members.offered(KAAN).press("Space")
    members.button("Add chosen").press("Enter")
    expect(members.news).to_contain_text("Added to “Makers”: 2 people.")
    expect(page.locator("#found")).to_be_focused()
    page.keyboard.press("Tab")
    expect(members.button("Add chosen")).to_be_focused()

    members.button(f"Remove {CALLUM}").press("Enter")
    expect(members.news).to_contain_text("Out of “Makers”: 1 person.")
    expect(page.locator("#count")).to_be_focused()


def test_whoever_is_ticked_to_be_added_stays_so_when_others_are_looked_for_or_added(
    members: TagMembers,
) -> None:
    members.look_for("kara")
    members.offered(KAAN).check()
    members.look_for("karac")
    expect(members.offered(KAAN)).to_be_checked()
    members.look_for("ka")
    members.main.get_by_role("button", name="Add Haruka").click()
    expect(members.news).to_contain_text("Added to “Makers”: 1 person.")
    expect(members.offered(KAAN)).to_be_checked()


def test_several_are_chosen_over_searches_and_removed_at_once(members: TagMembers) -> None:
    members.box(AOIFE).check()
    members.search.press_sequentially("callum", delay=20)
    expect(members.link_to(AOIFE)).to_have_count(0)
    members.box(CALLUM).check()
    members.button("Remove chosen").click()

    after = members.again
    expect(after.news).to_contain_text("Out of “Makers”: 2 people.")
    expect(after.main).to_contain_text("Nobody has this tag yet")
    expect(after.search).to_be_hidden()


def test_who_was_removed_alone_is_chosen_no_more(members: TagMembers, live: Live, tag: Tag) -> None:
    members.box(AOIFE).check()
    members.button(f"Remove {AOIFE}").click()
    expect(members.link_to(AOIFE)).to_have_count(0)

    expect(members.page.get_by_role("form", name="Chosen people")).to_contain_text("Tick people")


def test_all_of_it_works_without_script(new_context: NewContext, live: Live, tag: Tag) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    members = TagMembers.visit(context.new_page(), tag.id, tag.label, "?sort=-name")
    members.find.fill("karaca")
    members.button("Find").click()
    found = members.again
    found.button(f"Add {KAAN}").click()
    added = members.again
    expect(added.news).to_contain_text("Added to “Makers”: 1 person.")
    expect(added.people.get_by_role("rowheader")).to_have_text([KAAN, CALLUM, AOIFE])
    expect(added.find).to_have_value("karaca")

    added.box(AOIFE).check()
    added.box(CALLUM).check()
    added.button("Remove chosen").click()
    left = members.again
    expect(left.people.get_by_role("rowheader")).to_have_text([KAAN])
    expect(left.undo().people.get_by_role("rowheader")).to_have_text([KAAN, CALLUM, AOIFE])


def test_nothing_stands_in_anybodys_way(members: TagMembers) -> None:
    """As it comes, with people found, and after somebody was added."""
    has_no_barriers(members.page)
    members.look_for("an")
    expect(members.offered(KAAN)).to_be_visible()
    has_no_barriers(members.page)
    members.button(f"Add {KAAN}").click()
    expect(members.link_to(KAAN)).to_be_visible()
    has_no_barriers(members.page)
    for _ in looks(members.page):
        assert members.fits()
