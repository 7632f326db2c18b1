"""What became of each person in a change: while it runs, where it stops, and taken back."""

import pytest
import time_machine
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.meanwhile import Meanwhile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site
from tests.support.tag_people import Bulk, fields
from tests.support.valkey import alive
from tests.support.waiting import wait_until
from webapp.background import pulse
from webapp.background.setbacks import LONGEST_WAIT
from webapp.current import tagging as current
from webapp.tagging import membering

READ = "/api/v4/tag"
NOBODY = "66a1f0c2b7d8e9001c3a4b5d"


def groups(page: Page) -> dict[str, list[str]]:
    """The heading of each group, and the ids of those who are named in it."""
    return {
        " ".join(each.h2.get_text().split()): [
            str(link["href"]).rpartition("/")[2] for link in each.select(".people-list a")
        ]
        for each in page.soup.select("#change details")
        if each.h2
    }


def press(site: Site, page: Page, action: str) -> Page:
    """Press “Undo” or “Continue”; gives what it leads to."""
    form = next(f for f in page.soup.find_all("form") if str(f["action"]).endswith(action))
    where = str(form["action"])
    return site.get(str(site.post(where, fields(page, where)).headers["Location"]))


@pytest.fixture
def lacking(bulk: Bulk) -> list[str]:
    """Ten people without the tag."""
    return [each for each in bulk.people if each not in bulk.tag().profiles][:10]


@pytest.fixture
def held(platform: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """A platform that takes long over each writing, and a dashboard that waits for nothing."""
    monkeypatch.setattr(current, "PATIENCE", 0.0)
    platform.world.faults.add(Fault(Kind.SLOW, origin="api", method="PATCH", seconds=60))
    return platform


def begin(site: Site, bulk: Bulk, ids: list[str]) -> str:
    return bulk.confirm(site, bulk.preview(site, bulk.choose(site, ids)))


def test_people_stand_with_those_of_the_same_fate(
    site: Site, bulk: Bulk, lacking: list[str], platform: Running
) -> None:
    had = list(bulk.tag().profiles[:2])
    shown = bulk.preview(site, bulk.choose(site, [*lacking, *had]))
    bulk.book.set_profiles(bulk.tag().id, [*bulk.tag().profiles[1:], lacking[0]])

    page = site.get(bulk.confirm(site, shown))

    assert groups(page) == {
        "Taken away by somebody else since, and that stays: 1": had[:1],
        "Added: 9": lacking[1:],
        "Added by somebody else meanwhile: 1": lacking[:1],
        "Had it already: 1": had[1:],
    }


def test_one_whom_profile_does_not_take_is_told_and_the_rest_is_done(
    site: Site, bulk: Bulk, lacking: list[str]
) -> None:
    choice = bulk.choose(site, [*lacking, NOBODY])
    form = fields(bulk.preview(site, choice), choice, "seen")

    deleted_since = {**form, "seen": form["seen"].replace("-", "0")}
    page = site.get(str(site.post(choice, deleted_since).headers["Location"]))

    assert groups(page) == {"Refused by Profile: 1": [], "Added: 10": lacking}
    assert "1 is not in the account any more." in page.text
    assert "1 person: Profile did not take them. It says: “" in page.text


def test_while_it_runs_its_page_shows_how_far_it_is(
    site: Site, bulk: Bulk, lacking: list[str], held: Running
) -> None:
    address = begin(site, bulk, lacking)
    page = site.get(address)
    bar = page.soup.progress

    assert bar is not None
    assert (bar["value"], bar["max"]) == ("0", "10")
    assert "0 of 10" in page.text
    assert page.links()["Look again"] == address
    assert groups(page) == {}

    held.world.faults.clear()
    wait_until(lambda: groups(site.get(address)) == {"Added: 10": lacking}, "all are added")


def test_the_open_page_asks_without_using_the_session(
    site: Site, bulk: Bulk, lacking: list[str], held: Running, redis: Redis
) -> None:
    address = begin(site, bulk, lacking)
    (session,) = alive(redis, "session")
    redis.expire(session, 100)

    part = site.partial(f"{address}/now")
    assert part.soup.select("#change [hx-trigger='every 1s']")
    assert int(redis.ttl(session)) <= 100

    held.world.faults.clear()
    wait_until(lambda: not site.partial(f"{address}/now").soup.progress, "it is done")
    part = site.partial(f"{address}/now")
    assert not part.soup.select("[hx-trigger]")
    assert "Added to “Leadership”: 10 people." in part.text
    assert fields(part, f"{address}/undo")["next"] == address
    assert int(redis.ttl(session)) <= 100
    assert site.get(f"{address}/now", status=302).headers["Location"] == address


def test_an_open_page_of_another_account_is_told_nothing(
    site: Site, bulk: Bulk, lacking: list[str]
) -> None:
    address = begin(site, bulk, lacking)
    token = site.get("/team").field("csrf_token")
    site.sign_in(Consent(account="Northlight Studio"), another="1")
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "X-CSRF-Token": token}

    answer = site.client.get(f"{address}/now", base_url="http://127.0.0.1:8000", headers=headers)

    said = answer.get_data(as_text=True)
    assert "another account" in said
    assert "hx-trigger" not in said
    assert "Leadership" not in said


def test_patience_that_is_asked_for_is_told(
    site: Site, bulk: Bulk, lacking: list[str], platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "PATIENCE", 0.0)
    fault = Fault(Kind.TOO_MANY, origin="api", method="PATCH", retry_after=1, times=1)
    platform.world.faults.add(fault)
    address = begin(site, bulk, lacking)

    wait_until(lambda: "Profile asks for patience until" in site.get(address).text, "it waits")

    wait_until(lambda: groups(site.get(address)) == {"Added: 10": lacking}, "all are added")


def test_what_stops_half_way_says_who_is_not_done_and_goes_on(
    site: Site, bulk: Bulk, lacking: list[str], platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membering, "BATCH", 4)
    shown = bulk.preview(site, bulk.choose(site, lacking))
    fault = Fault(Kind.TOO_MANY, origin="api", method="PATCH", retry_after=LONGEST_WAIT + 1)
    deed = Meanwhile(when="after", method="PATCH", tag=bulk.tag().id)
    platform.world.meanwhile.add(deed)
    platform.world.faults.add(fault)

    page = site.get(bulk.confirm(site, shown))

    assert "Profile asks for patience, so it stopped. 0 people of 10 are done." in page.text
    assert "Profile asks not to be asked before " in page.text
    assert groups(page) == {"Not added: 10": lacking}
    platform.world.faults.clear()
    page = press(site, page, "/continue")
    assert groups(page) == {"Added: 10": lacking}
    assert len(set(bulk.tag().profiles)) == len(bulk.tag().profiles)


def test_what_was_killed_at_work_is_told_and_continued(
    site: Site,
    bulk: Bulk,
    lacking: list[str],
    platform: Running,
    redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pulse.Pulses, "_go_on", lambda *_: None)
    monkeypatch.setattr(current, "PATIENCE", 0.0)
    shown = bulk.preview(site, bulk.choose(site, lacking))
    fault = Fault(Kind.SLOW, origin="api", method="GET", path=READ, seconds=60)
    platform.world.witness.clear()
    platform.world.faults.add(fault)
    address = bulk.confirm(site, shown)
    for key in alive(redis, "pulse"):
        redis.delete(key)

    page = site.get(address)
    assert "This dashboard was interrupted while it was at work." in page.text
    assert groups(page) == {"Not added: 10": lacking}

    assert press(site, page, "/continue").soup.progress
    platform.world.faults.clear()
    wait_until(lambda: groups(site.get(address)) == {"Added: 10": lacking}, "all are added")
    assert bulk.writes() == 1


def test_all_who_are_not_done_are_listed_on_a_page_of_their_own(
    site: Site, bulk: Bulk, lacking: list[str], platform: Running
) -> None:
    shown = bulk.preview(site, bulk.choose(site, lacking))
    platform.world.faults.add(Fault(Kind.FORBIDDEN, origin="api", method="PATCH"))
    address = bulk.confirm(site, shown)

    page = site.get(address, row="pending")

    assert groups(page) == {"Not added: 10": lacking}
    assert page.links()["All of this change"] == address
    assert groups(site.get(address, row="nonsense")) == groups(page)


def test_undone_it_is_as_before_and_marked(site: Site, bulk: Bulk, lacking: list[str]) -> None:
    before = bulk.tag().profiles
    address = begin(site, bulk, lacking)

    page = press(site, site.get(address), "/undo")

    assert set(bulk.tag().profiles) == set(before)
    assert "“Leadership” has exactly the people it had before." in page.text
    assert "/undo" not in str(page.soup.find(id="change"))
    listed = site.get("/tags/changes")
    assert listed.heading == "Changes"
    assert len(listed.soup.select(".bulk-changes > li")) == 2
    assert [each.text for each in listed.soup.select(".bulk-changes .pill")] == ["Undone"]


def test_undoing_that_takes_long_leads_to_its_own_page(
    site: Site, bulk: Bulk, lacking: list[str], platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = begin(site, bulk, lacking)
    page = site.get(address)
    monkeypatch.setattr(current, "PATIENCE", 0.0)
    platform.world.faults.add(Fault(Kind.SLOW, origin="api", method="PATCH", seconds=60))

    under_way = press(site, page, "/undo")

    assert under_way.soup.progress
    assert "Taking out of “Leadership”" in under_way.text
    platform.world.faults.clear()
    wait_until(lambda: set(lacking).isdisjoint(bulk.tag().profiles), "all are out")


def test_without_people_only_counts_are_shown(
    site: Site, bulk: Bulk, lacking: list[str], platform: Running
) -> None:
    address = begin(site, bulk, lacking)
    site.sign_in(Consent(denied={"profiles:read"}))
    platform.world.witness.clear()

    page = site.get(address)

    assert platform.world.witness.arrivals("/api") == []

    assert groups(page) == {"Added: 10": []}
    assert "Names are not shown, because you did not allow" in page.text
    assert "scope=profiles:read" in page.links()["Allow people"]


def test_people_who_cannot_be_read_just_now_are_counted(
    site: Site, bulk: Bulk, lacking: list[str], platform: Running
) -> None:
    address = begin(site, bulk, lacking)
    platform.world.faults.add(Fault(Kind.BROKEN, origin="api", path="/api/v4/profile"))

    page = site.get(address)

    assert groups(page) == {"Added: 10": []}
    assert "Names could not be read from Profile just now." in page.text


def test_a_change_of_another_session_is_not_known(
    site: Site, bulk: Bulk, lacking: list[str]
) -> None:
    address = begin(site, bulk, lacking)
    other = Site(site.app)
    other.sign_in()

    for path in (address, f"{address}/now"):
        assert other.get(path, status=404 if path == address else 302)
    assert other.partial(f"{address}/now", status=404)
    assert "No changes yet" in other.get("/tags/changes").text


def test_what_nobody_came_back_from_is_told_with_its_time(
    site: Site, bulk: Bulk, lacking: list[str]
) -> None:
    with time_machine.travel("2026-03-04T09:30:00Z", tick=True):
        fresh = Site(site.app)
        fresh.sign_in()
        begin(fresh, bulk, lacking)

        assert "09:30 UTC" in fresh.get("/tags/changes").text
