"""The DISC circle of the map against the sandbox's own people: everybody once, or named beside."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bs4 import Tag
from redis import Redis

from sandbox.population.profiles import Profile
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.consent import Consent
from tests.support.dashboard import environment
from tests.support.page import Page
from tests.support.platform import register_dashboard
from tests.support.site import Site
from webapp import create_app
from webapp.settings import from_env

LIMIT = 100
NAMES = {"d": "Dominance", "i": "Influence", "s": "Steadiness", "c": "Correctness"}


@contextmanager
def signed_in_at(people: int, valkey: str) -> Iterator[Site]:
    """An owner at a dashboard on a sandbox of its own, with so many people."""
    with running(build(people)) as platform:
        register_dashboard(platform.world)
        site = Site(create_app(from_env(environment(platform, valkey))))
        site.sign_in()
        yield site


@pytest.fixture
def people(platform: Running) -> list[Profile]:
    """Everybody of the account, as the platform has them."""
    profiles = platform.world.accounts[0].profiles
    return [person for page in (1, 2) for person in profiles.page(page, LIMIT)]


def lean(person: Profile) -> str | None:
    """The quadrant by plain arithmetic: of the four differences between opposites the greatest."""
    disc = person.disc
    if disc is None:
        return None
    apart = {
        "d": disc.d - disc.s,
        "i": disc.i - disc.c,
        "s": disc.s - disc.d,
        "c": disc.c - disc.i,
    }
    return max(apart, key=lambda letter: apart[letter])


def folds(page: Page) -> dict[str, Tag]:
    """What can be opened beside and below the circle, by its title."""
    found = page.soup.select(".circle details")
    return {detail.select("summary .title")[0].get_text(): detail for detail in found}


def ids(part: Tag) -> list[str]:
    """Whom the links of a part lead to, but for those within the page or to the list."""
    addresses = [str(link["href"]) for link in part.find_all("a", href=True)]
    return [a.rpartition("/")[2] for a in addresses if a.startswith("/team/") and "map" not in a]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_everybody_with_disc_is_in_exactly_one_mark(
    site: Site, people: list[Profile], width: str
) -> None:
    soup = site.get("/team/map").soup

    (drawing,) = soup.select(f"g.marks.{width}")
    shown = ids(drawing)
    for mark in drawing.select("a.group"):
        (gathered,) = soup.select(str(mark["href"]))
        members = ids(gathered)
        assert mark.select(".inscribed")[0].get_text() == str(len(members))
        shown += members
    assert Counter(shown) == Counter(person.id for person in people if person.disc)


def test_the_quadrants_count_and_name_those_who_lean_there(
    site: Site, people: list[Profile]
) -> None:
    found = folds(site.get("/team/map"))

    for letter, name in NAMES.items():
        leaning = [person.id for person in people if lean(person) == letter]
        count = found[name].select(".count")[0].get_text()
        assert count == f"{len(leaning)} people"
        assert sorted(ids(found[name])) == sorted(leaning)
        assert name in found[name].select("p")[0].get_text()


def test_an_empty_quadrant_is_named_in_words(site: Site) -> None:
    page = site.get("/team/map", style="D")

    assert "Nobody here leans towards Steadiness." in page.text
    assert "Steadiness" not in folds(page)


def test_whoever_has_no_disc_is_named_with_the_reason(site: Site, people: list[Profile]) -> None:
    absent = folds(site.get("/team/map"))["Not on the map"]

    assert sorted(ids(absent)) == sorted(person.id for person in people if not person.disc)
    assert "DISC: not taken yet" in absent.get_text()


def test_the_table_says_the_same_in_the_order_asked_for(site: Site, people: list[Profile]) -> None:
    rows = site.get("/team/map", sort="-d").soup.select("#placed tbody tr")

    by_score = sorted((p for p in people if p.disc), key=lambda p: p.disc.d if p.disc else 0)
    cells = [[cell.get_text() for cell in row.select("td")] for row in rows]
    shown = [(float(row[1]), row[5]) for row in cells]
    expected = [(p.disc.d, NAMES[lean(p) or ""]) for p in reversed(by_score) if p.disc]
    assert [lean for _, lean in shown] == [lean for _, lean in expected]
    assert [d for d, _ in shown] == pytest.approx([d for d, _ in expected], abs=0.051)


def test_the_pages_of_the_table_hold_everybody_once(site: Site, people: list[Profile]) -> None:
    pages = [site.get("/team/map", size=20, page=number) for number in (1, 2, 3)]

    shown = [person_id for page in pages for person_id in ids(page.soup.select("#placed")[0])]
    assert Counter(shown) == Counter(person.id for person in people if person.disc)
    assert pages[0].links()["Next"] == "/team/map?page=2&size=20#placed"
    assert "41 to 50 of 50" in pages[2].text
    assert pages[0].soup.select("g.marks") == pages[2].soup.select("g.marks")


def test_a_mark_is_a_link_that_says_the_person(site: Site) -> None:
    soup = site.get("/team/map", q="haruka watanabe").soup

    (mark,) = soup.select("g.marks.wide a")

    assert mark.select(".inscribed")[0].get_text() == "HW"
    assert str(mark["aria-label"]).startswith("Haruka Watanabe, style D")
    assert str(mark["aria-label"]).endswith("leans towards Dominance, far from the middle")
    assert site.get(str(mark["href"])).heading == "Haruka Watanabe"


def test_the_steps_of_the_keys_lead_to_marks_of_the_same_drawing(site: Site) -> None:
    for drawing in site.get("/team/map").soup.select("g.marks"):
        marks = {str(mark["id"]): mark for mark in drawing.select("a")}
        for mark in marks.values():
            steps = [mark.get(f"data-{side}") for side in ("left", "up", "right", "down")]
            assert {step for step in steps if step} <= set(marks)


def test_the_part_holds_the_same_circle_as_the_page(site: Site) -> None:
    page, part = (get("/team/map", q="a", style="SI") for get in (site.get, site.partial))

    assert page.soup.select(".circle") == part.soup.select(".circle")
    assert part.soup.select(".circle")


def test_nobody_matches(site: Site) -> None:
    page = site.get("/team/map", q="zzz")

    assert "Nobody matches" in page.text
    assert page.links()["clear the filters"] == "/team/map"
    assert page.soup.select(".circle") == []


def test_nobody_has_disc_yet(site: Site) -> None:
    page = site.get("/team/map", q="amal.karam")

    assert "there is nobody to place" in page.text
    assert "amal.karam@harborfinch.test" in folds(page)["Not on the map"].get_text()
    assert page.soup.select("g.marks") == []


def test_an_account_without_people(valkey: str, redis: Redis) -> None:
    with signed_in_at(0, valkey) as site:
        assert "Nobody here yet" in site.get("/team/map").text


def test_a_thousand_people_are_few_marks_and_a_small_page(valkey: str, redis: Redis) -> None:
    with signed_in_at(1000, valkey) as site:
        page = site.get("/team/map")

    marks = page.soup.select(".marks.wide a")
    counts = [int(str(mark["aria-label"]).split()[0]) for mark in marks if "group" in mark["class"]]
    assert len(marks) < 100
    assert f"{sum(counts) + len(marks) - len(counts)} people" in page.text
    assert len(page.html) < 250_000


def test_without_tags_the_circle_is_the_same(visitor: Site) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))

    page = visitor.get("/team/map")

    assert "Allow tags" in page.links()
    assert len(page.soup.select(".circle")) == 1


@pytest.mark.parametrize("query", ["page=99", "page=abc&size=7", "sort=-d", "q=%3Cb%3E", "style=X"])
def test_a_hostile_question_is_still_a_circle_or_says_why_not(site: Site, query: str) -> None:
    page = site.get(f"/team/map?{query}")

    assert page.heading == "Team map"
    assert page.soup.select(".circle, .empty")
