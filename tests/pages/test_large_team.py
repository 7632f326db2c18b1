"""An account of many pages: the first people at once, everybody soon, nobody lost or doubled."""

import gc
from datetime import datetime, timedelta
from functools import partial

import pytest
import time_machine
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.large_team import (
    MANY,
    PEOPLE_CALL,
    another_process,
    asked,
    everybody_at,
    hold,
    shown_to,
    told,
    until_told,
)
from tests.support.platform import PUBLIC_URL
from tests.support.saved_views import panel, save
from tests.support.site import Site
from tests.support.valkey import alive
from tests.support.waiting import wait_until
from webapp.people.crowd import Crowd
from webapp.snapshots.store import Store

SO_FAR = ".reading-on"


def test_the_first_people_are_shown_while_the_others_are_read(
    large_site: Site, large: Running
) -> None:
    hold(large, skip=1)

    page = large_site.get("/team")

    assert told(page) == "100 people"
    [card] = page.soup.select(SO_FAR)
    assert "100 people so far" in card.get_text()
    assert card["hx-get"] == "/team"
    assert card["hx-trigger"] == "every 1s"
    assert card.select("progress[aria-label]")
    large.world.faults.clear()
    assert not until_told(large_site).soup.select(SO_FAR)


def test_what_needs_everybody_is_not_offered_before_all_are_read(
    large_site: Site, large: Running
) -> None:
    hold(large, skip=1)
    page = large_site.get("/team")

    assert "Tag all" not in page.text
    assert "CSV" not in page.text
    large.world.faults.clear()
    page = until_told(large_site)
    assert "Tag all 1,204" in page.text
    assert "CSV" in page.text


def test_everybody_is_shown_once_in_every_order(large_site: Site, large: Running) -> None:
    until_told(large_site)
    everybody = sorted(person.id for person in everybody_at(large))

    for query in ({}, {"sort": "-d"}, {"sort": "core"}, {"sort": "tags"}, {"sort": "-updated"}):
        assert sorted(shown_to(large_site, **query)) == everybody, query


def test_a_search_finds_everybody_who_is_so_called(large_site: Site, large: Running) -> None:
    until_told(large_site)
    called = {p.id for p in everybody_at(large) if "maria" in (p.email or "").lower()}
    assert called

    assert called <= set(shown_to(large_site, q="maria"))


def test_once_all_are_read_a_page_asks_for_the_first_ones_alone(
    large_site: Site, large: Running
) -> None:
    until_told(large_site)
    large.world.witness.clear()

    for query in ({}, {"q": "an"}, {"sort": "-d", "page": 4}, {"style": "DI"}):
        large_site.get("/team", **query)

    assert asked(large) == 4


def test_an_own_change_is_shown_at_once(large_site: Site, large: Running) -> None:
    until_told(large_site)
    somebody = everybody_at(large)[700]
    page = large_site.get(f"/team/{somebody.id}/edit")
    inputs = page.soup.select(".details-form input")
    form = {str(each["name"]): str(each.get("value", "")) for each in inputs}

    large_site.post(f"/team/{somebody.id}/edit", {**form, "first_name": "Zyxwine"})

    assert shown_to(large_site, q="zyxwine") == [somebody.id]
    assert told(large_site.get("/team")) == f"{MANY:,} people"


def test_whoever_is_deleted_is_gone_at_once(large_site: Site, large: Running, valkey: str) -> None:
    until_told(large_site)
    other = another_process(large, valkey, large_site)
    other.get("/team")
    somebody = next(p for p in everybody_at(large)[800:] if p.first_name and p.last_name)
    address = f"/team/{somebody.id}/delete"
    page = large_site.get(address)
    name = f"{somebody.first_name} {somebody.last_name}"
    form = {key: page.field(key) for key in ("csrf_token", "seen")}

    large_site.post(address, {**form, "name": name})

    for site in (large_site, other):
        assert told(site.get("/team")) == "1,203 people"
        assert somebody.id not in shown_to(site, q=name)


def test_whoever_is_invited_is_shown_at_once(large_site: Site) -> None:
    until_told(large_site)
    page = large_site.get("/invites/new")
    form = {"csrf_token": page.field("csrf_token"), "people": "new.colleague@people.test"}
    preview = str(large_site.post("/invites/new", form).headers["Location"])
    [shown] = large_site.get(preview).soup.select(f"form[action='{preview}']")
    sent = {str(i["name"]): str(i.get("value", "")) for i in shown.select("input")}
    done = str(large_site.post(preview, sent).headers["Location"])
    wait_until(lambda: "1 invite is sent." in large_site.get(done).text, "the invite")

    assert len(shown_to(large_site, q="new.colleague@people.test")) == 1


def test_what_others_did_is_shown_when_it_is_read_again_and_said_to_be_older_before(
    large_site: Site, large: Running
) -> None:
    first = until_told(large_site)
    [when] = first.soup.select(".as-of time")
    somebody = everybody_at(large)[900]
    large.world.accounts[0].profiles.change(somebody.id, first_name="Zyxwine")

    again = large_site.get("/team")
    assert again.soup.select(".as-of time")[0]["datetime"] == when["datetime"]
    assert shown_to(large_site, q="zyxwine") == []

    [link] = again.soup.select("#read-again")
    wait_until(
        lambda: (
            (large_site.get(str(link["href"])), shown_to(large_site, q="zyxwine"))[1]
            == [somebody.id]
        ),
        "the other name",
    )


def test_who_was_read_long_ago_is_read_anew_behind_the_page(
    large_site: Site, large: Running
) -> None:
    until_told(large_site)
    somebody = everybody_at(large)[900]
    large.world.accounts[0].profiles.change(somebody.id, first_name="Zyxwine")

    with time_machine.travel(datetime.now().astimezone() + timedelta(seconds=100)):
        large_site.get("/team")
        wait_until(lambda: shown_to(large_site, q="zyxwine") == [somebody.id], "the other name")


def test_a_page_that_needs_everybody_says_how_far_it_is_and_opens_by_itself(
    large_site: Site, large: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.current.team.PATIENCE_FOR_ALL", 0.1)
    hold(large, skip=1)

    page = large_site.get("/team/map", status=503)

    assert "100 have been read so far" in page.text
    assert page.headers["Refresh"] == page.headers["Retry-After"] == "3"
    large.world.faults.clear()
    until_told(large_site)
    assert "Refresh" not in large_site.get("/team/map").headers


def test_who_lost_access_sees_nobody(large_site: Site, large: Running) -> None:
    until_told(large_site)
    large.world.faults.add(Fault(Kind.FORBIDDEN, origin="api", path=PEOPLE_CALL))

    page = large_site.get("/team", status=403)

    assert not page.soup.select("table")


def test_without_names_everybody_has_a_pseudonym(large_site: Site) -> None:
    until_told(large_site)
    token = large_site.get("/team").field("csrf_token")
    large_site.post(
        "/presentation", {"csrf_token": token, "presenting": "yes", "way_back": "/team"}
    )

    page = until_told(large_site)

    names = [link.get_text(strip=True) for link in page.soup.select("table th[scope=row] a")]
    assert names
    assert all(name.startswith("Person ") for name in names)
    assert "@" not in page.soup.select("table")[0].get_text()
    assert len(set(shown_to(large_site))) == MANY


def test_nobody_is_said_to_have_left_a_view_while_people_are_read(
    large_site: Site, large: Running, redis: Redis
) -> None:
    until_told(large_site)
    view = save(large_site, "All of us")
    assert "nothing has changed" in panel(large_site.get("/team", view=view))
    redis.delete(*alive(redis, "people"))
    hold(large, skip=1)

    page = large_site.get("/team", view=view)

    assert told(page) == "100 people"
    assert panel(page) == ""
    large.world.faults.clear()
    until_told(large_site)
    assert "nothing has changed" in panel(large_site.get("/team", view=view))


def test_no_page_holds_the_people_of_a_reading_that_is_over(
    large_site: Site, large: Running
) -> None:
    """Whatever was drawn of them under addresses that nobody asks for again."""
    profiles = large.world.accounts[0].profiles
    somebody = everybody_at(large)[900]
    until_told(large_site)
    counts: list[int] = []
    for number in range(7):
        name = f"zyxwine{number}"
        profiles.change(somebody.id, first_name=name)
        wait_until(partial(_is_read, large_site, name, somebody.id), "the other name")
        for page in (f"/team/map?q={name}", f"/team/{everybody_at(large)[number].id}"):
            wait_until(partial(_is_there, large_site, page), "a page that no reading overtakes")
        gc.collect()
        counts.append(sum(isinstance(each, Crowd) and each.is_whole for each in gc.get_objects()))

    assert counts[-1] < counts[0] + 3, "one may be on its way"


def _is_there(site: Site, path: str) -> bool:
    return site.client.get(path, base_url=PUBLIC_URL).status_code == 200


def _is_read(site: Site, name: str, profile_id: str) -> bool:
    site.get("/team?again=1")
    return shown_to(site, q=name) == [profile_id]


@pytest.mark.parametrize("page", ["/team/map", "/team/{somebody}"])
def test_a_page_that_a_newer_reading_overtakes_opens_by_itself(
    large_site: Site, large: Running, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """What it had begun to be made of lies there no more."""
    until_told(large_site)
    path = page.format(somebody=everybody_at(large)[900].id)
    monkeypatch.setattr(Store, "focus", lambda *_: None)

    answer = large_site.get(path, status=503)

    assert "Your people were just read anew" in answer.text
    assert answer.headers["Refresh"] == "1"
    monkeypatch.undo()
    large_site.get(path)
