"""A person's tags are given and taken on their page."""

import pytest

from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.person_tags import (
    LABEL,
    OTHER,
    Act,
    TaggedPerson,
    acts,
    addition,
    arrived,
    chips,
    news,
    offered,
    removal,
    section,
    undo,
)
from tests.support.refused_form import OURS, again
from tests.support.site import Site


@pytest.fixture
def person(platform: Running) -> TaggedPerson:
    """Carries LABEL, not OTHER."""
    return TaggedPerson.with_one_of_two(platform)


def test_the_page_shows_their_tags_and_offers_the_others_by_label(
    site: Site, person: TaggedPerson
) -> None:
    page = site.get(person.path)

    labels = [tag.label for tag in person.platform.world.accounts[0].tags]
    assert chips(page) == sorted(person.carried, key=str.casefold)
    assert offered(page) == sorted(set(labels) - set(person.carried), key=str.casefold)
    buttons = [b.get_text(" ", strip=True) for b in page.soup.select("[name=remove]")]
    assert buttons == [f"× Remove {label}" for label in chips(page)]


def test_a_tag_is_added_and_everybody_else_keeps_theirs(site: Site, person: TaggedPerson) -> None:
    before = person.tag(OTHER).profiles

    page = arrived(site, person.add(site, OTHER))

    assert page.heading == person.name
    assert news(page) == f"Added to “{OTHER}”: 1 person. Undo"
    assert OTHER in chips(page)
    assert set(person.tag(OTHER).profiles) == {*before, person.profile.id}
    assert person.writes == 1


def test_a_tag_is_taken_away_and_everybody_else_keeps_it(site: Site, person: TaggedPerson) -> None:
    before = person.tag(LABEL).profiles

    page = arrived(site, person.remove(site, LABEL))

    assert news(page) == f"Out of “{LABEL}”: 1 person. Undo"
    assert LABEL in offered(page)
    assert {*person.tag(LABEL).profiles, person.profile.id} == set(before)


@acts
def test_in_place_the_part_is_drawn_anew_and_the_page_is_told(
    site: Site, person: TaggedPerson, act: Act
) -> None:
    form = act(person, site)

    part = person.in_place(site, form)

    assert chips(part) == sorted(person.carried, key=str.casefold)
    assert part.soup.select("hx-partial[hx-target='#messages']")
    assert news(part).endswith("1 person. Undo")
    assert part.field("once") != form["once"]
    assert part.soup.select("option[selected]") == []
    (focused,) = part.soup.select("[autofocus]")
    assert focused.name == ("select" if "add" in form else "h2")


@acts
def test_undo_restores_exactly_what_was(site: Site, person: TaggedPerson, act: Act) -> None:
    before, of = person.carried, {t: person.tag(t).profiles for t in (LABEL, OTHER)}

    page = undo(site, person.in_place(site, act(person, site)))

    assert page.heading == person.name
    assert "exactly the people it had before" in news(page)
    assert chips(page) == sorted(before, key=str.casefold)
    assert {t: set(person.tag(t).profiles) for t in of} == {t: set(p) for t, p in of.items()}


@acts
def test_sent_twice_it_is_done_once(site: Site, person: TaggedPerson, act: Act) -> None:
    form = act(person, site)

    for _ in range(2):
        part = person.in_place(site, form)
        assert "1 person." in news(part)

    assert person.writes == 1


@pytest.mark.parametrize("fields", [{}, {"add": ""}, {"add": "none of them"}])
def test_where_nothing_is_chosen_nothing_is_sent_and_the_form_says_so(
    site: Site, person: TaggedPerson, fields: dict[str, str]
) -> None:
    form = {**addition(site.get(person.path), OTHER), **fields}
    if not fields:
        del form["add"]

    for page in (
        person.in_place(site, form, status=422),
        site.post(f"{person.path}/tags", form, status=422),
    ):
        (field,) = page.soup.select("[aria-invalid]")
        advice = page.soup.find(id=field["aria-describedby"])
        assert advice is not None
        assert "Choose a tag from the list." in advice.get_text()
    assert person.platform.world.witness.arrivals("/api/v4/tag/") == []
    assert person.writes == 0


def test_a_form_without_a_name_is_not_acted_upon(site: Site, person: TaggedPerson) -> None:
    form = addition(site.get(person.path), OTHER)
    del form["once"]

    site.post(f"{person.path}/tags", form, status=400)

    assert person.writes == 0


def test_the_address_shows_the_part_and_the_page(site: Site, person: TaggedPerson) -> None:
    page, part = site.get(f"{person.path}/tags"), site.partial(f"{person.path}/tags")

    assert page.heading == f"Tags of {person.name}"
    assert chips(page) == chips(part) == chips(site.get(person.path))
    assert page.links()[person.name] == person.path


def test_a_form_leads_back_to_the_page_as_it_was_asked_for(
    site: Site, person: TaggedPerson
) -> None:
    team = person.tag(LABEL).id
    page = site.get(person.path, tag=team)

    answer = site.post(f"{person.path}/tags", addition(page, OTHER))

    assert answer.headers["Location"].startswith(f"{person.path}?tag={team}&change=")


def test_of_somebody_who_is_gone_nothing_is_changed(site: Site, person: TaggedPerson) -> None:
    form = addition(site.get(person.path), OTHER)

    page = site.post(f"/team/{'6' * 24}/tags", form, status=404)

    assert page.heading == "This person is not in the account"
    assert person.writes == 0


def test_the_letters_of_an_id_may_be_large_or_small(site: Site, person: TaggedPerson) -> None:
    page = site.get(person.path.upper().replace("/TEAM", "/team"))

    assert chips(page) == sorted(person.carried, key=str.casefold)
    site.post(f"/team/{person.profile.id.upper()}/tags", removal(page, LABEL))
    assert LABEL not in person.carried
    assert person.profile.id.upper() not in person.tag(LABEL).profiles


def test_a_form_that_met_an_ended_session_can_be_sent_again_and_shows_no_ids(
    site: Site, person: TaggedPerson
) -> None:
    form = addition(site.get(person.path), OTHER)
    site.sign_out()

    refused = site.post(f"{person.path}/tags", form, status=401, headers=OURS)
    site.sign_in()
    answer = site.post(f"{person.path}/tags", again(refused), headers=OURS)

    assert "What you typed" not in refused.text
    assert form["add"] not in refused.text
    assert OTHER in chips(arrived(site, answer))


def test_without_the_tags_scope_the_section_says_why_and_leads_back_to_this_person(
    visitor: Site, person: TaggedPerson
) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))

    page = visitor.get(person.path)

    assert "Tags are not shown" in section(page)
    assert page.links()["Allow tags"].endswith(f"next={person.path}")
    assert page.soup.select("#person_tags form") == []


def test_without_the_people_scope_the_address_says_why(visitor: Site, person: TaggedPerson) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}))

    page = visitor.get(f"{person.path}/tags", status=403)

    assert "scope=profiles:read" in page.links()["Allow it"]


def test_with_names_hidden_the_change_is_of_the_person_all_the_same(
    site: Site, person: TaggedPerson
) -> None:
    shown = {"csrf_token": site.get("/sessions").field("csrf_token"), "presenting": "yes"}
    site.post("/presentation", shown)

    page = arrived(site, person.add(site, OTHER))

    assert person.name not in page.text
    assert OTHER in chips(page)
    assert OTHER in person.carried
    conflict = removal(site.get(person.path), LABEL)
    person.platform.world.accounts[0].tags.change(person.tag(LABEL).id, label="Guides")
    page = site.post(f"{person.path}/tags", conflict, status=409)
    assert page.heading.startswith("Tags of Person ")


def test_an_account_without_tags_says_so(site: Site, person: TaggedPerson) -> None:
    tags = person.platform.world.accounts[0].tags
    for tag in list(tags):
        tags.delete(tag.id)

    assert "There are no tags in this account yet." in section(site.get(person.path))


def test_somebody_with_every_tag_is_offered_none(site: Site, person: TaggedPerson) -> None:
    tags = person.platform.world.accounts[0].tags
    for tag in list(tags):
        tags.set_profiles(tag.id, (*tag.profiles, person.profile.id))

    page = site.get(person.path)

    assert offered(page) == []
    assert page.soup.select("#person_tags select") == []
    assert len(chips(page)) == len(tags)


@pytest.mark.parametrize(
    "label", ["<b>&amp;\"'</b>", "two\nlines", "طاقم الليل", "👩‍👩‍👧 " + "x" * 90]
)
def test_any_label_can_be_given_and_taken(site: Site, person: TaggedPerson, label: str) -> None:
    person.platform.world.accounts[0].tags.create(label, "blue")

    part = person.in_place(site, addition(site.get(person.path), label))
    assert label in person.carried
    person.in_place(site, removal(part, label))
    assert label not in person.carried
