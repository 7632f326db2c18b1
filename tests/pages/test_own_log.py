"""What this dashboard did in somebody's name: what the page says is what arrived at Profile."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, Response, request
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.debriefs import Subject
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.valkey import addresses, alive
from tests.support.waiting import wait_until
from webapp import create_app
from webapp.auth.signed_in import SignedIn
from webapp.background.owner import Owner
from webapp.own_log import MOST_KEPT, verified
from webapp.own_log.chain import Done
from webapp.services import Services
from webapp.settings import Settings

LOG = "/connected-apps/log"
NOBODY = "66a1f0c2b7d8e9001c3a4b5d"
IDS = re.compile(r"/(profile|playbook/ai/debrief|tag)/([^/]+)")
SECOND = Consent(account="Northlight Studio")

Entry = tuple[str, str | None, str]


def arrived(platform: Running) -> list[Entry]:
    """Every call of the API that Profile saw, as the log should have it."""
    told: list[Entry] = []
    for call in platform.world.witness.arrivals("/api/v4"):
        found = IDS.search(call.path)
        template = IDS.sub(r"/\1/{id}", call.path.removeprefix("/api/v4"))
        status = call.status or 500
        outcome = "ok" if status < 300 else f"refused {status}"
        if status >= 500:
            outcome = "unavailable" if call.method == "GET" else "unclear"
        told.append((f"{call.method} {template}", found[2] if found else None, outcome))
    return told


def exported(site: Site) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(site.get(f"{LOG}.json").html)
    return told


def logged(site: Site) -> list[Entry]:
    return [(e["action"], e["target"], e["outcome"]) for e in exported(site)["entries"]]


def somebody(platform: Running) -> str:
    return platform.world.accounts[0].profiles.page(1, 1)[0].id


def fill(site: Site, count: int) -> None:
    """So many more entries, without a call for each."""
    services: Services = site.app.extensions["services"]
    with site.client.session_transaction(base_url=PUBLIC_URL) as session:
        person = SignedIn.read(session)
    assert person is not None
    calls = [Done("2026-03-02T09:14:07.512Z", "GET /tags", None, "ok")] * count
    services.own_log.write(Owner.of(person.connection), calls, 60)


def test_the_log_is_what_arrived_at_profile_in_its_order(site: Site, platform: Running) -> None:
    site.get("/team")
    site.get(f"/team/{somebody(platform)}")
    site.get(f"/team/{NOBODY}", status=404)
    platform.world.faults.add(Fault(Kind.FORBIDDEN, path="/api/v4/profiles"))
    site.get("/team", status=403)
    platform.world.faults.clear()
    platform.world.ledger.expire_access_tokens()
    site.get("/team")

    told = logged(site)

    assert told == arrived(platform)
    assert told[0] == ("GET /account", None, "ok")
    assert ("GET /profile/{id}", NOBODY, "refused 404") in told
    outcomes = {outcome for _, _, outcome in told}
    assert outcomes == {"ok", "refused 401", "refused 403", "refused 404"}


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET])
def test_a_request_that_fails_is_logged_too(site: Site, platform: Running, kind: Kind) -> None:
    platform.world.faults.add(Fault(kind, path="/api/v4/profiles"))

    site.get("/team", status=502)

    assert logged(site)[-1] == ("GET /profiles", None, "unavailable")


def test_a_mistake_of_this_dashboard_loses_no_entry(app: Flask, platform: Running) -> None:
    """Whatever goes wrong after the call: it was made."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.after_request
    def mistake(response: Response) -> Response:
        if request.path == "/team":
            raise RuntimeError("a mistake")
        return response

    site = Site(app)
    site.sign_in()
    answer = site.client.get("/team", base_url=PUBLIC_URL)

    assert answer.status_code == 500
    assert len(logged(site)) > 1
    assert logged(site) == arrived(platform)


def test_work_behind_a_request_is_logged_as_it_happens(site: Site, subject: Subject) -> None:
    subject.press(site)
    subject.comes_to_say(site, subject.text)

    call = ("POST /playbook/ai/debrief/{id}", subject.profile.id, "ok")
    assert call in logged(site)
    assert sorted(logged(site), key=str) == sorted(arrived(subject.platform), key=str)
    assert verified(site.get(f"{LOG}.json").html.encode()).is_whole


def test_work_behind_a_request_that_may_have_been_done_is_unclear(
    site: Site, subject: Subject
) -> None:
    fault = Fault(Kind.RESET, path="/api/v4/playbook", method="POST")
    subject.platform.world.faults.add(fault)
    subject.press(site)
    subject.comes_to_an_end(site)

    assert ("POST /playbook/ai/debrief/{id}", subject.profile.id, "unclear") in logged(site)


def test_calls_on_connected_apps_are_logged_too(site: Site) -> None:
    site.get("/connected-apps")

    assert ("GET {grants}", None, "ok") in logged(site)
    assert "Read which apps may act for you" in site.get(LOG).text


def test_the_page_tells_it_in_words_the_newest_first(site: Site, platform: Running) -> None:
    person = somebody(platform)
    site.get(f"/team/{person}")
    site.get(f"/team/{NOBODY}", status=404)

    page = site.get(LOG)

    assert page.heading == "What this dashboard did"
    rows, count = page.rows(), len(arrived(platform))
    assert [int(row[0]) for row in rows] == list(range(count, 0, -1))
    assert rows[-1][2:] == ["Read the account’s name and settings", "Done"]
    assert [f"Read one person’s results: {NOBODY}", "Not there"] in [r[2:] for r in rows]
    assert page.links()[person] == f"/team/{person}"
    assert re.search(rf"The chain is whole: {count} entries, verified at \d\d:\d\d UTC", page.text)
    assert exported(site)["hash"] in page.text
    assert "a call that was made while the log could not be written" in page.text


def test_who_has_done_nothing_yet_is_told_so(visitor: Site) -> None:
    visitor.sign_in(Consent(denied={"account:read"}))

    page = visitor.get(LOG)

    assert "Nothing yet" in page.text
    assert page.rows() == []
    assert exported(visitor)["entries"] == []


def test_it_needs_no_permission(visitor: Site) -> None:
    visitor.sign_in(Consent(denied={"profiles:read", "tags:manage"}))

    assert visitor.get(LOG).heading == "What this dashboard did"


def test_it_is_paged_by_fifty(site: Site) -> None:
    fill(site, 60)
    count = len(logged(site))

    first = site.get(LOG)
    last = site.get(first.links()["Older"])

    assert count > 50
    assert len(first.rows()) == 50
    assert [int(row[0]) for row in first.rows() + last.rows()] == list(range(count, 0, -1))
    assert last.links()["Newer"] == f"{LOG}?page=1"


@pytest.mark.parametrize("asked", ["0", "-1", "99", "x", "²", "1" * 5000])
def test_a_page_that_is_none_leads_to_the_nearest(site: Site, asked: str) -> None:
    assert len(site.get(f"{LOG}?page={asked}").rows()) == 1


def test_an_entry_taken_out_of_redis_is_told_on_the_page_and_in_the_file(
    site: Site, redis: Redis
) -> None:
    site.get("/team")
    (entries,) = [key for key in addresses(redis) if key.startswith("work:log:")]
    redis.eval("redis.call('LREM', KEYS[1], 1, redis.call('LINDEX', KEYS[1], 1))", 1, entries)

    page = site.get(LOG)

    assert "The chain is broken at entry 2: it is missing" in page.text
    assert page.soup.select_one("[role=alert].broken")
    assert verified(site.get(f"{LOG}.json").html.encode()).at == 2


def test_all_entries_taken_out_of_redis_are_no_empty_log(site: Site, redis: Redis) -> None:
    redis.delete(*[key for key in addresses(redis) if key.startswith("work:log:")])

    assert "The chain is broken at entry 1" in site.get(LOG).text


def test_the_page_says_how_many_are_no_longer_kept(site: Site) -> None:
    fill(site, MOST_KEPT + 10)

    page = site.get(LOG)
    told = exported(site)

    gone = told["count"] - MOST_KEPT
    assert gone > 0
    assert f"the latest 1,000 are kept; {gone} before them" in page.text
    assert "The chain is whole: 1,000 entries" in page.text
    assert told["entries"][0]["number"] == gone + 1


def test_the_files_are_for_taking_away(site: Site) -> None:
    for ending, kind in (("json", "application/json"), ("csv", "text/csv; charset=utf-8")):
        answer = site.client.get(f"{LOG}.{ending}", base_url=PUBLIC_URL)

        assert answer.headers["Content-Type"] == kind
        sent = answer.headers["Content-Disposition"]
        assert re.fullmatch(rf"attachment; filename=log-[\d-]+-utc\.{ending}", sent)
        assert answer.headers["Cache-Control"] == "no-store"


def table(site: Site) -> list[dict[str, str]]:
    text = site.client.get(f"{LOG}.csv", base_url=PUBLIC_URL).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_table_has_what_the_other_file_has(site: Site) -> None:
    site.get("/team")

    told = [
        (int(row["Number"]), row["At"], row["Action"], row["Outcome"], row["Hash"])
        for row in table(site)
    ]

    names = ("number", "at", "action", "outcome", "hash")
    assert told == [tuple(e[name] for name in names) for e in exported(site)["entries"]]


def test_no_id_becomes_a_formula(site: Site) -> None:
    site.get("/team/-1-1", status=404)

    assert table(site)[-1]["Target"] == "'-1-1"
    assert logged(site)[-1][1] == "-1-1"


def test_each_connection_has_a_log_of_its_own(site: Site) -> None:
    site.get("/team")
    before = logged(site)
    site.sign_in(SECOND, another="1")

    assert logged(site) == [("GET /account", None, "ok")]
    page = site.get(LOG)
    button = page.soup.select_one("form[action='/connections/switch'] button")
    assert button is not None
    form = {"csrf_token": page.field("csrf_token"), "connection": str(button["value"])}
    site.post("/connections/switch", form)

    assert logged(site) == before


def test_another_session_of_the_same_person_does_not_see_it(site: Site) -> None:
    site.get("/team")
    other = Site(site.app)
    other.sign_in()

    assert logged(other) == [("GET /account", None, "ok")]


def test_it_goes_on_when_the_connection_is_renewed(site: Site, platform: Running) -> None:
    site.get("/team")

    site.sign_in()
    site.get("/team")

    assert logged(site) == arrived(platform)
    assert verified(site.get(f"{LOG}.json").html.encode()).is_whole


def ended_elsewhere(site: Site) -> None:
    other = Site(site.app)
    other.sign_in()
    form = {"csrf_token": other.get("/sessions").field("csrf_token")}
    other.post("/sessions/end-others", form)
    other.sign_out()


ENDS: dict[str, Callable[[Site], object]] = {
    "signed out": Site.sign_out,
    "elsewhere": ended_elsewhere,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_it_goes_with_the_session(site: Site, redis: Redis, end: Callable[[Site], object]) -> None:
    site.get("/team")
    assert len(alive(redis, "work")) == 2

    end(site)

    assert alive(redis, "work") == []


def test_a_request_that_was_under_way_at_the_end_brings_nothing_back(
    site: Site, redis: Redis, subject: Subject
) -> None:
    """The debrief's call comes back when the person has gone."""
    platform = subject.platform
    platform.world.faults.add(Fault(Kind.SLOW, path="/api/v4/playbook", method="POST", seconds=1))
    subject.press(site)
    wait_until(lambda: subject.asked() == 1, "the call")
    site.sign_out()
    wait_until(lambda: alive(redis, "pulse") == [], "an end of the work")

    assert alive(redis, "work") == []


def test_no_name_and_no_result_is_in_it(site: Site, platform: Running) -> None:
    site.get("/team?q=a")
    site.get(f"/team/{somebody(platform)}")

    told = site.get(f"{LOG}.json").html

    people = platform.world.accounts[0].profiles.page(1, 100)
    assert [p.email for p in people if p.email in told] == []
    assert "?" not in "".join(action for action, _, _ in logged(site))


def test_a_request_costs_one_call_to_redis_more_where_nobody_wrote_in_between(
    site: Site, redis: Redis
) -> None:
    site.get("/team")
    before = scripts(redis)

    site.get("/team")
    assert scripts(redis) == before + 1

    site.get(LOG)  # which calls nobody
    assert scripts(redis) == before + 1


def scripts(redis: Redis) -> int:
    """How many scripts were run."""
    return int(redis.info("commandstats")["cmdstat_evalsha"]["calls"])


def test_two_processes_write_one_chain(settings: Settings, site: Site, platform: Running) -> None:
    other = Site(create_app(replace(settings)))
    other.client = other.app.test_client()
    for name, value in site.cookies().items():
        other.client.set_cookie(name, value, domain="127.0.0.1")

    for _ in range(3):
        site.get("/team")
        other.get("/team")

    assert logged(site) == logged(other) == arrived(platform)
    assert verified(site.get(f"{LOG}.json").html.encode()).is_whole
