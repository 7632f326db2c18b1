"""Who has a tag: seen, searched, added and removed, against the live sandbox."""

import pytest
from bs4 import Tag as Element

from sandbox.meanwhile import Meanwhile
from sandbox.population.profiles import Profile
from sandbox.population.tags import Tag
from sandbox.server import Running
from sandbox.world import Account
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site

NOT_HERE = "One of the people is not in this account, so nothing was changed."


@pytest.fixture
def account(platform: Running) -> Account:
    return platform.world.accounts[0]


@pytest.fixture
def people(account: Account) -> list[Profile]:
    return list(account.profiles.page(1, 100))


@pytest.fixture
def tag(account: Account, people: list[Profile]) -> Tag:
    """A tag of three people, with a name that needs escaping."""
    made = account.tags.create('<R&D> "Ω"', "blue")
    return account.tags.set_profiles(made.id, [person.id for person in people[:3]])


def address(tag: Tag) -> str:
    return f"/tags/{tag.id}"


def named(page: Page) -> list[str]:
    """The ids of those in the table, from top to bottom."""
    links = page.soup.select("table.roster tbody .name a")
    return [str(link["href"]).rpartition("/")[2] for link in links]


def offered(page: Page) -> list[str]:
    """The ids of those who can be added, from top to bottom."""
    return [str(button["value"]) for button in page.soup.select("#candidates [name=only]")]


def fields(page: Page, form: str) -> dict[str, str]:
    """What a form sends with none of its boxes ticked, wherever its fields stand."""
    found = page.soup.select(f"#{form} input[type=hidden], input[type=hidden][form={form}]")
    return {str(field["name"]): str(field["value"]) for field in found}


def press(site: Site, page: Page, form: str, *people: str, only: str = "", status: int = 303) -> Page:
    """Tick these people and press the form's button, or the button of one person."""
    element = page.soup.find(id=form)
    assert isinstance(element, Element)
    data = {**fields(page, form), **({"only": only} if only else {})}
    answer = site.client.post(
        str(element["action"]), base_url=PUBLIC_URL, data={**data, "id": list(people)}
    )
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return Page(answer)


def carriers(account: Account, tag: Tag) -> set[str]:
    return set(account.tags.find(tag.id).profiles)


def surname(person: Profile) -> str:
    assert person.last_name is not None
    return person.last_name


def test_the_page_shows_everybody_who_has_the_tag_and_nobody_else(site: Site, tag: Tag) -> None:
    page = site.get(address(tag))

    assert page.heading == tag.label
    assert set(named(page)) == set(tag.profiles)
    assert "3 people , tag changed just now" in page.text
    assert page.links()["See them in the team"] == f"/team?tag={tag.id}"
    assert page.links()["See them on the map"] == f"/team/map?tag={tag.id}"


def test_members_are_searched_and_sorted_as_the_team_is(
    site: Site, account: Account, tag: Tag, people: list[Profile]
) -> None:
    scored = [person for person in people if person.disc][:12]
    account.tags.set_profiles(tag.id, [person.id for person in scored])
    by_d = sorted((p.disc.d for p in scored if p.disc), reverse=True)
    shown = named(site.get(address(tag), sort="-d", size="5"))
    d_of = {p.id: p.disc.d for p in scored if p.disc}

    assert [d_of[each] for each in shown] == by_d[:5]
    found = site.get(address(tag), q=surname(scored[0]))
    assert scored[0].id in named(found)
    assert " of 12 people" in found.text
    assert "There is no page 9" in site.get(address(tag), page="9").text


def test_links_and_forms_of_the_page_keep_the_question(site: Site, tag: Tag) -> None:
    page = site.get(address(tag), sort="-d", find="a")

    assert page.links()["Read again"] == f"{address(tag)}?sort=-d&find=a"
    assert fields(page, "find-people") == {"sort": "-d"}
    assert fields(page, "filters") == {"sort": "-d", "find": "a"}
    assert (fields(page, "add")["shown"], fields(page, "add")["find"]) == ("?sort=-d", "a")
    assert (fields(page, "remove")["shown"], fields(page, "remove")["find"]) == ("?sort=-d", "a")


def test_only_those_without_the_tag_are_offered(
    site: Site, tag: Tag, people: list[Profile]
) -> None:
    page = site.get(address(tag), find=surname(people[4]))
    assert people[4].id in offered(page)

    page = site.get(address(tag), find=surname(people[0]))
    assert people[0].id not in offered(page)


def test_of_many_who_match_twenty_are_offered_and_the_rest_are_counted(
    site: Site, tag: Tag
) -> None:
    page = site.get(address(tag), find="test")

    assert len(offered(page)) == 20
    assert "57 people match. 37 more than are shown: type more words." in page.text


def test_one_person_is_added_by_their_button(
    site: Site, account: Account, tag: Tag, people: list[Profile]
) -> None:
    page = site.get(address(tag), find=surname(people[4]), sort="-d")
    answer = press(site, page, "add", people[5].id, only=people[4].id)

    assert carriers(account, tag) == {*tag.profiles, people[4].id}
    told = site.get(answer.headers["Location"])
    assert answer.headers["Location"].startswith(f"{address(tag)}?sort=-d&find=")
    assert f"Added to “{tag.label}”: 1 person." in told.text
    assert people[4].id in named(told)
    assert people[4].id not in offered(told)


def test_several_who_are_ticked_are_added_at_once_and_taken_back(
    site: Site, account: Account, platform: Running, tag: Tag, people: list[Profile]
) -> None:
    page = site.get(address(tag), find="test")
    answer = press(site, page, "add", *offered(page)[:3])
    assert carriers(account, tag) == {*tag.profiles, *offered(page)[:3]}
    assert len([row for row in platform.world.audit.rows() if row.what == "tag.set_profiles"]) == 1

    told = site.get(answer.headers["Location"])
    undo = told.soup.select_one("form[action$='/undo']")
    assert undo is not None
    data = {str(field["name"]): str(field["value"]) for field in undo.select("input")}
    back = site.get(site.post(str(undo["action"]), data).headers["Location"])

    assert carriers(account, tag) == set(tag.profiles)
    assert "has exactly the people it had before" in back.text
    assert back.heading == tag.label
