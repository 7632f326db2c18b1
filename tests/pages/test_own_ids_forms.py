"""One own id made, changed and deleted: what is refused, met, sent twice, and never answered."""

from urllib.parse import urlencode

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.own_ids import LIST, OwnIds
from tests.support.page import Page
from tests.support.site import Site

WRITES = "/api/v4/resource-alias"
BAD = {
    "nothing": ("", "Type an own id."),
    "a blank": (" \t ", "Type an own id."),
    "101 characters": ("x" * 101, "100 characters at most; these are 101."),
    "a tab inside": ("hr\t1", "characters that can be seen"),
    "a formula": ("=1+1", "Begin with a letter or a figure"),
}


def new(own_ids: OwnIds, person: str = "", **query: str) -> str:
    return f"{LIST}/new?{urlencode({'person': person, **query})}"


def alerts(page: Page) -> str:
    said = page.soup.select(".message")
    return " ".join(" ".join(each.get_text(" ").split()) for each in said)


@pytest.mark.parametrize("key", ["hr-1", "מס-7", "a b", "<b>", "x" * 100])
def test_one_is_made_and_told(own_ids: OwnIds, key: str) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(new(own_ids, person.id))

    told = own_ids.after(own_ids.send(page, key=f" {key} "))

    assert own_ids.holder(key) == person.id
    assert f"“ {key} ” now stands for {own_ids.name_of(person.id)}" in told.text
    assert [row.action for row in own_ids.writes()] == ["alias.create"]


def test_people_are_found_by_words(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(new(own_ids, find=person.email or ""))

    assert "1 person matches." in page.text
    assert own_ids.send(page, status=422, key="hr-1").text.count("Choose a person.")
    own_ids.send(page, key="hr-1", person=person.id)
    assert own_ids.holder("hr-1") == person.id
    part = own_ids.site.partial(f"{LIST}/people", find="a", person=person.id)
    (chosen,) = part.soup.select("[checked]")
    assert chosen["value"] == person.id


@pytest.mark.parametrize(("key", "said"), BAD.values(), ids=BAD)
def test_a_key_that_is_not_taken_is_told_and_nothing_sent(
    own_ids: OwnIds, key: str, said: str
) -> None:
    (person,) = own_ids.free()
    own_ids.world.witness.clear()

    page = own_ids.send(own_ids.site.get(new(own_ids, person.id)), status=422, key=key)

    assert said in alerts(page)
    assert page.field("key") == key
    assert own_ids.writes() == []


def test_a_key_in_use_is_told_with_whose_it_is(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(new(own_ids, person.id))

    again = own_ids.send(page, status=409, key=own_ids.first.consumer_key)

    owner = own_ids.name_of(own_ids.first.resource_id)
    assert f"It already stands for {owner}" in alerts(again)
    assert again.links()[owner] == f"/team/{own_ids.first.resource_id}"
    assert again.field("key") == own_ids.first.consumer_key


def test_the_same_sent_twice_is_made_once(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(new(own_ids, person.id))

    for _ in range(2):
        assert "now stands for" in own_ids.after(own_ids.send(page, key="hr-1")).text

    assert len(own_ids.writes()) == 1


@pytest.mark.parametrize("kind", [Kind.LOST, Kind.HTML])
def test_a_lost_answer_is_told_by_what_a_reading_shows(own_ids: OwnIds, kind: Kind) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(new(own_ids, person.id))
    own_ids.world.faults.add(Fault(kind, path=WRITES, method="POST", times=1))

    answer = own_ids.send(page, key="hr-1", status=303 if kind is Kind.LOST else 409)

    if kind is Kind.LOST:
        assert own_ids.holder("hr-1") == person.id
    else:
        assert "it was not saved" in alerts(answer)
        assert own_ids.holder("hr-1") is None


def test_where_nothing_can_be_read_it_is_told_as_not_known(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(new(own_ids, person.id))
    own_ids.world.faults.add(Fault(Kind.LOST, path=WRITES, method="POST", times=1))
    own_ids.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/resource-aliases"))

    assert "not known whether it was saved" in alerts(own_ids.send(page, 409, key="hr-1"))


def test_key_and_person_are_changed(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(f"{LIST}/{own_ids.first.id}/edit")
    assert page.field("key") == own_ids.first.consumer_key

    told = own_ids.after(own_ids.send(page, key="hr-new", person=person.id))

    assert own_ids.holder("hr-new") == person.id
    assert "now stands for" in told.text
    own_ids.send(page, key="hr-new", person=person.id)
    assert [row.action for row in own_ids.writes()] == ["alias.change"]


def test_what_was_not_touched_follows_somebody_elses_change(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(f"{LIST}/{own_ids.first.id}/edit")
    own_ids.account.aliases.change(own_ids.first.id, profile_id=person.id)

    own_ids.send(page, key="hr-new")

    assert own_ids.holder("hr-new") == person.id


def test_somebody_elses_change_of_the_same_is_shown_first(own_ids: OwnIds) -> None:
    page = own_ids.site.get(f"{LIST}/{own_ids.first.id}/edit")
    own_ids.account.aliases.change(own_ids.first.id, consumer_key="theirs")

    again = own_ids.send(page, status=409, key="mine")

    assert "Somebody else changed it meanwhile" in alerts(again)
    assert "theirs" in again.text
    assert own_ids.holder("mine") is None
    own_ids.send(again)
    assert own_ids.holder("mine") == own_ids.first.resource_id


def test_one_that_was_deleted_meanwhile_is_made_anew_if_wished(own_ids: OwnIds) -> None:
    alias = own_ids.first
    page = own_ids.site.get(f"{LIST}/{alias.id}/edit")
    own_ids.account.aliases.delete(alias.id)

    again = own_ids.send(page, status=409, key="hr-new")

    assert "deleted by somebody else meanwhile" in alerts(again)
    own_ids.send(again)
    assert own_ids.holder("hr-new") == alias.resource_id


def test_a_profile_that_was_deleted_meanwhile_is_told_in_profiles_words(own_ids: OwnIds) -> None:
    page = own_ids.site.get(new(own_ids, own_ids.person(1).id))

    again = own_ids.send(page, status=409, key="hr-1", person="66a1f0c2b7d8e9ffffffffff")

    assert "Profile refused this. It says: “unknown profile" in alerts(again)


def test_one_is_deleted_and_the_deletion_taken_back(own_ids: OwnIds) -> None:
    alias = own_ids.first
    page = own_ids.site.get(f"{LIST}/{alias.id}/delete")
    assert own_ids.name_of(alias.resource_id) in page.text

    told = own_ids.after(own_ids.send(page))

    assert own_ids.holder(alias.consumer_key) is None
    undo = next(form for form in told.soup.select("form") if form.get_text(strip=True) == "Undo")
    fields = {str(each["name"]): str(each["value"]) for each in undo.select("input")}
    own_ids.site.post(str(undo["action"]), fields)
    assert own_ids.holder(alias.consumer_key) == alias.resource_id
    assert "was deleted already" in own_ids.after(own_ids.send(page)).text


def test_one_that_changed_since_the_question_is_asked_for_again(own_ids: OwnIds) -> None:
    alias = own_ids.first
    page = own_ids.site.get(f"{LIST}/{alias.id}/delete")
    own_ids.account.aliases.change(alias.id, consumer_key="theirs")

    again = own_ids.send(page, status=409)

    assert "it was not deleted" in alerts(again)
    assert own_ids.holder("theirs") == alias.resource_id


def test_a_platform_without_deleting_says_so(own_ids: OwnIds) -> None:
    page = own_ids.site.get(f"{LIST}/{own_ids.first.id}/delete")
    own_ids.world.faults.add(Fault(Kind.NOT_OFFERED, path=WRITES, method="DELETE"))

    assert "Profile offers no way to delete it" in alerts(own_ids.send(page, status=409))


def test_an_unknown_one_has_no_form(own_ids: OwnIds) -> None:
    page = own_ids.site.get(f"{LIST}/66a1f0c2b7d8e9ffffffffff/edit", status=404)

    assert page.links()["Go to the own ids"] == LIST


def test_the_permission_to_change_is_asked_for_at_the_act(site: Site, platform: Running) -> None:
    own = OwnIds(site, platform)
    (person,) = own.free()
    page = site.get(new(own, person.id))
    platform.world.witness.clear()

    refused = own.send(page, status=403, key="hr-1")

    assert "scope=account" in refused.links()["Allow it"]
    assert platform.world.witness.arrivals("/api") == []


def test_without_people_the_person_is_named_by_id(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}), scope="account:write")
    own = OwnIds(visitor, platform)
    (person,) = own.free()

    own.send(visitor.get(f"{LIST}/new"), key="hr-1", person=person.id)

    assert own.holder("hr-1") == person.id
