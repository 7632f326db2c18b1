"""The own ids of one person: on their page only when they are asked for."""

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.own_ids import OwnIds
from tests.support.site import Site


def test_the_persons_page_reads_none_until_they_are_asked_for(own_ids: OwnIds) -> None:
    person = own_ids.first.resource_id
    own_ids.world.witness.clear()

    page = own_ids.site.get(f"/team/{person}")

    assert own_ids.world.witness.arrivals("/api/v4/resource-aliases") == []
    assert own_ids.first.consumer_key not in page.text
    part = own_ids.site.partial(page.links()["Show own ids"])
    assert own_ids.first.consumer_key in part.text
    assert part.soup.h1 is None


def test_from_there_one_is_made_and_the_way_leads_back(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.site.get(f"/team/{person.id}/own-ids")
    assert "No own id yet." in page.text

    form = own_ids.site.get(page.links()["New own id"])
    told = own_ids.after(own_ids.send(form, key="hr-1"))

    assert told.heading == f"Own ids of {own_ids.name_of(person.id)}"
    assert "“ hr-1 ” now stands for" in told.text
    gone = own_ids.after(own_ids.send(own_ids.site.get(told.links()["Delete"])))
    assert gone.heading == told.heading
    assert "is deleted" in gone.text


def test_who_did_not_allow_the_account_sees_no_such_part(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(denied={"account:read"}))
    person = platform.world.accounts[0].aliases[0].resource_id

    assert visitor.get(f"/team/{person}").soup.select("#own_ids") == []


def test_a_platform_without_a_list_says_so(own_ids: OwnIds) -> None:
    own_ids.world.faults.add(Fault(Kind.NOT_OFFERED, path="/api/v4/resource-aliases"))

    page = own_ids.site.get(f"/team/{own_ids.first.resource_id}/own-ids")

    assert "Profile offers no list of own ids" in page.text


def test_while_names_are_hidden_none_is_shown(own_ids: OwnIds) -> None:
    token = own_ids.site.get("/team").field("csrf_token")
    own_ids.site.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    page = own_ids.site.get(f"/team/{own_ids.first.resource_id}/own-ids")

    assert own_ids.first.consumer_key not in page.html
