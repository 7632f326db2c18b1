"""Presentation mode: no name, e-mail address or phone number on any page, in any shape."""

import html
import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.platform import PUBLIC_URL
from tests.support.refused_form import OURS, again
from tests.support.saved_views import save, send
from tests.support.site import PARTIAL, Site
from webapp.auth.signed_in import SignedIn

SECOND = Consent(account="Northlight Studio")
PSEUDONYM = re.compile(r"Person ([A-Z][2-9])+")


@pytest.fixture
def people(platform: Running) -> list[Profile]:
    return platform.world.accounts[0].profiles.page(1, 100)


def present(site: Site, on: str = "yes", way_back: str = "/team") -> str:
    """Press the button; returns where it leads."""
    form = {"csrf_token": site.get("/sessions").field("csrf_token"), "next": way_back}
    return site.post("/presentation", {**form, "presenting": on}).headers["Location"]


def telling(people: list[Profile]) -> dict[str, re.Pattern[str]]:
    """All that tells who somebody is, as whole words, to what finds it."""
    found: dict[str, re.Pattern[str]] = {}
    for person in people:
        name = " ".join(filter(None, (person.first_name, person.last_name)))
        for text in filter(None, (name, person.first_name, person.last_name, person.email)):
            found[text] = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
        if person.phone:
            found[person.phone] = re.compile(re.escape(person.phone))
    return found


def as_now_drawn(site: Site) -> dict[str, str]:
    """What a page that is drawn now asks for its parts with."""
    return {**PARTIAL, "X-CSRF-Token": site.get("/sessions").field("csrf_token")}


def told_in(text: str, people: list[Profile]) -> list[str]:
    """What of these people stands in a page or a file."""
    plain = html.unescape(text)
    return [what for what, pattern in telling(people).items() if pattern.search(plain)]


def everything(site: Site, people: list[Profile]) -> Iterator[tuple[str, str]]:
    """Every page and file on which people are, whole and in parts: address and text."""
    for path in (
        "/team?size=200",
        "/team?sort=email&page=2",
        "/team?q=person",
        "/team/map",
        "/team/map?open=d",
        "/team",
        "/team/views",
        "/team/compare",
        "/team/compare?" + "&".join(f"id={person.id}" for person in people[:5]),
        "/team/export.csv",
        "/team/export.json",
        "/sessions",
        "/privacy",
        "/nowhere",
        *(f"/team/{person.id}" for person in people),
        *(f"/team/{person.id}/debrief" for person in people[:6]),
    ):
        answer = site.client.get(path, base_url=PUBLIC_URL)
        yield path, answer.get_data(as_text=True) + str(answer.headers)
    headers = as_now_drawn(site)
    debriefs = [f"/team/{person.id}/debrief/now" for person in people]
    for path in ("/team?size=200", "/team/map", *debriefs):
        answer = site.client.get(path, base_url=PUBLIC_URL, headers=headers)
        yield f"part of {path}", answer.get_data(as_text=True)


def test_nobody_can_be_told_on_any_page_and_everybody_again_afterwards(
    site: Site, people: list[Profile]
) -> None:
    named_after = people[0].email
    view = save(site, f"With {named_after}", f"?q={named_after}")
    send(site, "/team/views/default", view=view)
    present(site)
    told = {path: told_in(text, people) for path, text in everything(site, people)}
    assert {path: found for path, found in told.items() if found} == {}

    present(site, "no")
    shown = site.get("/team?size=200")
    assert len(told_in(shown.html, people)) >= len(people)
    person = next(person for person in people if person.phone)
    assert str(person.phone) in site.get(f"/team/{person.id}").html


def test_the_same_person_has_the_same_pseudonym_everywhere(
    site: Site, people: list[Profile]
) -> None:
    present(site)
    rows = site.get("/team?size=200").rows()
    links = site.get("/team?size=200").links()

    assert all(PSEUDONYM.fullmatch(row[0]) for row in rows)
    assert len({row[0] for row in rows}) == len(people)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    for name in (rows[0][0], rows[30][0]):
        assert site.get(links[name]).heading == name
    export = json.loads(site.get("/team/export.json").html)
    assert [entry["name"] for entry in export["people"]] == [row[0] for row in rows]
    assert {entry["email"] for entry in export["people"]} == {None}


def test_results_are_shown_as_before(site: Site) -> None:
    scores = sorted(row[3:9] for row in site.get("/team?size=200").rows())
    present(site)

    assert sorted(row[3:9] for row in site.get("/team?size=200").rows()) == scores


def test_a_real_name_finds_nobody(site: Site, people: list[Profile]) -> None:
    person = next(person for person in people if person.first_name and person.last_name)
    assert site.get("/team", q=person.first_name).rows()
    present(site)

    for words in filter(None, (person.first_name, person.last_name, person.email, "@", "+44")):
        assert site.get("/team", q=words).rows() == []
    assert site.get("/team/export.json", q=person.first_name).html.endswith('"people": []\n}')


def test_every_page_says_that_names_are_hidden_and_offers_to_show_them(site: Site) -> None:
    button = {"name": "presenting"}
    for path in ("/team", "/team/map", "/sessions", "/privacy", "/sign-in?another=1"):
        assert "Show names again" not in site.get(path).text
    present(site)

    for path in ("/team", "/team/map", "/sessions", "/privacy", "/sign-in?another=1"):
        page = site.get(path)
        assert (
            "Presentation mode. Names, e-mail addresses and phone numbers are hidden" in page.text
        )
        assert [b.get_text() for b in page.soup.find_all(attrs=button)] == ["Show names again"]


def test_the_way_back_keeps_the_question_but_not_what_was_searched_for(site: Site) -> None:
    assert present(site, way_back="/team?q=Maren&sort=-d&page=2") == "/team?sort=-d"
    assert present(site, "no", way_back="/team?q=Person&sort=-d") == "/team?q=Person&sort=-d"
    assert present(site, way_back="//evil.test/team") == "/"


def test_the_browser_is_asked_to_forget_the_pages_that_it_keeps(site: Site) -> None:
    token = site.get("/team").field("csrf_token")

    answer = site.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_it_goes_on_for_another_account_and_for_a_wider_consent(site: Site) -> None:
    present(site)
    site.sign_in(SECOND, another="1")
    assert PSEUDONYM.fullmatch(site.get("/team").rows()[0][0])

    page = site.get("/sessions")
    form = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    site.post("/connections/switch", form)
    assert PSEUDONYM.fullmatch(site.get("/team").rows()[0][0])

    site.sign_in()
    assert PSEUDONYM.fullmatch(site.get("/team").rows()[0][0])


def test_signing_out_ends_it_and_another_browser_never_had_it(site: Site, app: Flask) -> None:
    present(site)
    elsewhere = Site(app)
    elsewhere.sign_in()
    assert not PSEUDONYM.fullmatch(elsewhere.get("/team").rows()[0][0])

    site.sign_out()
    site.sign_in()
    assert not PSEUDONYM.fullmatch(site.get("/team").rows()[0][0])


def test_a_part_for_a_page_of_before_is_answered_by_the_whole_page(site: Site) -> None:
    """In another tab, which would otherwise say that it hides what it shows, or the reverse."""
    with_names = as_now_drawn(site)
    present(site)
    answer = site.client.get("/team?q=a&sort=-d", base_url=PUBLIC_URL, headers=with_names)
    assert (answer.headers["HX-Redirect"], answer.data) == ("/team?sort=-d", b"")

    without = as_now_drawn(site)
    present(site, "no")
    answer = site.client.get("/team?q=a", base_url=PUBLIC_URL, headers=without)
    assert (answer.headers["HX-Redirect"], answer.data) == ("/team?q=a", b"")


def test_a_form_of_a_page_with_names_is_not_acted_upon_and_not_shown(site: Site) -> None:
    """It is sent from another tab; what it holds may be a name."""
    drawn = site.get("/team/views").field("csrf_token")
    form = {"csrf_token": drawn, "name": "Cécile and hers", "query": "?q=cecile"}
    present(site)

    page = site.post("/team/views", form, status=409, headers=OURS)

    assert page.heading == "This page was drawn with names"
    assert "What you typed is kept" in page.text
    assert "cile" not in page.text
    site.post("/team/views", again(page), status=409, headers=OURS)
    site.post("/presentation", again(page, "Show names in a new tab"))
    assert "Cécile and hers" not in site.get("/team/views").text
    site.post("/team/views", again(page), headers=OURS)
    assert "Cécile and hers" in site.get("/team/views").text


def test_a_form_of_an_older_session_shows_no_name_either(site: Site) -> None:
    old = {"csrf_token": site.get("/team/views").field("csrf_token"), "name": "Cécile"}
    site.sign_out()
    site.sign_in()
    present(site)

    page = site.post("/team/views", old, status=403, headers=OURS)

    assert "Cécile" not in page.text
    page = site.post("/team/views", again(page), status=409, headers=OURS)
    assert page.heading == "This page was drawn with names"


def test_forms_about_the_session_are_taken_from_a_page_with_names(site: Site) -> None:
    with_names = {"csrf_token": site.get("/team").field("csrf_token")}
    present(site)

    site.post("/sessions/end-others", with_names)
    site.post("/sessions/stay", with_names)
    site.post("/presentation", {**with_names, "presenting": "no"})

    assert not PSEUDONYM.fullmatch(site.get("/team").rows()[0][0])


def test_a_request_under_way_does_not_bring_names_back(site: Site) -> None:
    """It writes who is signed in as it found it; that names are hidden meanwhile, it leaves."""
    with site.client.session_transaction(base_url=PUBLIC_URL) as slow:
        person = SignedIn.read(slow)
        assert person is not None
        other = Site(site.app)
        for name, value in site.cookies().items():
            other.client.set_cookie(name, value, domain="127.0.0.1")
        present(other)
        person.with_scope(person.connection.scope - {"tags:manage"}).write(slow)

    assert PSEUDONYM.fullmatch(site.get("/team").rows()[0][0])
