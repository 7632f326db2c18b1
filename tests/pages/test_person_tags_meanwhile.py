"""A person's tags change while others are at them, and while Profile fails: no work is lost."""

import pytest

from sandbox.faults import Fault, Kind
from sandbox.meanwhile import Meanwhile
from sandbox.server import Running
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
    press,
    removal,
)
from tests.support.site import Site

TAGS, TAG = "/api/v4/tags", "/api/v4/tag/"


@pytest.fixture
def person(platform: Running) -> TaggedPerson:
    """Carries LABEL, not OTHER."""
    return TaggedPerson.with_one_of_two(platform)


def test_what_others_do_to_the_tag_meanwhile_stays(site: Site, person: TaggedPerson) -> None:
    tag, form = person.tag(OTHER), addition(site.get(person.path), OTHER)
    leaving, coming = tag.profiles[0], person.tag(LABEL).profiles[-1]
    deed = Meanwhile(when="before", tag=tag.id, path=TAGS, remove=(leaving,), add=(coming,))
    person.platform.world.meanwhile.add(deed)

    person.in_place(site, form)

    now = {*tag.profiles, coming, person.profile.id} - {leaving}
    assert set(person.tag(OTHER).profiles) == now


def test_somebody_else_who_did_the_same_is_no_trouble(site: Site, person: TaggedPerson) -> None:
    form = addition(site.get(person.path), OTHER)
    tags, tag = person.platform.world.accounts[0].tags, person.tag(OTHER)
    tags.set_profiles(tag.id, (*tag.profiles, person.profile.id))

    part = person.in_place(site, form)

    assert news(part).startswith(f"Nothing had to be done for “{OTHER}”.")
    assert OTHER in chips(part)
    assert person.writes == 0


@acts
def test_a_tag_that_was_renamed_meanwhile_is_not_touched_until_asked_for_again(
    site: Site, person: TaggedPerson, act: Act
) -> None:
    form, before = act(person, site), person.carried
    label = OTHER if "add" in form else LABEL
    person.platform.world.accounts[0].tags.change(person.tag(label).id, label="Afar")

    part = person.in_place(site, form, status=409)

    assert f"“{label}” is called “Afar” since" in news(part)
    assert "Afar" in (offered(part) if "add" in form else chips(part))
    chosen = [option.get_text() for option in part.soup.select("option[selected]")]
    assert chosen == (["Afar"] if "add" in form else [])
    assert person.writes == 0
    again = addition(part, "Afar") if "add" in form else removal(part, "Afar")
    assert "1 person." in news(person.in_place(site, again))
    assert len(person.carried) == len(before) + (1 if "add" in form else -1)


@acts
def test_a_tag_that_was_deleted_meanwhile_is_told_and_stays_so(
    site: Site, person: TaggedPerson, act: Act
) -> None:
    form = act(person, site)
    label = OTHER if "add" in form else LABEL
    person.platform.world.accounts[0].tags.delete(person.tag(label).id)

    part = person.in_place(site, form, status=409)

    assert f"“{label}” was deleted by somebody else meanwhile" in news(part)
    assert label not in chips(part) + offered(part)
    assert person.writes == 0


def test_without_script_a_conflict_is_a_page_of_its_own_with_the_form_anew(
    site: Site, person: TaggedPerson
) -> None:
    form = addition(site.get(person.path), OTHER)
    person.platform.world.accounts[0].tags.change(person.tag(OTHER).id, label="Afar")

    page = site.post(f"{person.path}/tags", form, status=409)

    assert page.heading == f"Tags of {person.name}"
    assert f"“{OTHER}” is called “Afar” since" in news(page)
    answer = site.post(f"{person.path}/tags", addition(page, "Afar"))
    assert "Afar" in chips(arrived(site, answer))


def test_a_change_that_stopped_is_told_and_can_be_continued(
    site: Site, person: TaggedPerson
) -> None:
    busy = Fault(Kind.TOO_MANY, origin="api", path=TAG, method="PATCH", retry_after=999, times=1)
    person.platform.world.faults.add(busy)

    part = person.in_place(site, addition(site.get(person.path), OTHER))

    assert "Profile asks for patience" in news(part)
    assert OTHER in offered(part)
    page = press(site, part, "continue")
    assert OTHER in chips(page)


def test_where_the_tags_cannot_be_read_after_it_the_page_tells_of_it_later(
    site: Site, person: TaggedPerson
) -> None:
    form = addition(site.get(person.path), OTHER)
    person.in_place(site, form)
    person.platform.world.faults.add(Fault(Kind.BROKEN, origin="api", path=TAGS, method="GET"))

    answer = person.in_place(site, form)  # it is done already, and only drawing reads

    assert answer.html == ""
    page = answer.headers["HX-Redirect"]
    site.get(page, status=502)
    person.platform.world.faults.clear()
    assert news(site.get(page)) == f"Added to “{OTHER}”: 1 person. Undo"
