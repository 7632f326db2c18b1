"""Very many connected apps, and apps that call themselves something evil."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.authorization.clients import PUBLIC, About, Client
from sandbox.authorization.records import Grant
from tests.support.connected_apps import LIST, Apps

MANY = 500
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
RIGHT_TO_LEFT = "\u202eelbatsurt\u202c \u05e2\u05d5\u05d6\u05e8"
ELSEWHERE = re.compile(r"javascript:|data:|//")


@dataclass(frozen=True)
class Crowd:
    """Adds apps to what an owner has connected."""

    apps: Apps

    def add(self, name: str, about: About, scopes: Sequence[str] = ("profiles:read",)) -> None:
        """One more, granted an hour after the one before."""
        world = self.apps.platform.world
        position = len(world.ledger.grants)
        client = Client(
            client_id=f"client_c0{position:014x}",
            client_secret="",
            name=name,
            redirect_uris=("http://127.0.0.1/",),
            auth_methods=(PUBLIC,),
            about=about,
            dynamic=True,
        )
        world.clients[client.client_id] = client
        granted = datetime.now(UTC) - timedelta(days=60) + timedelta(hours=position)
        owner, account = world.people[0].id, world.accounts[0].id
        grant = Grant(f"{position:024x}", client.client_id, owner, account, tuple(scopes), granted)
        world.ledger.grants.append(grant)


@pytest.fixture
def crowd(connected: Apps) -> Crowd:
    return Crowd(connected)


def test_of_five_hundred_the_first_fifty_are_shown_and_all_when_asked(crowd: Crowd) -> None:
    apps = crowd.apps
    before = len(apps.regions())
    for number in range(MANY):
        crowd.add(f"App {number:03}", About("Crowd"))
    page = apps.site.get(LIST)

    assert len(apps.regions(page)) == 50
    assert f"{MANY + before} apps" in page.text
    everything = apps.site.get(page.links()[f"Show all {MANY + before}"])
    names = apps.regions(everything)
    assert len(names) == MANY + before
    assert [name for name in names if name.startswith("App ")] == [
        f"App {n:03}" for n in range(MANY)
    ]


def test_of_many_those_that_fit_are_found_quickly(crowd: Crowd) -> None:
    for number in range(MANY):
        crowd.add(f"App {number:03}", About("Crowd"))
    began = time.monotonic()
    page = crowd.apps.site.partial(LIST, q="app 49")

    expected = [f"App {number:03}" for number in range(MANY) if "49" in f"{number:03}"]
    assert crowd.apps.regions(page) == expected
    assert time.monotonic() - began < 3


def test_many_others_are_named_and_fit_into_one_form(crowd: Crowd) -> None:
    for number in range(MANY):
        crowd.add(f"{number} {'ع' * 300}", About("Crowd"))
    page = crowd.apps.site.get(f"{LIST}/others/revoke")
    sent = crowd.apps.send(page)

    assert f" of {MANY + 6} " in crowd.apps.site.get(sent.headers["Location"]).text


@pytest.mark.parametrize(
    "name", [SCRIPT, RIGHT_TO_LEFT, "n" * 10_000, "", "\u200b\x07", "a/../b?#"]
)
def test_whatever_an_app_calls_itself_is_text_and_leads_nowhere(crowd: Crowd, name: str) -> None:
    bad = "javascript:alert(1)"
    crowd.add(name, About(name, bad, "https://evil.test/logo.png", bad, "//evil.test"), [SCRIPT])
    listed = crowd.apps.site.get(LIST, kind="ai-assistant", scope=SCRIPT)
    (link,) = [a for a in listed.soup.select("section.app a") if "What it may do" in a.get_text()]
    one = crowd.apps.site.get(str(link["href"]))
    form = listed.soup.select_one("section.app form")
    assert form is not None
    confirmation = crowd.apps.site.get(str(form["action"]))

    for page in (listed, one, confirmation):
        _loads_and_leads_nowhere_else(page.soup.select("[src], [href], [action], [hx-get]"))
        assert max(map(len, page.text.split())) < 400
        assert "\u202e" not in page.html
    told = crowd.apps.site.get(crowd.apps.send(confirmation).headers["Location"])
    assert "is confirmed gone at" in told.text


def _loads_and_leads_nowhere_else(tags: Sequence[object]) -> None:
    for tag in tags:
        for attribute in ("src", "href", "action", "hx-get"):
            address = getattr(tag, "attrs", {}).get(attribute, "")
            assert not ELSEWHERE.match(address), address
            assert not address.startswith(("http", "\\")), address


def test_an_app_of_which_nothing_is_told_is_shown_all_the_same(crowd: Crowd) -> None:
    apps = crowd.apps
    crowd.add("Gone", About(), [])
    apps.platform.world.clients.pop(apps.platform.world.ledger.grants[-1].client_id)
    page = apps.site.get(LIST, kind="unknown")

    (name,) = apps.regions(page)
    assert name.startswith("App without a name (client_c0")
    assert "Profile does not say how it was registered" in page.html
    assert "It has no permissions." in page.text
    assert f"{name} is confirmed gone at" in apps.revoke(name).text


@pytest.mark.parametrize(
    "path", ["", "/", "/..", "/%2e%2e", "/0123456789abcdef", "/%3Cscript%3E", "/x/revoke"]
)
def test_a_key_that_is_none_leads_to_the_list(connected: Apps, path: str) -> None:
    answer = connected.site.client.get(f"{LIST}{path}", base_url="http://127.0.0.1:8000")

    assert answer.status_code in (200, 302, 404)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith(f"{LIST}?gone=")


@pytest.mark.parametrize("grant", ["", "../account", "66d0aa?x=1", "\x00", "f" * 24, "x" * 9000])
def test_a_grant_that_is_not_listed_is_never_sent(connected: Apps, grant: str) -> None:
    page = connected.site.get(f"{LIST}/others/revoke")
    form = {"csrf_token": page.field("csrf_token"), "grant": grant, "name": SCRIPT}
    sent = connected.site.post(f"{LIST}/revoke", form)
    told = connected.site.get(sent.headers["Location"])

    assert connected.revocations() == 0
    assert bool(grant) == ("was gone already" in told.text)
    assert told.soup.find("script", string=True) is None
