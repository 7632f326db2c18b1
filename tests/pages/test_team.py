"""The roster against the sandbox's own people: nobody lost, nobody doubled, nothing invented."""

import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site
from webapp.pages.compare.chosen import MOST

LIMIT = 100


@pytest.fixture
def people(platform: Running) -> list[Profile]:
    """Everybody of the account, as the platform has them."""
    profiles = platform.world.accounts[0].profiles
    return [person for page in (1, 2) for person in profiles.page(page, LIMIT)]


def ids(page: Page) -> list[str]:
    """Who is on the page, in its order."""
    links = page.soup.select("table th[scope=row] a")
    return [str(link["href"]).rpartition("/")[2] for link in links]


def tag_id(platform: Running, label: str) -> str:
    return next(tag.id for tag in platform.world.accounts[0].tags if tag.label == label)


def test_everybody_is_on_exactly_one_page(site: Site, people: list[Profile]) -> None:
    seen = ids(site.get("/team")) + ids(site.get("/team", page=2))

    assert len(seen) == len(people) == 60
    assert set(seen) == {person.id for person in people}


def test_the_list_names_as_many_to_compare_as_there_is_room_for(site: Site) -> None:
    page = site.get("/team")

    [told] = page.soup.select("#chosen [data-most]")
    assert told["data-most"] == str(MOST) == "5"
    [kept] = page.soup.select("#chosen [data-kept]")
    assert kept.has_attr("hidden"), "without script nothing is kept"


def test_reading_again_swaps_the_list_and_is_a_link_without_script(site: Site) -> None:
    [again] = site.get("/team", q="o", sort="-d").soup.select("#read-again")

    assert again["href"] == "/team?q=o&sort=-d"
    assert again["hx-boost"] == "true"
    assert again.find_parent(id="members")


def test_a_row_shows_what_the_platform_sent(site: Site, people: list[Profile]) -> None:
    person = next(p for p in people if p.disc and p.core and p.focus and p.last_name)
    assert person.disc is not None
    assert person.core is not None

    (row,) = site.get("/team", q=person.email).rows()

    assert row[0] == f"{person.first_name} {person.last_name}"
    assert row[1] == person.email
    assert row[3].replace(" ", "") == person.disc.style
    assert [float(cell) for cell in row[4:8]] == pytest.approx(
        [person.disc.d, person.disc.i, person.disc.s, person.disc.c], abs=0.051
    )


def test_search_finds_by_name_in_any_case_order_and_without_accents(site: Site) -> None:
    found = site.get("/team", q="ZUNIGA concepcion")

    assert [row[0] for row in found.rows()] == ["Concepción Zúñiga"]


def test_a_tag_narrows_to_those_who_carry_it(site: Site, platform: Running) -> None:
    account = platform.world.accounts[0]
    tag = next(tag for tag in account.tags if tag.label == "Leadership")

    assert set(ids(site.get("/team", tag=tag.id))) == set(tag.profiles)


def test_two_tags_narrow_to_those_who_carry_both(site: Site, platform: Running) -> None:
    remote, sales = tag_id(platform, "Remote"), tag_id(platform, "Field sales")
    both = set(ids(site.get(f"/team?tag={remote}"))) & set(ids(site.get(f"/team?tag={sales}")))

    assert set(ids(site.get(f"/team?tag={remote}&tag={sales}"))) == both


def test_a_style_narrows_to_those_who_have_it(site: Site, people: list[Profile]) -> None:
    having = {person.id for person in people if person.disc and person.disc.style == "SC"}

    assert set(ids(site.get("/team", style="SC"))) == having


@pytest.mark.parametrize("key", ["d", "i", "s", "c"])
def test_scores_sort_both_ways_with_absent_ones_last(
    site: Site, people: list[Profile], key: str
) -> None:
    scored = sorted(getattr(p.disc, key) for p in people if p.disc)
    for sort, expected in ((key, scored), (f"-{key}", scored[::-1])):
        page = site.get("/team", sort=sort, size=200)
        by_id = {person.id: person for person in people}
        order = [by_id[person_id].disc for person_id in ids(page)]
        assert [getattr(disc, key) for disc in order if disc] == expected
        assert None not in order[: len(scored)], "an absent score is not last"


def test_the_part_holds_the_same_rows_as_the_page(site: Site) -> None:
    path = "/team?q=a&sort=-updated&size=25"

    page, part = site.get(path), site.partial(path)

    assert page.rows() == part.rows()
    assert part.soup.find("h1") is None
    assert part.soup.find(id="members")


def test_page_and_part_are_kept_apart_by_caches(site: Site) -> None:
    for answer in (site.get("/team"), site.partial("/team")):
        for header in ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request"):
            assert header in answer.headers["Vary"]


def test_a_history_restore_gets_the_whole_page(site: Site) -> None:
    answer = site.client.get(
        "/team",
        base_url="http://127.0.0.1:8000",
        headers={
            "HX-Request": "true",
            "HX-Request-Type": "partial",
            "HX-History-Restore-Request": "true",
        },
    )

    assert answer.get_data(as_text=True).lower().startswith("<!doctype html>")


@pytest.mark.parametrize(
    "query",
    [
        "page=abc",
        "page=-1",
        "page=0",
        "page=9999999999999999999999",
        "page=%00",
        "size=7.5",
        "size=100000",
        "sort=password",
        "style=%3Cb%3E",
        "tag=unknown",
        "tag=../account",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=" + "x" * 5000,
        "q=%ff%fe",
        "nonsense=1",
        "page=1&page=2",
    ],
)
def test_a_hostile_question_is_still_a_page(site: Site, query: str) -> None:
    page = site.get(f"/team?{query}")

    assert page.heading == "Team"
    assert "<script>alert" not in page.html


def test_a_page_number_that_is_none_is_said_and_the_first_page_shown(site: Site) -> None:
    page = site.get("/team", page="abc")

    assert "abc" in page.text
    assert ids(page) == ids(site.get("/team"))


def test_without_the_tags_scope_no_tag_is_asked_for_and_the_page_says_why(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))
    platform.world.witness.clear()

    page = visitor.get("/team", q="a")

    assert platform.world.witness.arrivals("/api/v4/tags") == []
    assert page.soup.find("select", attrs={"name": "tag"}) is None
    assert page.links()["Allow tags"] == "/sign-in?scope=tags:manage&next=/team?q%3Da"


def test_another_account_shows_its_own_people_only(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(account="Northlight Studio"))

    page = visitor.get("/team", size=200)

    theirs = platform.world.accounts[1].profiles.page(1, LIMIT)
    assert set(ids(page)) == {person.id for person in theirs}
    assert "Northlight Studio" in page.text
