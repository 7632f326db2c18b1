"""The comparison against the sandbox's own people: every state has its address and its sentence."""

import pytest
from bs4 import Tag

from sandbox.faults import Fault, Kind
from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site

NOT_HERE = "One of the people is not in this account."


@pytest.fixture
def people(platform: Running) -> list[Profile]:
    return list(platform.world.accounts[0].profiles.page(1, 100))


@pytest.fixture
def complete(people: list[Profile]) -> list[Profile]:
    """Those with all three results."""
    return [person for person in people if person.disc and person.focus and person.core]


def compare(site: Site, *ids: str) -> Page:
    query = "&".join(f"id={each}" for each in ids)
    page = site.get(f"/team/compare?{query}")
    assert page.heading == "Compare"
    return page


def named(page: Page) -> list[str]:
    """Who is compared, in the order shown."""
    links = page.soup.select(".people a.who")
    return [str(link["href"]).rpartition("/")[2] for link in links]


def section(page: Page, heading: str) -> Tag:
    found = page.soup.find(id=heading)
    assert found is not None, f"no section {heading}"
    assert found.parent is not None
    return found.parent


def figures(part: Tag, caption: str) -> dict[str, list[str]]:
    """The first cells of each line of a table are the people's, the last is how far apart."""
    table = part.find("caption", string=caption)
    if table is None or table.parent is None:
        return {}
    return {
        str(row.th.contents[0]).strip(): [
            str(next(cell.stripped_strings)) for cell in row.find_all("td")
        ]
        for row in table.parent.select("tbody tr")
        if row.th
    }


def test_every_dimension_stands_once_where_its_scores_put_it(
    site: Site, complete: list[Profile]
) -> None:
    one, other = complete[:2]
    assert one.disc is not None
    assert other.disc is not None
    page = compare(site, one.id, other.id)

    apart = figures(section(page, "differences"), "DISC, scores")
    close = figures(section(page, "shared"), "DISC, scores")

    assert len(apart) + len(close) == 4
    names = {"d": "Dominance", "i": "Influence", "s": "Steadiness", "c": "Correctness"}
    for letter, name in names.items():
        here, there = getattr(one.disc, letter), getattr(other.disc, letter)
        line = (apart if abs(here - there) >= 20 else close)[name]
        assert [float(cell) for cell in line[:2]] == pytest.approx([here, there], abs=0.051)
        assert float(line[2]) == pytest.approx(abs(here - there), abs=0.101)


def test_all_that_is_drawn_is_also_in_a_table_and_in_words(
    site: Site, complete: list[Profile]
) -> None:
    page = compare(site, *(person.id for person in complete[:3]))

    for side in ("differences", "shared"):
        part = section(page, side)
        drawn = [str(title.string) for title in part.select("svg.strip title")]
        listed = [*figures(part, "DISC, scores"), *figures(part, "Focus, scores")]
        assert drawn == listed
        for picture in part.select("svg.strip"):
            assert picture["role"] == "img"
            assert part.find(id=picture["aria-labelledby"])
            description = part.find(id=picture["aria-describedby"])
            assert description is not None
            assert str(complete[0].first_name) in description.text


def test_people_stand_in_the_order_of_the_address_each_once(
    site: Site, complete: list[Profile]
) -> None:
    ids = [person.id for person in complete[:3]]

    page = compare(site, ids[2], ids[0], ids[2], "", ids[1])

    assert named(page) == [ids[2], ids[0], ids[1]]


def test_removing_and_adding_are_links_and_a_form_that_keep_the_order(
    site: Site, complete: list[Profile]
) -> None:
    first, second, third = (person.id for person in complete[:3])
    page = compare(site, first, second, third)

    remove = page.soup.select(".people a.remove")[1]
    assert named(site.get(str(remove["href"]))) == [first, third]
    form = page.soup.select_one("form.picker")
    assert form is not None
    assert [field["value"] for field in form.select("input[name=id]")] == [first, second, third]
    offered = [option["value"] for option in form.select("option")]
    assert len(offered) == 60 - 3 + 1
    assert not {first, second, third} & set(offered)


def test_nobody_chosen_says_how_to_choose(site: Site) -> None:
    for query in ((), ("",)):
        page = compare(site, *query)
        assert "Choose two to five people" in page.text
        assert page.soup.select_one("form.picker select")
        assert page.soup.find(id="differences") is None


def test_one_person_is_offered_others(site: Site, complete: list[Profile]) -> None:
    person = complete[0]
    leads = site.get(f"/team/{person.id}").links()["Compare with…"]

    page = site.get(leads)

    assert named(page) == [person.id]
    assert "Add at least one more person" in page.text
    assert page.soup.find(id="differences") is None


def test_more_than_five_are_named_as_left_out_and_kept(site: Site, complete: list[Profile]) -> None:
    ids = [person.id for person in complete[:7]]

    page = compare(site, *ids)

    assert named(page) == ids[:5]
    note = page.soup.select_one(".note")
    assert note is not None
    for person in complete[5:7]:
        assert str(person.first_name) in note.text
    assert "Five people are compared at most" in note.text
    assert page.soup.select_one("form.picker") is None
    fewer = site.get(str(page.soup.select(".people a.remove")[0]["href"]))
    assert named(fewer) == ids[1:6]
    assert named(site.get(page.links()["Remove all that are left out"])) == ids[:5]


def test_a_stranger_and_somebody_deleted_are_told_alike_and_the_rest_compared(
    site: Site, platform: Running, complete: list[Profile]
) -> None:
    stranger = next(iter(platform.world.accounts[1].profiles.page(1, 1))).id
    ids = [person.id for person in complete[:2]]

    pages = [compare(site, ids[0], each, ids[1]) for each in (stranger, "66a1f0c2b7d8e9001c3a0000")]

    for page in pages:
        assert NOT_HERE in page.text
        assert named(page) == ids
        assert page.soup.find(id="differences")
    assert len({page.text.replace(stranger, "") for page in pages}) == 1


@pytest.mark.parametrize("bad", ["../account", "<script>alert(1)</script>", "a b", "x" * 200])
def test_what_is_no_id_is_said_and_is_no_markup(
    site: Site, complete: list[Profile], bad: str
) -> None:
    page = site.get("/team/compare", id=[complete[0].id, bad])

    assert "is not a person’s id; it was left out." in page.text
    assert named(page) == [complete[0].id]
    assert "<script>alert" not in page.html


def test_a_missing_assessment_is_said_for_its_part_and_the_others_compared(
    site: Site, people: list[Profile], complete: list[Profile]
) -> None:
    partly = next(person for person in people if person.disc and not person.focus)
    pending = next(person for person in people if not (person.disc or person.focus or person.core))

    page = compare(site, complete[0].id, partly.id, pending.id)

    missing = " ".join(section(page, "missing").get_text(" ").split())
    assert f"DISC: not taken yet by C {pending.email}" in missing
    assert f"Focus: not taken yet by B {partly.first_name}" in missing
    assert page.soup.select("svg.strip"), "nothing is compared"


def test_where_two_share_no_score_that_is_said_once_and_nothing_of_how_far_apart(
    site: Site, people: list[Profile], complete: list[Profile]
) -> None:
    pending = [p for p in people if not (p.disc or p.focus or p.core)][:2]

    for pair in (pending, (complete[0], pending[0])):
        page = compare(site, *(person.id for person in pair))

        assert page.text.count("There are no scores to compare") == 1
        assert "Nothing that can be compared" not in page.text


def test_what_nobody_has_heard_of_is_shown_in_words(
    site: Site, people: list[Profile], complete: list[Profile]
) -> None:
    odd = next(person for person in people if person.disc and person.disc.style == "XZ")

    page = compare(site, odd.id, complete[0].id)

    single = figures(section(page, "missing"), "Scores that fewer than two have")
    assert single["Curiosity"] == ["61", "—", "—"]
    assert "Stargazing" in section(page, "differences").text
    assert "Soaring" in section(page, "missing").text


def test_everybody_can_be_compared_with_everybody(site: Site, people: list[Profile]) -> None:
    for start in range(0, len(people), 5):
        ids = [person.id for person in people[start : start + 5]]
        assert named(compare(site, *ids)) == ids


def test_people_are_read_once_and_by_the_list(
    site: Site, platform: Running, complete: list[Profile]
) -> None:
    platform.world.witness.clear()

    compare(site, *(person.id for person in complete[:4]))

    assert platform.world.witness.arrivals("/api/v4/profile/") == []
    assert len(platform.world.witness.arrivals("/api/v4/profiles")) <= 2


def test_without_the_tags_scope_no_tag_is_asked_for_and_the_page_says_why(
    visitor: Site, platform: Running, complete: list[Profile]
) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))
    platform.world.witness.clear()

    page = compare(visitor, complete[0].id, complete[1].id)

    assert platform.world.witness.arrivals("/api/v4/tags") == []
    assert "scope=tags:manage" in page.links()["Allow tags"]


def test_tags_in_common_are_shown(site: Site, platform: Running) -> None:
    tag = next(tag for tag in platform.world.accounts[0].tags if len(tag.profiles) > 1)

    page = compare(site, *list(tag.profiles)[:2])

    assert tag.label in section(page, "shared").text


def test_names_stay_out_of_every_address(site: Site, complete: list[Profile]) -> None:
    page = compare(site, *(person.id for person in complete[:6]))

    for link in page.soup.select("main a[href]"):
        for person in complete[:6]:
            assert str(person.last_name).casefold() not in str(link["href"]).casefold()


def test_reading_again_leads_to_the_same_view(site: Site, complete: list[Profile]) -> None:
    ids = [person.id for person in complete[:2]]

    page = site.get(compare(site, *ids, "gone-for-good").links()["Read again"])

    assert named(page) == ids
    assert NOT_HERE in page.text


def test_a_platform_that_does_not_answer_is_a_problem_page(
    site: Site, platform: Running, complete: list[Profile]
) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, origin="api"))

    page = site.get(f"/team/compare?id={complete[0].id}", status=502)

    assert page.heading == "Profile cannot be reached"


def test_the_list_offers_a_box_for_everybody_on_the_page_and_one_form(site: Site) -> None:
    for page in (site.get("/team"), site.partial("/team")):
        boxes = page.soup.select("#members input[type=checkbox][name=id][form=chosen]")
        links = page.soup.select("table th[scope=row] a")
        assert [f"/team/{box['value']}" for box in boxes] == [link["href"] for link in links]
        for box, link in zip(boxes, links, strict=True):
            assert box["aria-label"] == f"Choose {link.get_text()}"
        assert page.soup.select("#members form#chosen") == []

    form = site.get("/team").soup.select_one("form#chosen")
    assert form is not None
    assert form["action"] == "/team/compare"
