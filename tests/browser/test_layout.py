"""Nothing needs to be scrolled sideways, whatever people are called."""

import pytest
from playwright.sync_api import expect

from sandbox.population.profiles import Profile
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import Live

AWKWARD = 5
"""How many of the last people of the account are awkward: see sandbox.population.edges."""
WIDTHS = (320, 390, 768, 1280)


def awkward(live: Live) -> list[Profile]:
    """Those with 200 characters, markup, right-to-left, unknown keys, and no last name."""
    profiles = live.account.profiles
    return [profiles.at(index) for index in range(len(profiles) - AWKWARD, len(profiles))]


def name_of(profile: Profile) -> str:
    return " ".join(filter(None, (profile.first_name, profile.last_name)))


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_fits(team: Team, live: Live, width: int) -> None:
    team.page.set_viewport_size({"width": width, "height": 844})
    everybody = Team.visit(team.page, "?size=100")
    assert len(everybody.names) == len(live.account.profiles)
    assert everybody.fits()

    for profile in awkward(live):
        person = everybody.open(name_of(profile)).unfold()
        assert person.fits(), f"{name_of(profile)} does not fit"
        person.page.go_back()
        everybody = Team(person.page)


@pytest.mark.parametrize("width", [360, 390])
def test_the_menu_is_one_line_on_a_phone(team: Team, width: int) -> None:
    team.page.set_viewport_size({"width": width, "height": 844})
    links = team.page.get_by_role("navigation", name="Main").get_by_role("link").all()
    boxes = [box for link in links if (box := link.bounding_box())]

    assert len(boxes) == 5
    assert len({box["y"] for box in boxes}) == 1
    assert team.fits()


def test_names_are_text_and_never_markup(team: Team, live: Live) -> None:
    name = name_of(awkward(live)[1])
    assert "<img" in name

    team.search("robin").asks(q="robin")

    expect(team.link_to(name)).to_be_visible()
    expect(team.people.get_by_role("img")).to_have_count(0)
    expect(team.open(name).main.locator("b", has_text="Robin")).to_have_count(0)


def test_a_right_to_left_name_keeps_its_own_direction(team: Team, live: Live) -> None:
    name = name_of(awkward(live)[2])

    everybody = Team.visit(team.page, "?size=100")
    isolation = (
        everybody.link_to(name)
        .locator("bdi")
        .evaluate("each => getComputedStyle(each).unicodeBidi")
    )

    assert isolation == "isolate"
    person = everybody.open(name)
    expect(person.main.get_by_role("heading", level=1).locator("bdi")).to_have_text(name)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_search_that_finds_nobody_fits(team: Team, width: int) -> None:
    team.page.set_viewport_size({"width": width, "height": 844})
    words = "x" * 200

    query = f"?q={words}&tag={words}&style={words}&sort={words}&page={words}"

    assert Team.visit(team.page, query).fits()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_sign_in_page_fits(sign_in: SignIn, width: int) -> None:
    sign_in.page.set_viewport_size({"width": width, "height": 844})

    assert sign_in.fits()
