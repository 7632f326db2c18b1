"""The whole way without a mouse; where the keys go can always be seen."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.screens.compare import Compare
from tests.browser.screens.person import Person
from tests.browser.screens.team import Team
from tests.browser.screens.team_circle import TeamCircle

_OUTLINE = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""
_IN_SIGHT = """() => {
  const { top, left, bottom, right } = document.activeElement.getBoundingClientRect();
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
}"""
MANY = 40


def press(page: Page, key: str) -> None:
    """Press a key; whatever then has the focus must show it."""
    page.keyboard.press(key)
    assert page.evaluate(_OUTLINE), f"the focus cannot be seen at {focused(page)}"
    assert page.evaluate(_IN_SIGHT), f"the focus is out of sight at {focused(page)}"


def focused(page: Page) -> str:
    """What has the focus, as it can be read."""
    text: str = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    return text


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    for _ in range(MANY):
        press(page, "Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not within {MANY} stops: {wanted}")


def test_list_map_and_comparison_are_walked_by_keyboard_alone(team: Team) -> None:
    page = team.page
    tab_to(page, team.search_box)
    page.keyboard.type("ri", delay=20)
    team.asks(q="ri")
    expect(page.locator(".htmx-request")).to_have_count(0)
    names = team.names[:2]
    for name in names:
        tab_to(page, team.box(name))
        page.keyboard.press("Space")
        expect(team.box(name)).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Compare"))
    page.keyboard.press("Enter")
    compared = Compare(page).shows(*names)

    tab_to(page, compared.region("People").get_by_role("link", name=names[0], exact=True))
    page.keyboard.press("Enter")
    person = Person(page, names[0])
    tab_to(page, person.main.get_by_role("link", name="Team", exact=True))
    page.keyboard.press("Enter")
    Team(page)

    tab_to(page, page.get_by_role("link", name="Map", exact=True))
    page.keyboard.press("Enter")
    circle = TeamCircle(page)
    tab_to(page, circle.stops)
    seen = {circle.focused}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "Home"):
        page.keyboard.press(key)
        seen.add(circle.focused)
    assert len(seen) > 3, "the arrows walk from mark to mark"
    assert all(seen), "and each is told"
    tab_to(page, circle.folds.filter(has_text="The same as a table").locator("summary"))


def test_a_person_is_found_by_keyboard_alone(team: Team) -> None:
    page = team.page
    press(page, "Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab_to(page, team.search_box)
    page.keyboard.type("karaca", delay=20)
    team.asks(q="karaca")
    expect(team.rows).to_have_count(1)
    expect(team.search_box).to_be_focused()
    expect(team.search_box).to_have_value("karaca")

    person = team.link_to("Kaan Karaca")
    tab_to(page, person)
    page.keyboard.press("Enter")
    Person(page, "Kaan Karaca")


def test_a_column_keeps_the_focus_when_it_sorts(team: Team) -> None:
    head = team.column("E-mail").get_by_role("link")
    head.focus()

    team.page.keyboard.press("Enter")
    team.asks(sort="email")

    expect(team.column("E-mail")).to_have_attribute("aria-sort", "ascending")
    expect(head).to_be_focused()


def test_the_domains_of_focus_open_by_keyboard(team: Team) -> None:
    person = team.open("Cécile Langlois")
    domain = person.section("Focus").get_by_role("group").first
    facets = domain.get_by_role("table")
    expect(facets).to_be_hidden()

    domain.locator("summary").focus()
    person.page.keyboard.press("Enter")

    expect(facets).to_be_visible()


def test_a_person_is_told_by_voice_how_many_were_found(team: Team) -> None:
    team.search("karaca").asks(q="karaca")

    expect(team.page.get_by_role("status")).to_contain_text("1 of 60 people")
