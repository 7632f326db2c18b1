"""What a browser keeps after the main journey, and what it was ever shown of our secrets."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import NewContext
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support.browser_live import SESSION, Live
from tests.support.page import SECRETS

_KEPT = """async () => ({
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  databases: await indexedDB.databases(),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookie: document.cookie,
  window: window.name,
})"""
NOTHING = {
    "local": [],
    "session": [],
    "databases": [],
    "caches": [],
    "workers": 0,
    "cookie": "",
    "window": "",
}


def look_around(page: Page, live: Live) -> Team:
    """Sign in, search, sort, open a person, meet a renewal, and come back."""
    team = Team(SignIn.visit(page).begin().as_person().allow())
    team.search("ri").asks(q="ri")
    person = team.sort_by("E-mail").asks(q="ri", sort="email").open(team.names[0])
    live.platform.world.ledger.expire_access_tokens()
    person.page.go_back()
    return Team(page)


def kept_by(page: Page) -> dict[str, Any]:
    """All that script can find in the browser."""
    kept: dict[str, Any] = page.evaluate(_KEPT)
    return kept


def of_dashboard(context: BrowserContext, live: Live) -> list[Any]:
    """The cookies for the dashboard's host."""
    return list(context.cookies(live.origin))


def test_script_finds_nothing_kept(page: Page, live: Live) -> None:
    team = look_around(page, live)
    assert kept_by(page) == NOTHING

    team.sign_out()
    assert kept_by(page) == NOTHING


def test_the_one_cookie_is_out_of_reach(page: Page, live: Live) -> None:
    team = look_around(page, live)

    (cookie,) = of_dashboard(page.context, live)
    assert cookie["name"] == SESSION
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["domain"] == urlsplit(live.origin).hostname  # a leading dot would share it
    assert cookie["expires"] == -1

    team.sign_out()
    assert of_dashboard(page.context, live) == []


def test_signing_in_gives_the_cookie_another_value(page: Page, live: Live) -> None:
    team = look_around(page, live)
    (before,) = of_dashboard(page.context, live)
    page.goto("/sign-in")
    Team(SignIn(page).begin_again().allow())
    (after,) = of_dashboard(page.context, live)

    assert before["value"] != after["value"]
    page.context.clear_cookies()
    page.context.add_cookies([before])
    team.page.goto("/team")
    SignIn(page)


@pytest.fixture
def traffic(new_context: NewContext, live: Live, tmp_path: Path) -> list[dict[str, Any]]:
    """Every exchange of a whole visit, bodies included, as the browser saw it."""
    archive = tmp_path / "visit.har"
    context = new_context(record_har_path=archive, record_har_content="embed")
    look_around(context.new_page(), live).sign_out()
    context.close()
    entries: list[dict[str, Any]] = json.loads(archive.read_text())["log"]["entries"]
    return entries


def test_no_exchange_with_the_browser_holds_a_secret(
    traffic: list[dict[str, Any]], live: Live
) -> None:
    bodies = [entry["response"]["content"].get("text", "") for entry in traffic]
    assert any("harborfinch.test" in body for body in bodies), "no page was recorded"
    assert live.platform.world.witness.arrivals("/oauth/token", grant_type="refresh_token")

    # The code itself must pass: from Profile to our callback, and never again.
    assert [place for entry in traffic for place in places(entry)] == [
        "POST /oauth/authorize answer: sbxac_",
        "GET /sign-in/callback address: sbxac_",
    ]


def places(entry: dict[str, Any]) -> Iterator[str]:
    """Where one exchange names a token, a code or a secret."""
    request = entry["request"]
    address = {name: request.pop(name) for name in ("url", "queryString")}
    route = f"{request['method']} {urlsplit(address['url']).path}"
    parts = {"address": address, "request": request, "answer": entry["response"]}
    for part, content in parts.items():
        for secret in sorted(set(SECRETS.findall(json.dumps(content)))):
            yield f"{route} {part}: {secret}"


def test_no_page_and_no_address_repeats_a_cookie(traffic: list[dict[str, Any]]) -> None:
    cookies = {
        cookie["value"]
        for entry in traffic
        for cookie in entry["response"]["cookies"]
        if cookie["name"].startswith("dashboard-") and cookie["value"]
    }
    assert len(cookies) == 2, "one of the attempt, one of the session"
    shown = "".join(
        entry["request"]["url"] + entry["response"]["content"].get("text", "") for entry in traffic
    )

    assert [value for value in cookies if value in shown] == []
