"""Lists of a large team: read one at a time, by an address of their own."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from bs4 import Tag

from sandbox.population.profiles import Profile
from sandbox.seed import build
from sandbox.server import Running
from tests.support.page import Page
from tests.support.site import Site

PEOPLE = 150


@pytest.fixture
def crowd(platform: Running) -> Iterator[list[Profile]]:
    """More people in the main account than are listed at once."""
    world, before = platform.world, platform.world.accounts
    profiles = build(PEOPLE).accounts[0].profiles
    world.accounts = (replace(before[0], profiles=profiles), *before[1:])
    yield profiles.page(1, PEOPLE)
    world.accounts = before


def the_opened(page: Page) -> Tag:
    (opened,) = page.soup.select("details.folded")
    assert opened["id"] == "opened"
    assert opened.has_attr("open")
    return opened


def listed(part: Tag) -> set[str]:
    return {str(link["href"]).rpartition("/")[2] for link in part.select(".scored a")}


def test_of_a_large_team_no_list_is_drawn_until_it_is_asked_for(
    site: Site, crowd: list[Profile]
) -> None:
    page = site.get("/team/map")

    assert page.soup.select("details.folded, .scored, .steps, .by-level") == []
    assert {"Dominance worked out", "Stability: people by level, and facets"} <= set(page.links())


def test_a_link_opens_one_list_with_everybody_in_it(site: Site, crowd: list[Profile]) -> None:
    page = site.get(site.get("/team/map").links()["Dominance worked out"])

    opened = the_opened(page)
    assert listed(opened) == {person.id for person in crowd if person.disc}
    assert "Number" in opened.get_text() or "Half way" in opened.get_text()


def test_a_domain_opens_its_people_by_level_and_its_facets(
    site: Site, crowd: list[Profile]
) -> None:
    page = site.get("/team/map")
    opened = the_opened(site.get(page.links()["Stability: people by level, and facets"]))

    assert listed(opened) == {person.id for person in crowd if person.focus}
    assert len(opened.select('table[aria-label="Facets of Stability"] tbody tr')) == 6


def test_a_style_opens_its_members(site: Site, crowd: list[Profile]) -> None:
    page = site.get("/team/map")
    (bar,) = (line for line in page.soup.select(".distribution a") if "X Z" in line.get_text(" "))

    assessed = sum(1 for person in crowd if person.disc)
    assert bar.get_text(" ", strip=True).endswith(f"1 of {assessed}, under 1%")
    opened = the_opened(site.get(str(bar["href"])))

    assert listed(opened) == {p.id for p in crowd if p.disc and p.disc.style == "XZ"}


def test_the_address_of_a_list_keeps_the_question(site: Site, crowd: list[Profile]) -> None:
    words = "a"
    address = site.get("/team/map", q=words).links()["Dominance worked out"]

    assert address == "/team/map?q=a&open=d#opened"
    page = site.get(address)
    assert page.field("q") == words
    assert the_opened(page)


def test_a_large_teams_middle_is_shown_among_its_neighbours(
    site: Site, crowd: list[Profile]
) -> None:
    page = site.get("/team/map", open="d")

    scores = sorted(person.disc.d for person in crowd if person.disc)
    written = the_opened(page).select_one(".in-order")
    assert written is not None
    shown = [float(v) for v in written.get_text(" ").strip(" …\n").replace(" ,", ",").split(",")]
    assert len(scores) > 100
    assert len(shown) <= 11
    middles = [float(mark.get_text()) for mark in written.select("b")]
    half = len(scores) // 2
    expected = scores[half - 1 : half + 1] if len(scores) % 2 == 0 else scores[half : half + 1]
    assert middles == pytest.approx(expected, abs=0.051)
