"""To whom a change of tags is known, and until when; the way back goes with it."""

from collections.abc import Callable

import pytest
from flask import Flask
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.ended_connections import (
    end_it_from_another_browser,
    end_the_connection,
    sign_out,
)
from tests.support.person_tags import TaggedPerson, chips, news, press, removal, undo
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.valkey import alive
from tests.support.waiting import wait_until

LABEL = "Mentors"
ONE_MORE = "profiles:write"
COLLEAGUE = Consent(person="Mateus Lindgren")
SECOND = Consent(account="Northlight Studio")
TAGS = "/api/v4/tag"


@pytest.fixture
def person(platform: Running) -> TaggedPerson:
    return TaggedPerson.with_tag(platform, LABEL)


def take(site: Site, person: TaggedPerson) -> str:
    """Take LABEL away; returns the address of the page that tells of it."""
    return person.remove(site, LABEL).headers["Location"]


def page_of(address: str) -> str:
    """The change's own page."""
    return f"/tags/changes/{address.rpartition('change=')[2]}"


def ask_for_more(site: Site, wish: Consent | None = None) -> None:
    """Come back from Profile with one permission more."""
    site.sign_in(wish, scope=ONE_MORE)


def switch(site: Site, account: str) -> None:
    page = site.get("/team")
    (button,) = (
        b for b in page.soup.select("button.choice[name=connection]") if account in b.get_text()
    )
    form = {"csrf_token": page.field("csrf_token"), "connection": str(button["value"])}
    site.post("/connections/switch", form)


def is_known(site: Site, address: str) -> bool:
    """Whether it can be looked at; where not, no page tells of it either."""
    answer = site.client.get(page_of(address), base_url=PUBLIC_URL)
    told = news(site.get(address))
    assert bool(told) == (answer.status_code == 200)
    return answer.status_code == 200


@pytest.mark.parametrize("times", [1, 2])
def test_who_is_asked_for_one_more_permission_can_still_undo(
    site: Site, person: TaggedPerson, times: int
) -> None:
    address = take(site, person)

    for _ in range(times):
        ask_for_more(site)

    page = site.get(address)
    assert news(page) == f"Out of “{LABEL}”: 1 person. Undo"
    assert LABEL in chips(undo(site, page))
    assert "Undo" not in news(site.get(address))


def test_what_is_done_after_it_is_known_beside_what_was_done_before(
    site: Site, person: TaggedPerson
) -> None:
    first = take(site, person)
    ask_for_more(site)
    second = person.add(site, LABEL).headers["Location"]

    assert is_known(site, first)
    assert is_known(site, second)
    headlines = [p.get_text() for p in site.get("/tags/changes").soup.select(".change strong")]
    assert headlines == [f"Added to “{LABEL}”: 1 person.", f"Out of “{LABEL}”: 1 person."]


def test_what_is_under_way_meanwhile_comes_to_its_end_or_can_be_continued(
    site: Site, person: TaggedPerson
) -> None:
    form = removal(site.get(person.path), LABEL)
    person.platform.world.faults.add(Fault(Kind.SLOW, origin="api", path=TAGS, method="PATCH"))
    address = site.post(f"{person.path}/tags", form).headers["Location"]
    ask_for_more(site)
    person.platform.world.faults.clear()

    wait_until(lambda: " so far" not in news(site.get(address)), "an end of it")
    page = site.get(address)
    if "Continue" in news(page):
        page = press(site, page, "continue")

    assert news(page).startswith(f"Out of “{LABEL}”: 1 person.")
    assert LABEL not in person.carried
    assert LABEL in chips(undo(site, page))


def test_another_session_of_the_same_person_knows_nothing_of_it(
    site: Site, app: Flask, person: TaggedPerson
) -> None:
    address, other = take(site, person), Site(app)
    other.sign_in()

    assert is_known(site, address)
    assert not is_known(other, address)
    ask_for_more(other)
    assert not is_known(other, address)


def test_it_is_of_the_account_that_it_was_done_in(site: Site, person: TaggedPerson) -> None:
    address = take(site, person)
    site.sign_in(SECOND, another="1", scope=ONE_MORE)

    site.get(page_of(address), status=404)
    switch(site, "Harbor & Finch")
    assert is_known(site, address)


def test_one_more_permission_in_one_account_leaves_the_work_of_another(
    site: Site, person: TaggedPerson
) -> None:
    address = take(site, person)
    site.sign_in(SECOND, another="1")
    site.sign_in(SECOND, another="1", scope=ONE_MORE)
    site.get(page_of(address), status=404)

    site.sign_in(another="1", scope=ONE_MORE)

    assert is_known(site, address)


@pytest.mark.parametrize("is_told", [True, False], ids=["told apart", "not told apart"])
@pytest.mark.parametrize("scope", ["", ONE_MORE], ids=["signs in", "allows more"])
def test_a_colleague_in_the_same_browser_finds_nothing_of_it(
    visitor: Site,
    redis: Redis,
    platform: Running,
    person: TaggedPerson,
    is_told: bool,
    scope: str,
) -> None:
    """Where Profile does not tell who signs in, it may be a colleague."""
    platform.world.extensions.introspection = is_told
    visitor.sign_in()
    address = take(visitor, person)
    before = set(alive(redis, "work"))

    visitor.sign_in(COLLEAGUE, scope=scope)

    assert not is_known(visitor, address)
    assert before.isdisjoint(alive(redis, "work"))
    with visitor.client.session_transaction(base_url=PUBLIC_URL) as session:
        assert [known["renews"] for known in session["signed_in"]["connections"]] == [None]


ENDS: dict[str, Callable[[Site], None]] = {
    "signing out": sign_out,
    "disconnecting": end_the_connection,
    "ending it from another browser": end_it_from_another_browser,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("renewals", [0, 1, 2])
def test_whatever_ends_the_connection_takes_it_away(
    site: Site, redis: Redis, person: TaggedPerson, end: Callable[[Site], None], renewals: int
) -> None:
    take(site, person)
    for _ in range(renewals):
        ask_for_more(site)
    person.add(site, LABEL)
    before = {*alive(redis, "work"), *alive(redis, "goes-with")}
    assert len(before) == 6, (
        "two changes, the list of them, the log with its end, and where all lie"
    )

    end(site)

    assert before.isdisjoint((*alive(redis, "work"), *alive(redis, "goes-with")))
    assert alive(redis, "tag-lock") == []


def test_whoever_signs_in_again_after_signing_out_begins_anew(
    site: Site, person: TaggedPerson
) -> None:
    address = take(site, person)
    site.sign_out()
    site.sign_in()

    assert not is_known(site, address)
