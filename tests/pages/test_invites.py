"""People who are invited and have not answered: who is listed, and what is said without them."""

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.invites import Invited, pending, row, rows
from tests.support.site import Site

EVERY = ("profiles:read", "tags:manage", "account:read")


def test_whoever_has_not_answered_is_listed_the_newest_first(site: Site, platform: Running) -> None:
    page = site.get("/invites")

    waiting = pending(platform)
    assert page.heading == "Invites"
    assert rows(page) == [p.email for p in waiting]
    assert f"{len(waiting)} people not answered yet" in page.text
    assert page.links()["see the team"] == "/team?sort=status"
    (form,) = page.soup.select('form[action="/invites/new"]')
    assert form.get_text(strip=True) == "New invite"
    assert page.links()["Share a link"] == "/invites/link"
    assert page.links()["Invites"] == "/invites"


def test_of_each_it_is_said_since_when_and_how_with_tags_and_own_id(
    site: Site, platform: Running
) -> None:
    account = platform.world.accounts[0]
    person = pending(platform)[2]
    platform.world.accounts[0].aliases.claim("payroll/7", person.id)
    phone = account.profiles.create(phone="+49 170 5550101")
    tag = next(iter(account.tags))
    account.tags.set_profiles(tag.id, (*tag.profiles, phone.id))

    page = site.get("/invites")

    said = row(page, str(person.email))
    assert "Invited " in said
    assert "by e-mail" in said
    assert "Own id payroll/7" in said
    assert rows(page)[0] == phone.phone
    assert "by SMS" in row(page, str(phone.phone))
    assert tag.label in row(page, str(phone.phone))
    links = page.soup.select(f'.invite a[href^="/invites/{phone.id}/"]')
    assert [a.get_text() for a in links] == ["Resend", "Cancel"]
    assert {str(a["aria-describedby"]) for a in links} == {"invite-1"}


@pytest.mark.parametrize("words", ["PAYROLL/7", "amäl karam", "0101 170", "zzz"])
def test_the_search_finds_by_address_number_own_id_and_tag_whatever_their_case(
    site: Site, platform: Running, words: str
) -> None:
    account, person = platform.world.accounts[0], pending(platform)[0]
    account.aliases.claim("payroll/7", person.id)
    phone = account.profiles.create(phone="+49 170 5550101")
    found = {"zzz": [], "0101 170": [phone.phone]}.get(words, [person.email])

    page, part = site.get("/invites", q=words), site.partial("/invites", q=words)

    assert rows(page) == rows(part) == found
    assert ("Nobody matches" in page.text) == (not found)
    assert part.headers["HX-Push-Url"].startswith("/invites?q=")
    assert page.field("q") == words


def test_many_are_shown_page_by_page(site: Site, platform: Running) -> None:
    for number in range(60):
        platform.world.accounts[0].profiles.create(email=f"person{number}@harborfinch.test")
    count = len(pending(platform))

    first, last = site.get("/invites", size="25"), site.get("/invites", size="25", page="99")

    assert rows(first) == [person.email for person in pending(platform)[:25]]
    assert f"There is no page 99; showing the last, page {-(-count // 25)}." in last.text
    assert last.links()["Previous"] == "/invites?page=2&size=25"


def test_where_nobody_is_waiting_the_page_says_so(site: Site, platform: Running) -> None:
    for person in pending(platform):
        platform.world.accounts[0].profiles.delete(person.id)

    page = site.get("/invites")

    assert "Nobody is waiting" in page.text
    assert page.soup.select("#q") == []


def test_without_the_people_the_page_says_why_and_offers_what_is_left(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied=EVERY), scope="profiles:write")
    platform.world.witness.clear()

    page = visitor.get("/invites")

    assert "you did not allow this dashboard to see the people" in page.text
    assert page.links()["Allow it"].endswith("scope=profiles:read&next=/invites")
    assert page.soup.select('form[action="/invites/new"] button')
    assert page.links()["Share a link"] == "/invites/link"
    assert platform.world.witness.arrivals("/api") == []


@pytest.mark.parametrize("denied", [{"tags:manage"}, {"account:read"}, set(EVERY[1:])])
def test_what_is_not_granted_is_neither_shown_nor_asked_for(
    visitor: Site, platform: Running, denied: set[str]
) -> None:
    visitor.sign_in(Consent(denied=denied))
    platform.world.witness.clear()

    page = visitor.get("/invites")

    assert len(rows(page)) == len(pending(platform))
    asked = {arrival.path for arrival in platform.world.witness.arrivals("/api")}
    assert any("tags" in path for path in asked) == ("tags:manage" not in denied)
    assert any("aliases" in path for path in asked) == ("account:read" not in denied)


def test_own_ids_that_cannot_be_read_take_nothing_else_away(site: Site, platform: Running) -> None:
    platform.world.faults.add(Fault(Kind.UNKNOWN, path="/api/v4/resource-aliases"))

    assert len(rows(site.get("/invites"))) == len(pending(platform))


def test_with_names_hidden_nothing_tells_who_it_is_and_nobody_can_be_written_to(
    invited: Invited,
) -> None:
    site = invited.site
    invited.platform.world.accounts[0].aliases.claim("payroll/7", invited.profile.id)
    asked = {deed: invited.confirmation(deed) for deed in ("resend", "cancel")}
    hidden = {"csrf_token": site.get("/sessions").field("csrf_token"), "presenting": "yes"}
    site.post("/presentation", hidden)

    page = site.get("/invites")

    assert rows(page)
    assert all(name.startswith("Person ") for name in rows(page))
    assert "@" not in page.text
    assert "payroll" not in page.text
    for deed, before in asked.items():
        told = site.get(f"{invited.path}/{deed}")
        assert "Names and addresses are hidden" in told.text
        assert told.soup.select(f'form[action="{invited.path}/{deed}"]') == []
        fresh = {"csrf_token": site.get("/sessions").field("csrf_token"), "once": "x"}
        site.post(f"{invited.path}/{deed}", fresh, status=409)
        shown = {**fresh, "csrf_token": before.field("csrf_token")}
        site.post(f"{invited.path}/{deed}", shown, status=409)
    assert invited.sent == []
    assert invited.is_there


def test_the_persons_page_leads_to_both_until_they_have_answered(invited: Invited) -> None:
    page = invited.site.get(f"/team/{invited.profile.id}")

    assert "not answered yet" in page.text
    assert page.links()["Resend"] == f"{invited.path}/resend"
    assert page.links()["Cancel invite"] == f"{invited.path}/cancel"
    invited.answers()
    assert "Cancel invite" not in invited.site.get(f"/team/{invited.profile.id}").links()


def test_whoever_may_not_by_their_role_sees_who_is_waiting_and_why_no_more(
    visitor: Site, platform: Running
) -> None:
    person = pending(platform)[0]
    visitor.sign_in(Consent(person="Priya Castellanos"))

    page = visitor.get("/invites")

    assert page.soup.select(".invite .actions") == []
    assert "Your role in this account is User" in page.text
    assert "Share a link" not in page.links()
    for path in (f"/invites/{person.id}/resend", f"/invites/{person.id}/cancel", "/invites/link"):
        assert visitor.get(path).soup.select("main form[method=post] button[disabled]")
    assert "Cancel invite" not in visitor.get(f"/team/{person.id}").links()
