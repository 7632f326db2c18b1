"""One reference for a request: who may give it, and where it goes."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, request, request_started

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from webapp import create_app, request_id
from webapp.background.threads import Threads
from webapp.log_lines import RequestFacts
from webapp.settings import Settings

GIVEN = "proxy-0123456789abcdef"
BY_THE_BROWSER = ("/oauth/authorize", "/sign-in", "/consent")
Asked = list[tuple[str, str]]


@pytest.fixture
def asked(app: Flask) -> Iterator[Asked]:
    """Paths that the platform is asked for from now on, and under which reference each."""
    kept: Asked = []

    def note(sender: Flask) -> None:
        if sender.import_name.startswith("sandbox"):
            kept.append((request.path, request.headers.get("X-Request-ID", "")))

    with request_started.connected_to(note):
        yield kept


def behind_proxies(settings: Settings, count: int) -> Site:
    site = Site(create_app(replace(settings, trusted_proxies=count)))
    site.sign_in()
    return site


def references(site: Site, asked: Asked, sent: str) -> set[str]:
    """Under which references the platform was asked for the page of the team."""
    asked.clear()
    answer = site.client.get("/team", base_url=PUBLIC_URL, headers={"X-Request-ID": sent})
    assert answer.status_code == 200
    assert asked, "nothing was asked, so nothing was proved"
    return {reference for _, reference in asked}


def test_whatever_is_asked_of_the_platform_says_for_which_request(
    visitor: Site, platform: Running, asked: Asked
) -> None:
    visitor.sign_in()
    platform.world.ledger.expire_access_tokens()
    visitor.get("/team")
    visitor.sign_out()

    ours = [each for each in asked if each[0] not in BY_THE_BROWSER]
    assert {"/api/v4/profiles", "/oauth/token", "/oauth/revoke"} <= {path for path, _ in ours}
    assert {len(reference) for _, reference in ours} == {12}, ours
    assert len({reference for _, reference in ours}) > 2


def test_a_proxy_of_our_own_names_the_request(settings: Settings, asked: Asked) -> None:
    assert references(behind_proxies(settings, 1), asked, GIVEN) == {GIVEN}


def test_without_proxies_nobody_names_our_requests(settings: Settings, asked: Asked) -> None:
    assert GIVEN not in references(behind_proxies(settings, 0), asked, GIVEN)


@pytest.mark.parametrize(
    "odd", ["short", "x" * 65, "with blanks in it", "line\tbreak-12", "{jndi:a}", ""]
)
def test_what_is_no_reference_is_replaced(settings: Settings, asked: Asked, odd: str) -> None:
    (made,) = references(behind_proxies(settings, 1), asked, odd)

    assert made
    assert made != odd


def test_an_answer_that_is_repeated_is_asked_for_under_its_own_reference(
    settings: Settings, asked: Asked
) -> None:
    site = behind_proxies(settings, 1)

    for number in range(4):
        assert references(site, asked, f"{GIVEN}-{number}") == {f"{GIVEN}-{number}"}


def test_the_error_page_and_its_line_of_the_log_say_the_same(
    settings: Settings, platform: Running, caplog: pytest.LogCaptureFixture
) -> None:
    site = behind_proxies(settings, 1)
    caplog.handler.addFilter(RequestFacts())
    platform.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/profiles"))
    with caplog.at_level(logging.WARNING):
        answer = site.client.get("/team", base_url=PUBLIC_URL, headers={"X-Request-ID": GIVEN})

    assert GIVEN in answer.text
    assert GIVEN in {vars(record).get("request") for record in caplog.records}


def test_work_behind_a_request_belongs_to_it_too() -> None:
    heard: list[str] = []
    with request_id.under("abc123def456"), Threads("test", 1).place() as start:
        thread = start(lambda: heard.append(request_id.current()))
    thread.join()

    assert heard == ["abc123def456"]
    assert request_id.current() == ""
