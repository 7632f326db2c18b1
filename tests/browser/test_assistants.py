"""An AI assistant that its person connects, looks into and turns away, each by the browser."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.screens.connected_apps import ConnectedApps
from tests.browser.screens.profile_login import SignInToProfile
from tests.browser.screens.sign_in import SignIn
from tests.support.assistant import CONNECTED, NAME, Assistant, assistant_of
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

FIRST, SECOND = "Harbor & Finch", "Northlight Studio"
Person = Callable[[str, str], None]
DID = [re.compile(rf"{deed}\b.*\bMCP\b", re.DOTALL) for deed in ("Made a tag", "Listed tags")]
FOUND_ITS_WAY = [
    "POST /mcp 401",
    "GET /.well-known/oauth-protected-resource 200",
    "GET /.well-known/oauth-authorization-server 200",
    "POST /oauth/register 201",
    "POST /oauth/token 200",
    "POST /mcp 200",
]
UNWELCOME = "POST /mcp 401 invalid_token"
REFUSED = ["POST /oauth/token 400 invalid_grant", "POST /mcp 401"]


@pytest.fixture
def assistant(live: Live, watch: Watch) -> Iterator[Assistant]:
    """It knows the address of the platform's MCP endpoint, and nothing else."""
    with assistant_of(f"{live.platform.api_url}/mcp") as assistant:
        watch.admit(assistant.landing.origin, assistant.landing.path)
        yield assistant


@pytest.fixture
def person(new_context: NewContext) -> Person:
    """Who signs in and allows an assistant what it asks for, in a browser of its own."""

    def let_in(address: str, account: str) -> None:
        page = new_context().new_page()
        page.goto(address)
        SignInToProfile(page).as_person().choose(account).allow()
        expect(page.get_by_role("heading", level=1)).to_have_text(CONNECTED)

    return let_in


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Where every exchange of the dashboard's visitor is recorded."""
    return tmp_path / "visit.har"


@pytest.fixture
def dashboard(new_context: NewContext, archive: Path) -> Page:
    """A browser in which nobody is signed in, and that records."""
    return new_context(record_har_path=archive, record_har_content="omit").new_page()


def asked(archive: Path) -> set[str]:
    """The origins that were asked for anything."""
    entries = json.loads(archive.read_text())["log"]["entries"]
    parts = [urlsplit(entry["request"]["url"]) for entry in entries]
    return {f"{part.scheme}://{part.netloc}" for part in parts}


def open_apps(page: Page) -> ConnectedApps:
    """Sign in to the dashboard with what revoking needs."""
    sign_in = SignIn.visit(page, "/sign-in?scope=account:write&next=/connected-apps")
    sign_in.begin().as_person().choose(FIRST).allow()
    return ConnectedApps(page)


def test_an_assistant_is_connected_looked_into_and_turned_away(
    assistant: Assistant, person: Person, live: Live, dashboard: Page, archive: Path
) -> None:
    person(assistant.start(), FIRST)
    assert {"list_tags", "create_tag", "list_profiles"} <= set(assistant.tools())
    assert assistant.wire[: len(FOUND_ITS_WAY)] == FOUND_ITS_WAY
    assert assistant.call("list_tags")["tags"]
    assistant.call("create_tag", label="Night shift", color="zinc")

    apps = open_apps(dashboard)
    expect(apps.app(NAME, FIRST).get_by_text("AI assistant", exact=True)).to_be_visible()
    quillby = apps.look_at(NAME, FIRST)
    expect(quillby.deeds).to_have_text(DID)
    assistant.wire.clear()
    apps = quillby.revoke().confirm()
    expect(apps.news).to_have_text(re.compile(rf"{NAME} is confirmed gone at \d\d:\d\d:\d\d UTC\."))
    expect(apps.app(NAME, FIRST)).to_have_count(0)

    assistant.call_in_vain("list_tags")
    assert assistant.wire[0] == UNWELCOME
    assistant.wire.clear()
    assistant.let_token_lapse()
    assistant.start()
    assert assistant.wire[:2] == REFUSED

    dashboard.context.close()
    assert asked(archive) == {live.origin, live.platform.login_url}


def test_revoked_in_one_account_it_goes_on_in_the_other(
    assistant: Assistant, person: Person, page: Page
) -> None:
    person(assistant.start(), FIRST)
    assert assistant.call("get_account")["name"] == FIRST
    twin = assistant.another()
    person(twin.start(), SECOND)
    assert twin.call("get_account")["name"] == SECOND

    apps = open_apps(page)
    expect(apps.app(NAME, FIRST)).to_have_count(1)
    expect(apps.app(NAME, SECOND)).to_have_count(1)
    apps = apps.revoke(NAME, FIRST).confirm()
    expect(apps.news).to_contain_text("confirmed gone at")
    expect(apps.app(NAME, FIRST)).to_have_count(0)
    expect(apps.app(NAME, SECOND)).to_have_count(1)

    assistant.wire.clear()
    assistant.call_in_vain("get_account")
    assert assistant.wire[0] == UNWELCOME
    twin.wire.clear()
    assert twin.call("get_account")["name"] == SECOND
    assert twin.wire == ["POST /mcp 200"]
