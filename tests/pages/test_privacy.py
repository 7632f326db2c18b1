"""The privacy page says what is so: held to Redis, to a browser's cookies, and to the settings."""

import re
import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from fnmatch import fnmatch
from http.cookies import Morsel, SimpleCookie
from pathlib import Path

import pytest
from flask import Flask, Response, render_template, request_finished
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.account import NEW, Settler
from tests.support.connected_apps import Apps
from tests.support.consent import Consent
from tests.support.debriefs import Subject
from tests.support.invite_pages import Invites
from tests.support.large_team import until_told
from tests.support.own_ids import OwnIds
from tests.support.page import Page
from tests.support.person_tags import addition
from tests.support.platform import PUBLIC_URL
from tests.support.saved_views import save
from tests.support.site import Site
from tests.support.valkey import addresses, alive, is_mark
from tests.support.waiting import wait_until
from webapp import create_app
from webapp.pages.privacy.cookies import in_the_browser
from webapp.pages.privacy.kept import on_the_server
from webapp.pages.privacy.ledger import Cookie, Kept
from webapp.pages.privacy.lives import Lives
from webapp.responses.session_time import span_up
from webapp.settings import Settings

OURS = {"Sec-Fetch-Site": "same-origin"}
SECOND = Consent(account="Northlight Studio")
SPAN = re.compile(r"\d+ (?:day|hour|minute)s?(?: \d+ minutes?)?")
OTHERS = Lives(
    idle=420,
    most=18000,
    attempt=180,
    renewal=230,
    count=300,
    form=2400,
    views=8640000,
    pulse=90,
    account=1620,
    choice=1500,
    action=1320,
    link=1620,
    turn=650,
    own_ids=1900,
    draft=2020,
    batch=1130,
    revoking=770,
    people=2130,
)
"""In seconds, each unlike all that are true, and unlike each other in minutes."""


NO_KEY = -2
"""What Redis gives for the life of a key that is not there."""


class Journey:
    """All that a browser can do, and what lay in Redis and came as cookies on the way."""

    def __init__(self, site: Site, redis: Redis, lives: Lives):
        self.site = site
        self.redis = redis
        self.rows = on_the_server(lives)
        self.met: set[str] = set()
        self.set_cookies: dict[str, Morsel[str]] = {}
        request_finished.connect(self._keep_cookies, site.app)

    def _keep_cookies(self, _: Flask, response: Response) -> None:
        for header in response.headers.getlist("Set-Cookie"):
            for name, cookie in SimpleCookie(header).items():
                if cookie["max-age"] != "0":  # that is how one is taken back
                    self.set_cookies[name] = cookie

    def look(self) -> None:
        """Every key is told on the page, and does not live longer than it says."""
        for key in addresses(self.redis):
            row, seconds = self._row(key), self.redis.ttl(key)
            if seconds == NO_KEY:  # it was a lock, and has been released since
                continue
            assert 0 < int(seconds) <= row.seconds, f"{key} lives for {seconds} s"
            self.met.add(row.name)

    def _row(self, key: str) -> Kept:
        is_an_end = is_mark(self.redis, key)
        fitting = [r for r in self.rows if fnmatch(key, r.keys) and r.is_mark == is_an_end]
        assert fitting, f"the page does not know of {key}"
        return max(fitting, key=lambda row: len(row.keys))

    def walk(self, platform: Running) -> None:
        """Two accounts, a renewal, a form too late, another browser, and the way out."""
        site = self.site
        site.begin_sign_in()
        self.look()
        site.sign_in()
        site.sign_in(SECOND, another="1", scope="account:write profiles:write")
        other = Site(site.app)
        other.sign_in()
        self.look()
        self.have_many_people(platform)
        self.renew(platform)
        self.have_a_debrief(platform)
        self.change_tags(platform)
        self.import_own_ids(platform)
        self.invite(platform)
        self.revoke(platform)
        self.change_the_account(platform)
        save(site, "Everybody")
        self.look()
        form = {"csrf_token": site.get("/sessions").field("csrf_token")}
        site.post("/sessions/end-others", form)
        self.look()
        other.post("/sessions/end-others", form, status=401, headers=OURS)
        site.sign_out()
        self.look()

    def have_many_people(self, platform: Running) -> None:
        """More than stand on a page, while they are read and afterwards."""
        for number in range(100):
            platform.world.accounts[1].profiles.create(email=f"one-{number}@people.test")
        self.site.get("/team")
        self.look()
        until_told(self.site, "123 people")
        self.look()

    def have_a_debrief(self, platform: Running) -> None:
        """Written of somebody, and looked at."""
        people = platform.world.accounts[1].profiles.page(1, 20)
        subject = Subject(next(p for p in people if p.disc), platform)
        subject.press(self.site)
        self.look()
        subject.comes_to_say(self.site, subject.text)
        self.look()

    def change_tags(self, platform: Running) -> None:
        """Give somebody a tag, slowly enough to look meanwhile."""
        account = platform.world.accounts[1]
        tag = next(tag for tag in account.tags)
        someone = next(p for p in account.profiles.page(1, 20) if p.id not in tag.profiles)
        form = addition(self.site.get(f"/team/{someone.id}"), tag.label)
        platform.world.faults.add(Fault(Kind.SLOW, path="/api/v4/tag", seconds=20))
        path = f"/team/{someone.id}/tags"
        request = threading.Thread(target=lambda: self.site.post(path, form))
        request.start()
        wait_until(lambda: alive(self.redis, "tag-lock") != [], "a change under way")
        self.look()
        platform.world.faults.clear()
        request.join()
        self.look()

    def import_own_ids(self, platform: Running) -> None:
        """Have one made by a file, slowly enough to look meanwhile."""
        own_ids = OwnIds(self.site, platform, account=1)
        file = f"own id,profile id\nnew-1,{own_ids.person(0).id}\n"
        preview = own_ids.preview(file)
        self.look()
        slow = Fault(Kind.SLOW, path="/api/v4/resource-alias", method="POST", seconds=20)
        platform.world.faults.add(slow)
        own_ids.apply(preview)
        wait_until(lambda: alive(self.redis, "batch-lock") != [], "an import under way")
        self.look()
        platform.world.faults.clear()

    def invite(self, platform: Running) -> None:
        """Invite somebody, slowly enough to look meanwhile."""
        invites = Invites(self.site, platform)
        address = invites.type("ana@newcomers.test")
        self.look()
        page = self.site.get(address)
        slow = Fault(Kind.SLOW, method="POST", path="/api/v4/profile", seconds=20)
        platform.world.faults.add(slow)
        request = threading.Thread(target=invites.confirm, args=(address, page))
        request.start()
        wait_until(lambda: alive(self.redis, "batch-lock") != [], "invites under way")
        self.look()
        platform.world.faults.clear()
        request.join()
        self.look()

    def revoke(self, platform: Running) -> None:
        """Take an app's permission away, slowly enough to look meanwhile."""
        apps = Apps(self.site, platform)
        page = apps.confirmation("Almsford Reports")
        platform.world.faults.add(Fault(Kind.SLOW, path="/api/v4/grants", seconds=20))
        request = threading.Thread(target=apps.send, args=(page,))
        request.start()
        wait_until(lambda: alive(self.redis, "grants-lock") != [], "a revocation under way")
        self.look()
        platform.world.faults.clear()
        request.join()
        self.look()

    def change_the_account(self, platform: Running) -> None:
        """Send a logo, look at it, and save it."""
        settler = Settler(self.site, platform)
        preview = settler.upload(NEW)
        self.look()
        settler.press(preview, "Save")
        self.look()

    def renew(self, platform: Running) -> None:
        """Renew the tokens, slowly enough to look meanwhile."""
        platform.world.ledger.expire_access_tokens()
        platform.world.faults.add(Fault(Kind.SLOW, path="/oauth/token", seconds=20))
        request = threading.Thread(target=lambda: self.site.get("/team"))
        request.start()
        wait_until(lambda: any(key.endswith(":lock") for key in addresses(self.redis)), "a lock")
        self.look()
        platform.world.faults.clear()
        request.join()

    def leave_no_work(self) -> None:
        """Out again: what was told to be deleted is."""
        for purpose in ("people", "debrief", "work", "goes-with"):
            assert alive(self.redis, purpose) == [], f"{purpose} outlives the session"


@pytest.fixture
def journey(visitor: Site, redis: Redis, settings: Settings) -> Journey:
    return Journey(visitor, redis, Lives.under(settings))


def test_whatever_lies_in_redis_is_told_and_lives_no_longer_than_told(
    journey: Journey, platform: Running
) -> None:
    journey.walk(platform)

    journey.leave_no_work()
    assert {row.name for row in journey.rows} - journey.met == set()


def names(settings: Settings) -> list[Cookie]:
    prefix = "__Host-dashboard-" if settings.secure else "dashboard-"
    return in_the_browser(
        Lives.under(settings),
        session=f"{prefix}session",
        attempt=f"{prefix}attempt-",
        form=f"{prefix}kept",
    )


def test_every_cookie_is_told_and_lives_as_long_as_told(
    journey: Journey, platform: Running, settings: Settings
) -> None:
    journey.walk(platform)

    told, told_of = names(settings), set()
    for name, cookie in journey.set_cookies.items():
        (row,) = [row for row in told if fnmatch(name, row.name.replace("…", "*"))]
        assert cookie["max-age"] == ("" if row.seconds is None else str(row.seconds))
        assert cookie["httponly"]
        told_of.add(row.name)
    assert told_of == {row.name for row in told}


@pytest.mark.parametrize(
    "change",
    [{}, {"session_idle_seconds": 7 * 60}, {"session_max_seconds": 5 * 3600}],
    ids=["as given", "idle", "at most"],
)
def test_the_figures_are_those_of_the_settings(
    settings: Settings, redis: Redis, change: dict[str, int]
) -> None:
    changed = replace(settings, **change)  # type: ignore[arg-type]  # all of them are numbers

    page = Site(create_app(changed)).get("/privacy")

    assert figures(page.text) == {span_up(life) for life in asdict(Lives.under(changed)).values()}
    told = [row.name for row in on_the_server(Lives.under(changed))]
    told += [cookie.name for cookie in names(changed)]
    assert [name for name in told if name not in page.text] == []


def figures(text: str) -> set[str]:
    return set(SPAN.findall(text))


def test_no_figure_is_written_out(app: Flask) -> None:
    """With every life another one, the page says all of those and none of the true ones."""
    cookies = in_the_browser(OTHERS, session="session", attempt="attempt-", form="kept")
    with app.test_request_context("/privacy"):
        html = render_template(
            "pages/privacy/privacy.html",
            lives=OTHERS,
            kept=on_the_server(OTHERS),
            cookies=cookies,
        )

    assert figures(html) == {span_up(life) for life in asdict(OTHERS).values()}


VISITORS: dict[str, Callable[[Site], object]] = {
    "a stranger": lambda site: site.get("/sign-in"),
    "a signed-in person": lambda site: site.sign_in(),
}


@pytest.mark.parametrize("come", VISITORS.values(), ids=VISITORS)
def test_the_page_is_open_to_everybody_and_linked_from_every_page(
    visitor: Site, come: Callable[[Site], object]
) -> None:
    come(visitor)
    start = visitor.client.get("/", base_url=PUBLIC_URL, follow_redirects=True)

    address = Page(start).links()["Privacy"]

    assert visitor.get(address).heading == "Privacy"
    assert visitor.client.get("/nowhere", base_url=PUBLIC_URL).text.count(address) == 1


def test_the_template_itself_counts_nothing() -> None:
    text = Path("templates/pages/privacy/privacy.html").read_text()
    words = re.sub(r"{[{%].*?[%}]}|<[^>]*>|203\.0\.113\.x", "", text)

    assert re.findall(r"\d+|\b(?:hours?|minutes?|days?)\b", words) == []
