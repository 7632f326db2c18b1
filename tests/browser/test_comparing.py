"""Choosing people in the list and seeing them side by side: by keyboard, and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers, must_pass
from tests.browser.screens.compare import Compare
from tests.browser.screens.person import Person
from tests.browser.screens.team import Team
from tests.browser.test_keyboard import press
from tests.browser.test_layout import WIDTHS, awkward
from tests.support.browser_live import Live

ANTONIO, AOIFE, CALLUM = "António Magalhães", "Aoife O'Sullivan", "Callum Byrne"
KAAN = "Kaan Karaca"


def test_three_are_chosen_by_keyboard_compared_and_one_is_removed(team: Team) -> None:
    page = team.page
    for name in (ANTONIO, AOIFE, CALLUM):
        team.box(name).focus()
        press(page, "Space")
        expect(team.box(name)).to_be_checked()
    expect(team.chosen).to_contain_text("3 chosen")

    page.keyboard.press("Enter")
    compare = Compare(page).shows(ANTONIO, AOIFE, CALLUM)
    expect(compare.region("Differences").get_by_role("img").first).to_be_visible()
    two = compare.remove(AOIFE).shows(ANTONIO, CALLUM)
    two.add(AOIFE).shows(ANTONIO, CALLUM, AOIFE).back().shows(ANTONIO, CALLUM)
    two.back().shows(ANTONIO, AOIFE, CALLUM).reload().back_to_team()


def test_choices_outlive_searching_sorting_and_paging(team: Team) -> None:
    team.box(AOIFE).check()
    expect(team.chosen).to_contain_text("1 chosen")
    team.search("karaca").asks(q="karaca")
    team.box(KAAN).check()
    expect(team.chosen).to_contain_text("2 chosen")
    team.search("").asks()
    expect(team.box(AOIFE)).to_be_checked()
    team.sort_by("E-mail").asks(sort="email")
    team.page.get_by_role("link", name="Next").click()
    team.asks(sort="email", page="2")
    expect(team.chosen).to_contain_text("2 chosen")
    team = team.back().asks(sort="email")
    expect(team.box(AOIFE)).to_be_checked()
    team.box(AOIFE).uncheck()
    team.box(CALLUM).check()

    team.search("karaca").asks(q="karaca", sort="email")
    expect(team.box(CALLUM)).to_have_count(0)

    Compare(team.press_compare()).shows(KAAN, CALLUM)


def test_choices_outlive_reading_the_list_again(team: Team) -> None:
    team.search("o").asks(q="o")
    for name in (AOIFE, ANTONIO):
        team.box(name).check()
    team.search("aoife").asks(q="aoife")
    again = team.main.get_by_role("link", name="Read again")
    with team.page.expect_response("**/team?q=aoife"):
        again.press("Enter")

    expect(again).to_be_focused()
    expect(team.chosen).to_contain_text("2 chosen")
    expect(team.chosen).to_contain_text("Kept while you search, sort and page")
    expect(team.box(AOIFE)).to_be_checked()
    Compare(team.press_compare()).shows(AOIFE, ANTONIO)


def test_more_than_five_are_said_to_be_too_many_at_once(team: Team) -> None:
    told = team.chosen.get_by_text("chosen")
    boxes = team.people.get_by_role("checkbox")
    for place in range(5):
        boxes.nth(place).check()
    expect(told).to_have_text("5 chosen")

    boxes.nth(5).check()

    expect(told).to_have_text("6 chosen; five at most are compared")
    expect(told).to_have_attribute("aria-live", "polite")
    boxes.nth(0).uncheck()
    expect(told).to_have_text("5 chosen")


def test_a_choice_is_no_question_to_the_list(team: Team) -> None:
    asked: list[str] = []
    team.page.on("request", lambda request: asked.append(request.url))
    team.page.clock.install()

    team.box(AOIFE).check()
    team.page.clock.run_for(1000)
    team.search("karaca")
    team.page.clock.run_for(1000)
    team.asks(q="karaca")

    lists = [url for url in asked if "/team" in url]
    assert [url for url in lists if "q=karaca" not in url] == []
    assert lists


def test_all_choices_are_undone_at_once(team: Team) -> None:
    team.box(AOIFE).check()
    team.search("karaca").asks(q="karaca")
    expect(team.chosen).to_contain_text("1 chosen")

    team.chosen.get_by_role("button", name="Choose nobody").click()

    expect(team.chosen).to_contain_text("Choose people to tag")
    team.search("").asks()
    expect(team.box(AOIFE)).not_to_be_checked()
    expect(Compare(team.press_compare()).main).to_contain_text("Choose two to five people")


def test_the_same_works_without_script(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context)
    team = Team.visit(context.new_page())
    for name in (ANTONIO, AOIFE):
        team.box(name).check()

    compare = Compare(team.press_compare()).shows(ANTONIO, AOIFE)
    compare.add(CALLUM).shows(ANTONIO, AOIFE, CALLUM).remove(ANTONIO).shows(AOIFE, CALLUM)


def test_a_card_is_a_link_and_its_box_is_a_box(team: Team) -> None:
    team.page.set_viewport_size({"width": 390, "height": 844})
    team.box(AOIFE).click()
    expect(team.box(AOIFE)).to_be_checked()
    expect(team.chosen.get_by_role("button", name="Compare")).to_be_in_viewport()
    assert team.fits()

    card = team.people.get_by_role("row").filter(has_text=CALLUM)
    card.get_by_text("Wealth").click(force=True)  # what is hit is the stretched link
    person = Person(team.page, CALLUM)

    person.main.get_by_role("link", name="Compare with…").click()
    expect(Compare(team.page).shows(CALLUM).main).to_contain_text("Add at least one more person")


@pytest.mark.parametrize("width", WIDTHS)
def test_anybody_fits_beside_anybody(team: Team, live: Live, width: int) -> None:
    team.page.set_viewport_size({"width": width, "height": 844})
    ids = [profile.id for profile in awkward(live)]

    assert Compare.visit(team.page, *ids).unfold().fits()
    assert Compare.visit(
        team.page, *ids, *ids[::-1], "x" * 200, live.account.profiles.at(0).id
    ).fits()


def test_there_are_no_barriers(team: Team, live: Live) -> None:
    team.box(AOIFE).check()
    has_no_barriers(team.page)
    profiles = live.account.profiles
    ids = [profile.id for profile in [*awkward(live), profiles.at(0)]]
    has_no_barriers(Compare.visit(team.page, *ids).unfold().page)
    has_no_barriers(Compare.visit(team.page, profiles.at(0).id, "../x").page)

    team.page.emulate_media(forced_colors="active")
    must_pass(Compare.visit(team.page, *ids).unfold().page)
