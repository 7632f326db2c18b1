"""An answer that is given again is the one that would be drawn now, and everything else is done as
ever: the session is used, the platform asked, the log written.
"""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask, request_started
from redis import Redis
from redis.exceptions import TimeoutError as NoAnswer

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.ended_connections import (
    end_it_from_another_browser,
    end_the_connection,
    sign_out,
)
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.valkey import alive
from webapp.bounded_http import Answer
from webapp.outbound import Outbound
from webapp.redis_connection.read_along import ReadAlong

PEOPLE = "/api/v4/profiles"
Drawn = Callable[[Callable[[], object]], int]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """At the beginning of a minute, and standing still."""
    now = datetime.now(UTC).replace(second=1, microsecond=0)
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def drawn(app: Flask) -> Drawn:
    """How many requests reached the app itself while something was done."""

    def count(do: Callable[[], object]) -> int:
        begun: list[object] = []

        def note(_: Flask, **__: object) -> None:
            begun.append(None)

        with request_started.connected_to(note, app):
            do()
        return len(begun)

    return count


def warm(site: Site, path: str = "/team") -> Page:
    """Twice: what comes along with a session is learned by the first."""
    site.get(path)
    return site.get(path)


@pytest.mark.parametrize("path", ["/team", "/team?q=a&sort=-d", "/connected-apps"])
def test_the_same_is_given_again_with_form_tokens_of_its_own(
    site: Site, drawn: Drawn, path: str
) -> None:
    before = warm(site, path)
    pages: list[Page] = []

    assert drawn(lambda: pages.append(site.get(path))) == 0

    [again] = pages
    tokens = [page.field("csrf_token") for page in (before, again)]
    assert tokens[0] != tokens[1]
    assert _without_tokens(before) == _without_tokens(again)
    assert dict(before.headers) == dict(again.headers)
    site.post("/presentation", {"csrf_token": tokens[1], "presenting": "yes"})


def test_a_part_is_given_again_as_the_part(site: Site, drawn: Drawn) -> None:
    for _ in range(2):
        part = site.partial("/team", q="a")
    parts: list[Page] = []

    assert drawn(lambda: parts.append(site.partial("/team", q="a"))) == 0
    assert _without_tokens(parts[0]) == _without_tokens(part)
    assert drawn(lambda: site.get("/team", q="a")) == 1


def test_the_platform_is_asked_each_time_and_the_log_tells_it(
    site: Site, drawn: Drawn, platform: Running
) -> None:
    warm(site)
    told = site.get("/connected-apps/log").text.count("Read the list of people")
    platform.world.witness.clear()

    assert drawn(lambda: [site.get("/team") for _ in range(3)]) == 0

    arrivals = platform.world.witness.arrivals(PEOPLE)
    assert len([one for one in arrivals if one.query["page"] == "1"]) == 3
    log = site.get("/connected-apps/log").text
    assert log.count("Read the list of people") > told


def test_it_is_a_use_of_the_session(site: Site, drawn: Drawn, redis: Redis) -> None:
    warm(site)
    [session] = alive(redis, "session")
    redis.expire(session, 100)

    assert drawn(lambda: site.get("/team")) == 0

    assert int(redis.ttl(session)) > 100


def test_what_changed_at_the_platform_is_drawn(site: Site, drawn: Drawn, platform: Running) -> None:
    warm(site, "/team?size=200")
    profiles = platform.world.accounts[0].profiles
    profiles.change(profiles.id_at(0), first_name="Zyxwine")
    pages: list[Page] = []

    assert drawn(lambda: pages.append(site.get("/team?size=200"))) == 1
    assert "Zyxwine" in pages[0].text


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Kind.FORBIDDEN, 403), (Kind.BROKEN, 502), (Kind.RESET, 502), (Kind.HTML, 502)],
)
def test_a_platform_that_refuses_or_fails_is_told_as_ever(
    site: Site, drawn: Drawn, platform: Running, kind: Kind, status: int
) -> None:
    warm(site)
    platform.world.faults.add(Fault(kind, origin="api", path=PEOPLE))

    assert drawn(lambda: site.get("/team", status=status)) == 1

    platform.world.faults.clear()
    assert site.get("/team").soup.select("table")


def test_a_token_that_is_refused_is_renewed_as_ever(
    site: Site, drawn: Drawn, platform: Running
) -> None:
    warm(site)
    platform.world.ledger.expire_access_tokens()

    assert drawn(lambda: site.get("/team")) == 1
    assert site.get("/team").soup.select("table")


def test_a_token_that_is_due_is_not_sent(
    site: Site, drawn: Drawn, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(site)
    monkeypatch.setattr("webapp.auth.token_set.TokenSet.is_due", lambda *_: True)
    assert clock

    assert drawn(lambda: site.client.get("/team", base_url=PUBLIC_URL)) == 1


@pytest.mark.parametrize("end", [sign_out, end_the_connection, end_it_from_another_browser])
def test_nothing_is_given_again_once_the_session_has_ended(
    site: Site, end: Callable[[Site], None]
) -> None:
    warm(site)
    cookie = site.cookies()["dashboard-session"]
    end(site)
    site.client.set_cookie("dashboard-session", cookie, domain="127.0.0.1")

    answer = site.client.get("/team", base_url=PUBLIC_URL)

    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


def test_another_minute_is_another_page(
    site: Site, drawn: Drawn, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(seconds=32))
    warm(site)
    clock.shift(timedelta(seconds=27.5))  # the session's time is told in the same words still

    assert drawn(lambda: site.get("/team")) == 1


def test_the_time_that_is_left_is_told_as_it_is_now(
    site: Site, drawn: Drawn, clock: time_machine.Traveller
) -> None:
    warm(site)
    clock.shift(timedelta(seconds=40))

    assert drawn(lambda: site.get("/team")) == 1


def test_hidden_names_are_hidden_at_once(site: Site, drawn: Drawn) -> None:
    page = warm(site)
    name = page.rows()[0][0]
    site.post("/presentation", {"csrf_token": page.field("csrf_token"), "presenting": "yes"})
    pages: list[Page] = []

    assert drawn(lambda: pages.append(site.get("/team"))) == 1
    assert name not in pages[0].text


@pytest.mark.parametrize(
    "headers", [{"Accept-Language": "de"}, {"X-Forwarded-For": "10.1.2.3"}, PARTIAL]
)
def test_whoever_asks_otherwise_is_answered_by_the_app(
    site: Site, drawn: Drawn, headers: dict[str, str]
) -> None:
    warm(site)

    assert drawn(lambda: site.client.get("/team", base_url=PUBLIC_URL, headers=headers)) == 1


def test_what_a_proxy_calls_each_request_makes_no_two_of_them_different(
    site: Site, drawn: Drawn
) -> None:
    warm(site)
    headers = {"X-Request-ID": "one-of-a-kind-1", "Traceparent": "one", "Tracestate": "two"}

    assert drawn(lambda: site.client.get("/team", base_url=PUBLIC_URL, headers=headers)) == 0


def test_another_browser_is_never_given_it(site: Site, app: Flask, drawn: Drawn) -> None:
    warm(site)
    other = Site(app)

    answer = other.client.get("/team", base_url=PUBLIC_URL)
    assert answer.status_code == 302

    other.sign_in()
    assert drawn(lambda: other.get("/team")) == 1


def test_a_compressed_page_is_given_again_compressed(site: Site, drawn: Drawn) -> None:
    answers = [_compressed(site) for _ in range(2)]

    assert drawn(lambda: answers.append(_compressed(site))) == 0
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
    assert "Accept-Encoding" in answers[-1].headers["Vary"]
    assert int(answers[-1].headers["Content-Length"]) == len(answers[-1].data)
    assert b"<h1>Team</h1>" in gzip.decompress(answers[-1].data)


def test_the_same_words_with_another_status_are_another_answer(
    site: Site, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(site)
    ask_again = Outbound.ask_again

    def refused(*args: Any) -> Answer:
        return replace(ask_again(*args), status=207)

    monkeypatch.setattr(Outbound, "ask_again", refused)

    assert drawn(lambda: site.get("/team")) == 1


def test_a_page_of_which_not_all_is_noted_is_never_repeated(
    site: Site, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.current.grants.noted", lambda: None)
    warm(site, "/connected-apps")

    assert drawn(lambda: site.get("/connected-apps")) == 1


def test_a_question_for_the_head_alone_has_no_body(site: Site, drawn: Drawn) -> None:
    warm(site)
    answers: list[Any] = []

    assert drawn(lambda: answers.append(site.client.head("/team", base_url=PUBLIC_URL))) == 1
    assert answers[0].data == b""


def test_what_is_asked_for_once_is_not_kept_for_that(site: Site, drawn: Drawn) -> None:
    site.get("/team")

    assert drawn(lambda: site.get("/team")) == 1
    assert drawn(lambda: site.get("/team")) == 0


def test_a_store_that_is_away_is_waited_for_once(
    site: Site, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(site)
    waited: list[object] = []

    def silent(*_: object) -> None:
        waited.append(None)
        raise NoAnswer

    monkeypatch.setattr(ReadAlong, "together", silent)

    assert drawn(lambda: site.get("/team", status=503)) == 1
    assert len(waited) == 1


def test_a_form_is_never_repeated(site: Site, drawn: Drawn) -> None:
    token = warm(site).field("csrf_token")
    form = {"csrf_token": token, "presenting": "yes"}

    assert drawn(lambda: [site.post("/presentation", form) for _ in range(2)]) == 2


def _compressed(site: Site) -> Any:
    headers = {"Accept-Encoding": "gzip"}
    return site.client.get("/team", base_url=PUBLIC_URL, headers=headers)


def _without_tokens(page: Page) -> str:
    return re.sub(r"[0-9a-f]{128}\.[0-9a-f]{16}", "token", page.html)
