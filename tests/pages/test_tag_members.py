"""Who has a tag: seen, searched, added and removed, against the live sandbox."""

import pytest
from bs4 import Tag as Element

from sandbox.faults import Fault, Kind
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
    hidden = f"#{form} input[type=hidden], input[type=hidden][form={form}]"
    found = page.soup.select(f"{hidden}, #{form} button[name=csrf_token]")
    return {str(field["name"]): str(field["value"]) for field in found}


def press(
    site: Site, page: Page, form: str, *people: str, only: str = "", status: int = 303
) -> Page:
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
    assert len([row for row in platform.world.audit.rows() if row.target == tag.id]) == 1

    told = site.get(answer.headers["Location"])
    undo = told.soup.select_one("form[action$='/undo']")
    assert undo is not None
    data = {str(field["name"]): str(field["value"]) for field in undo.select("input")}
    back = site.get(site.post(str(undo["action"]), data).headers["Location"])

    assert carriers(account, tag) == set(tag.profiles)
    assert "has exactly the people it had before" in back.text
    assert back.heading == tag.label


def test_somebody_is_removed_by_their_button_and_nobody_else(
    site: Site, account: Account, tag: Tag
) -> None:
    leaving, *staying = tag.profiles
    answer = press(site, site.get(address(tag)), "remove", only=leaving)

    assert carriers(account, tag) == set(staying)
    told = site.get(answer.headers["Location"])
    assert f"Out of “{tag.label}”: 1 person." in told.text
    assert set(named(told)) == set(staying)


def test_several_who_are_ticked_are_removed_at_once(site: Site, account: Account, tag: Tag) -> None:
    press(site, site.get(address(tag)), "chosen", *tag.profiles[:2])

    assert carriers(account, tag) == {tag.profiles[2]}


def test_more_than_twenty_are_removed_only_by_who_says_that_they_are_meant(
    site: Site, account: Account, tag: Tag, people: list[Profile]
) -> None:
    everybody = [person.id for person in people[:30]]
    account.tags.set_profiles(tag.id, everybody)
    page = site.get(address(tag), sort="-d")

    asked = press(site, page, "chosen", *everybody[:21], status=200)
    assert asked.heading == f"Remove 21 people from this tag: {tag.label}"
    assert asked.links()["Keep them"] == f"{address(tag)}?sort=-d"
    assert carriers(account, tag) == set(everybody)

    form = asked.soup.select_one("main form")
    assert form is not None
    data = {
        str(field["name"]): str(field["value"]) for field in form.select("input:not([name=id])")
    }
    ids = [str(field["value"]) for field in form.select("[name=id]")]
    sent = site.client.post(str(form["action"]), base_url=PUBLIC_URL, data={**data, "id": ids})
    assert sent.headers["Location"].startswith(f"{address(tag)}?sort=-d&change=")
    assert carriers(account, tag) == set(everybody[21:])


def test_a_form_that_is_sent_twice_is_done_once(
    site: Site, account: Account, platform: Running, tag: Tag, people: list[Profile]
) -> None:
    page = site.get(address(tag), find=surname(people[4]))
    first = press(site, page, "add", only=people[4].id)
    account.tags.set_profiles(tag.id, tag.profiles)  # somebody else takes them out again
    second = press(site, page, "add", only=people[4].id)

    assert first.headers["Location"] == second.headers["Location"]
    assert carriers(account, tag) == set(tag.profiles)


def test_what_others_do_meanwhile_is_kept(
    site: Site, account: Account, tag: Tag, people: list[Profile]
) -> None:
    page = site.get(address(tag), find=surname(people[4]))
    account.tags.set_profiles(tag.id, [tag.profiles[0], people[9].id])
    press(site, page, "add", only=people[4].id)

    assert carriers(account, tag) == {tag.profiles[0], people[9].id, people[4].id}


def test_where_the_tag_was_renamed_nothing_is_done_until_it_is_asked_for_anew(
    site: Site, account: Account, tag: Tag, people: list[Profile]
) -> None:
    page = site.get(address(tag), find=surname(people[4]))
    account.tags.change(tag.id, label="Makers")
    told = site.get(press(site, page, "add", only=people[4].id).headers["Location"])

    assert "is called “Makers” since" in told.text
    assert told.heading == "Makers"
    assert carriers(account, tag) == set(tag.profiles)
    again = told.soup.select_one("form.again")
    assert again is not None
    assert again.get_text(" ", strip=True) == "Add to “ Makers ” all the same"
    data = {str(field["name"]): str(field["value"]) for field in again.select("input")}
    site.post(str(again["action"]), data)
    assert people[4].id in carriers(account, tag)


def test_where_the_tag_was_deleted_the_change_says_so(
    site: Site, account: Account, tag: Tag
) -> None:
    page = site.get(address(tag))
    account.tags.delete(tag.id)
    told = site.get(press(site, page, "remove", only=tag.profiles[0]).headers["Location"])

    assert "was deleted by somebody else meanwhile" in told.text
    gone = site.get(address(tag), status=404)
    assert gone.heading == "This tag is not in the account"
    assert gone.links()["Go to the tags"] == "/tags"


@pytest.mark.parametrize("form", ["add", "remove", "chosen"])
def test_strangers_are_refused_in_words_and_nothing_is_sent(
    site: Site, platform: Running, tag: Tag, form: str
) -> None:
    stranger = platform.world.accounts[1].profiles.page(1, 1)[0].id
    page = site.get(address(tag), find="test")
    for posted in (stranger, "66a1f0c2b7d8e9001c3a4b5d", "../../x", "<script>"):
        answer = press(site, page, form, *tag.profiles[:1], posted, status=422)

        assert NOT_HERE in answer.text
        assert answer.heading == tag.label
    assert platform.world.audit.rows() == []


@pytest.mark.parametrize("form", ["add", "chosen"])
def test_nobody_chosen_is_said_and_nothing_is_sent(
    site: Site, platform: Running, tag: Tag, form: str
) -> None:
    answer = press(site, site.get(address(tag), find="test"), form, status=422)

    assert "Nobody was chosen, so nothing was changed." in answer.text
    assert len(offered(answer)) == 20
    assert platform.world.audit.rows() == []


def test_members_who_are_nobody_any_more_are_counted_and_can_be_taken_out(
    site: Site, account: Account, tag: Tag
) -> None:
    gone = ["66a1f0c2b7d8e9001c3a4b5d", "66a1f0c2b7d8e9001c3a4b5e"]
    account.tags.set_profiles(tag.id, [*tag.profiles, *gone])
    page = site.get(address(tag))
    assert "2 people in this tag are no longer in the account." in page.text
    assert "3 people , tag changed" in page.text

    form = page.soup.select_one("form.gone")
    assert form is not None
    ids = [str(field["value"]) for field in form.select("[name=id]")]
    data = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    site.client.post(str(form["action"]), base_url=PUBLIC_URL, data={**data, "id": ids})

    assert carriers(account, tag) == set(tag.profiles)
    assert "no longer in the account" not in site.get(address(tag)).text


def test_a_tag_of_nobody_says_where_to_begin(site: Site, account: Account, tag: Tag) -> None:
    account.tags.set_profiles(tag.id, [])
    page = site.get(address(tag))

    assert "Nobody has this tag yet" in page.text
    assert page.links()["Find people to add"] == "#find"


def test_a_part_is_the_list_with_the_address_of_what_it_shows(site: Site, tag: Tag) -> None:
    part = site.partial(address(tag), sort="-d")

    assert part.soup.find(id="carriers")
    assert not part.soup.find("h1")
    assert part.headers["HX-Push-Url"] == f"{address(tag)}?sort=-d"
    beyond = site.partial(address(tag), page="9", size="2")
    assert beyond.headers["HX-Push-Url"] == f"{address(tag)}?page=2&size=2"
    found = site.partial(f"{address(tag)}/candidates", find="a")
    assert len(offered(found)) == 20
    whole = site.get(f"{address(tag)}/candidates", status=302, find="a")
    assert whole.headers["Location"] == f"{address(tag)}?find=a"


def test_a_form_sent_by_htmx_brings_list_candidates_and_news(
    site: Site, tag: Tag, people: list[Profile]
) -> None:
    page = site.get(address(tag), find=surname(people[4]))
    data = {**fields(page, "add"), "only": people[4].id}
    answer = site.client.post(
        f"{address(tag)}/add", base_url=PUBLIC_URL, data=data, headers=PARTIAL
    )
    part = Page(answer, partial=True)

    assert part.status == 200
    assert people[4].id in named(part)
    assert part.soup.select_one("hx-partial[hx-target='#candidates'] #candidates")
    assert people[4].id not in offered(part)
    told = part.soup.find("hx-partial", attrs={"hx-target": "#messages"})
    assert isinstance(told, Element)
    assert "Added to" in told.get_text()
    assert told.find("form", action=lambda action: str(action).endswith("/undo"))


def test_names_are_hidden_in_presentation_mode_and_all_else_goes_on(
    site: Site, account: Account, tag: Tag, people: list[Profile]
) -> None:
    token = site.get(address(tag)).field("csrf_token")
    back = f"{address(tag)}?find={surname(people[4])}&sort=-d"
    answer = site.post("/presentation", {"csrf_token": token, "presenting": "yes", "next": back})
    assert answer.headers["Location"] == f"{address(tag)}?sort=-d"
    page = site.get(address(tag), find="person")

    assert page.heading == tag.label
    assert not [person for person in people if person.email and person.email in page.html]
    assert len(offered(page)) == 20
    press(site, page, "add", only=offered(page)[0])
    assert len(carriers(account, tag)) == 4


def test_without_leave_to_read_people_the_page_says_why(visitor: Site, tag: Tag) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}))
    page = visitor.get(address(tag), status=403)

    assert "scope=profiles:read" in page.links()["Allow it"]


def test_people_and_tags_are_read_once_for_a_page_as_for_the_team(
    site: Site, platform: Running, tag: Tag
) -> None:
    site.get("/team")  # from now on it is known where the lists end
    reads = []
    for path in ("/team", f"{address(tag)}?find=a"):
        platform.world.witness.clear()
        site.get(path)
        reads.append([arrival.path for arrival in platform.world.witness.arrivals("/api")])

    assert sorted(reads[0]) == sorted(reads[1])


def test_what_takes_longer_than_a_page_waits_is_told_with_the_way_to_it(
    site: Site, account: Account, platform: Running, tag: Tag
) -> None:
    platform.world.faults.add(Fault(Kind.SLOW, method="PATCH", seconds=4))
    page = site.get(address(tag))
    answer = press(site, page, "remove", only=tag.profiles[0])
    told = site.get(answer.headers["Location"])

    assert "Taking out of" in told.text
    change = answer.headers["Location"].rpartition("change=")[2]
    assert told.links()["See how far it is"] == f"/tags/changes/{change}"


def test_what_profile_refuses_is_told_in_its_words(
    site: Site, account: Account, tag: Tag, people: list[Profile]
) -> None:
    """It takes no set in which somebody is unknown to it, whoever that is."""
    account.tags.set_profiles(tag.id, [*tag.profiles, "66a1f0c2b7d8e9001c3a4b5d"])
    page = site.get(address(tag), find=surname(people[4]))
    told = site.get(press(site, page, "add", only=people[4].id).headers["Location"])

    assert "1 person: Profile did not take them. It says: “unknown profile" in told.text
    assert "Remove them from the tag" in told.text


def test_a_form_that_outlived_its_session_is_kept_without_what_nobody_typed(
    site: Site, tag: Tag
) -> None:
    page = site.get(address(tag), sort="-d")
    site.sign_out()
    kept = press(site, page, "remove", only=tag.profiles[0], status=401)

    assert tag.label in kept.text
    assert not [hidden for hidden in (tag.profiles[0], "sort=-d") if hidden in kept.text]
