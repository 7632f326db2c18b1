"""Each score of a person among the team's, re-counted from what the sandbox holds."""

from collections.abc import Iterable
from statistics import median

import pytest

from sandbox.faults import Fault, Kind
from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site
from webapp.api.profiles import Profile as TeamMember
from webapp.people.team_spreads import Spreads, team_spreads

PROFILES = "/api/v4/profiles"


@pytest.fixture
def people(platform: Running) -> list[Profile]:
    """Everybody of the account, as the platform has them."""
    return platform.world.accounts[0].profiles.page(1, 100)


@pytest.fixture
def person(people: list[Profile]) -> Profile:
    """The first with everything."""
    return next(one for one in people if one.disc and one.focus and one.core)


def said(scores: Iterable[float]) -> str:
    """The range in words, plainly counted."""
    known = sorted(scores)
    low, middle, high = (
        f"{value:.1f}".removesuffix(".0") for value in (known[0], median(known), known[-1])
    )
    return f"here {low} to {high}, middle {middle}, of {len(known)} people"


def cells(page: Page, table: str) -> dict[str, str]:
    """The range said in each row of a table, by the row's head."""
    rows = page.soup.select(f"{table} tbody tr")
    heads = {row.th.get_text(): row.select_one(".here") for row in rows if row.th}
    return {head: here.get_text() for head, here in heads.items() if here}


def tag_id(platform: Running, label: str) -> str:
    return next(tag.id for tag in platform.world.accounts[0].tags if tag.label == label)


def dominance(page: Page) -> str:
    return cells(page, ".behind table")["Dominance"]


def test_the_range_of_every_dimension_is_what_a_plain_count_gives(
    site: Site, people: list[Profile], person: Profile
) -> None:
    discs = [one.disc for one in people if one.disc]

    assert cells(site.get(f"/team/{person.id}"), ".behind table") == {
        "Dominance": said(disc.d for disc in discs),
        "Influence": said(disc.i for disc in discs),
        "Steadiness": said(disc.s for disc in discs),
        "Correctness": said(disc.c for disc in discs),
    }


def test_the_range_of_every_domain_and_facet_is_what_a_plain_count_gives(
    site: Site, people: list[Profile], person: Profile
) -> None:
    page = site.get(f"/team/{person.id}")
    focuses = [one.focus for one in people if one.focus]
    assert person.focus is not None
    shown = [here.get_text() for here in page.soup.select(".focus .here")]

    expected = []
    for key, domain in person.focus.items():
        expected.append(said(focus[key].score for focus in focuses if key in focus))
        expected += [
            said(focus[key].facets[facet].score for focus in focuses if key in focus)
            for facet in domain.facets
        ]

    assert shown == expected
    assert len(shown) == 35


def test_a_tag_makes_those_who_carry_it_the_team(
    site: Site, platform: Running, people: list[Profile], person: Profile
) -> None:
    tag = tag_id(platform, "Remote")
    members = next(each for each in platform.world.accounts[0].tags if each.id == tag).profiles

    page = site.get(f"/team/{person.id}", tag=tag)

    assert dominance(page) == said(one.disc.d for one in people if one.disc and one.id in members)
    assert "everyone tagged “Remote”" in page.text
    assert page.soup.select_one(f"select option[selected][value='{tag}']")
    assert page.links()["Read again"] == f"/team/{person.id}?tag={tag}"


def test_an_unknown_tag_is_said_and_everyone_is_the_team(site: Site, person: Profile) -> None:
    page = site.get(f"/team/{person.id}", tag="<b>x")

    assert "“<b>x” is not a tag of this account; the ranges are of everyone." in page.text
    assert dominance(page) == dominance(site.get(f"/team/{person.id}"))


def test_scores_that_fewer_than_three_have_get_no_range_which_is_said_once(
    site: Site, people: list[Profile]
) -> None:
    odd = next(one for one in people if one.focus and "curiosity" in one.focus)

    page = site.get(f"/team/{odd.id}")

    assert page.text.count("Fewer than 3 people of this team") == 1
    assert "here" not in page.soup.select(".domain")[0].get_text()
    assert "here" in page.soup.select(".domain")[1].get_text()


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.FORBIDDEN, Kind.TOO_MANY, Kind.HTML])
def test_where_the_team_cannot_be_read_the_person_is_still_shown(
    site: Site, platform: Running, person: Profile, kind: Kind
) -> None:
    platform.world.faults.add(Fault(kind, path=PROFILES))

    page = site.get(f"/team/{person.id}?tag={tag_id(platform, 'Remote')}")

    assert page.heading.startswith(str(person.first_name))
    assert "The team could not be read just now" in page.text
    assert page.soup.select(".here, .strip") == []
    assert page.soup.select(".disc-chart .column")


def test_without_the_tags_scope_there_is_nothing_to_choose_and_it_is_said(
    visitor: Site, person: Profile
) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))

    page = visitor.get(f"/team/{person.id}", tag="9")

    assert page.soup.find("select", attrs={"name": "tag"}) is None
    assert "Tags are not allowed, so the ranges are of everyone." in page.text
    assert "50 people" in dominance(page)


def test_no_word_of_rank_is_said_of_anybody(site: Site, people: list[Profile]) -> None:
    for person in people:
        text = site.get(f"/team/{person.id}").text.lower()
        for word in ("percentile", "better", "worse", "rank", "top ", "nan"):
            assert f" {word}" not in text


def test_the_team_is_walked_over_once_for_all_its_people(
    site: Site, platform: Running, people: list[Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And again as soon as somebody's scores have changed."""
    walks: list[object] = []

    def counted(team: Iterable[TeamMember]) -> Spreads:
        walks.append(team)
        return team_spreads(team)

    monkeypatch.setattr("webapp.pages.profile.views.team_spreads", counted)
    first, second = (one.id for one in people[:2])
    for each in (first, second):
        before = site.get(f"/team/{each}")
    assert len(walks) == 1

    platform.world.accounts[0].profiles.change(people[5].id, first_name="Renamed")
    again = [site.get(f"/team/{each}") for each in (first, second)]

    assert len(walks) == 2
    assert cells(again[1], ".behind table") == cells(before, ".behind table")
