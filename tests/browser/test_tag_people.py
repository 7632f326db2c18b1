"""Tagging many people at once: from the list to what came of each, and back."""

import re

import pytest
from playwright.sync_api import expect

from sandbox.faults import Fault, Kind
from sandbox.population.tags import Tag
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.tag_people import TagChange, TagPeople
from tests.browser.screens.team import Team
from tests.browser.test_keyboard import press
from tests.support.browser_live import Live

ANTONIO, AOIFE, CALLUM = "António Magalhães", "Aoife O'Sullivan", "Callum Byrne"
KAAN = "Kaan Karaca"


def tag(live: Live, label: str = "Leadership") -> Tag:
    return next(tag for tag in live.account.tags if tag.label == label)


@pytest.fixture
def nobody_has_it(live: Live) -> Tag:
    return live.account.tags.set_profiles(tag(live).id, [])


def everybody(live: Live) -> set[str]:
    profiles = live.account.profiles
    return {profiles.at(index).id for index in range(len(profiles))}


def test_another_tag_that_is_picked_after_a_preview_takes_that_away(team: Team) -> None:
    """Its button would do to people what is picked no more."""
    team.box(ANTONIO).check()
    team.chosen.get_by_role("button", name="Tag…").click()
    page = TagPeople(team.page)
    page.tag("Book club").check()
    expect(page.press("Add").confirming).to_have_text("Add “Book club” to 1 person")

    page.tag("Leadership").check()

    expect(page.preview).to_be_empty()
    expect(page.press("Remove").sentence).to_contain_text("Leadership")
    has_no_barriers(page.page)


def test_people_on_two_pages_are_tagged_by_keyboard_and_it_is_undone(
    team: Team, live: Live, nobody_has_it: Tag
) -> None:
    team.box(ANTONIO).check()
    team.search("karaca").asks(q="karaca")
    team.box(KAAN).check()
    expect(team.chosen).to_contain_text("2 chosen")
    team.chosen.get_by_role("button", name="Tag…").press("Enter")
    page = TagPeople(team.page)
    expect(page.main).to_contain_text("2 people")
    has_no_barriers(page.page)

    page.tag("Leadership").focus()
    press(page.page, "Space")
    page.main.get_by_role("button", name="Add", exact=True).press("Enter")

    expect(page.sentence).to_have_text("Adds Leadership to 2 people")
    expect(page.sentence).to_be_focused()
    has_no_barriers(page.page)
    assert page.reload().path.endswith(f"?tag={nobody_has_it.id}&do=add")
    expect(page.sentence).to_have_text("Adds Leadership to 2 people")
    page.confirming.dblclick()
    change = TagChange(page.page)
    expect(change.outcome).to_contain_text("Added to “Leadership”: 2 people.")
    change.group("Added: 2").locator("summary").press("Enter")
    expect(change.group("Added: 2").get_by_role("link", name=KAAN)).to_be_visible()
    has_no_barriers(change.page)
    assert len(tag(live).profiles) == 2
    TagChange(change.press("Undo"))
    assert tag(live).profiles == ()
    assert len(live.platform.world.audit.rows("tag.set_profiles")) == 2
    changes = change.all_changes()
    expect(changes.entries).to_have_count(2)
    expect(changes.entries.last).to_contain_text("Undone")
    has_no_barriers(changes.page)


def test_all_that_match_are_tagged_while_the_page_shows_how_far_it_is(
    team: Team, live: Live, nobody_has_it: Tag
) -> None:
    faults = live.platform.world.faults
    team.search("a").asks(q="a")
    button = team.main.get_by_role("button", name=re.compile("^Tag all [0-9]+ that match$"))
    count = button.inner_text().split()[2]
    button.click()
    page = TagPeople(team.page)
    expect(page.main).to_contain_text("Everybody who matches “a”.")
    page.tag("Leadership").check()
    page.press("Add")
    expect(page.sentence).to_have_text(f"Adds Leadership to {count} people")
    faults.add(Fault(Kind.SLOW, origin="api", method="PATCH", seconds=60))

    change = page.confirm()

    expect(change.progress).to_have_attribute("max", count)
    has_no_barriers(change.page)
    again = change.outcome.get_by_role("link", name="Look again")
    again.focus()
    with change.page.expect_response("**/now"):
        pass
    expect(again).to_be_focused()
    faults.clear()
    expect(change.outcome).to_contain_text(f"Added to “Leadership”: {count} people.")
    expect(change.page.get_by_role("status").first).to_contain_text("Added to “Leadership”")
    expect(change.outcome.locator("[hx-trigger]")).to_have_count(0)


def test_one_who_is_not_taken_stands_apart_in_every_look(
    team: Team, live: Live, nobody_has_it: Tag
) -> None:
    team.box(ANTONIO).check()
    team.box(CALLUM).check()
    team.chosen.get_by_role("button", name="Tag…").click()
    page = TagPeople(team.page)
    page.tag("Leadership").check()
    page.press("Add")
    expect(page.sentence).to_be_visible()
    faults = live.platform.world.faults
    faults.add(Fault(Kind.TOO_MANY, origin="api", method="PATCH", retry_after=600))

    change = page.confirm()

    expect(change.group("Not added: 2").get_by_role("link", name=CALLUM)).to_be_visible()
    has_no_barriers(change.page)
    faults.clear()
    change.press("Continue")
    expect(change.group("Added: 2")).to_be_visible()
    assert len(tag(live).profiles) == 2


def test_the_same_works_without_script(
    new_context: NewContext, live: Live, nobody_has_it: Tag
) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    team = Team.visit(context.new_page())
    for name in (ANTONIO, AOIFE):
        team.box(name).check()
    team.chosen.get_by_role("button", name="Tag…").click()
    page = TagPeople(team.page)
    page.tag("Leadership").check()
    page.press("Add")
    expect(page.sentence).to_have_text("Adds Leadership to 2 people")
    faults = live.platform.world.faults
    faults.add(Fault(Kind.SLOW, origin="api", method="PATCH", seconds=60))

    change = page.confirm()

    expect(change.progress).to_be_visible()
    faults.clear()
    while change.progress.count():
        change = change.look_again()
    expect(change.outcome).to_contain_text("Added to “Leadership”: 2 people.")


def test_ten_thousand_that_are_chosen_leave_the_list_quick(
    team: Team, live: Live, nobody_has_it: Tag
) -> None:
    page = team.page
    page.evaluate(
        """() => {
          for (let number = 0; number < 10000; number++) {
            const box = document.createElement("input");
            box.type = "checkbox";
            box.value = number.toString(16).padStart(24, "0");
            box.setAttribute("form", "chosen");
            document.body.append(box);
            box.click();
            box.remove();
          }
        }"""
    )
    expect(team.chosen).to_contain_text("10,000 chosen")
    expect(team.chosen.get_by_role("button", name="Compare")).to_be_disabled()

    took = page.evaluate(
        """() => {
          const begun = performance.now();
          document.querySelector("[type=checkbox][form=chosen]").click();
          document.body.offsetHeight;
          return performance.now() - begun;
        }"""
    )

    assert took < 100, f"{took} ms for one tick"
    team.chosen.get_by_role("button", name="Tag…").click()
    expect(TagPeople(page).main).to_contain_text("10,000 more of those chosen")


def test_the_token_stands_in_no_address(team: Team) -> None:
    for name in (ANTONIO, AOIFE):
        team.box(name).check()

    team.press_compare()

    expect(team.page.get_by_role("heading", level=1)).to_have_text("Compare")
    assert "csrf" not in team.page.url
