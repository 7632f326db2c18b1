"""A page that is given as it was drawn before is the page that would be drawn now."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask, template_rendered

from sandbox.debriefs import Ways
from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.platform import CLIENT_ID
from tests.support.saved_views import save
from tests.support.site import Site
from tests.support.tag_people import fields
from webapp.memory import NOTHING, Memories

Step = Callable[[Site, Running], object]
ADDRESSES = (
    *("/team", "/team?q=a", "/team?sort=-updated&size=25&page=2", "/team?page=9999"),
    *("/connected-apps", "/connected-apps?q=a", "/connected-apps?gone=0123456789abcdef"),
    *("/team/{somebody}", "/team/{somebody}?tag={tag}"),
    *("/team/map", "/team/map?q=a", "/team/map?open=style-D&page=2"),
)
TOKEN = re.compile(r"[\w-]{60,}|[0-9a-f]{32}")
PAGES = ("/team", "/connected-apps", "/team/{somebody}", "/team/map")


def present(site: Site, _platform: Running) -> None:
    token = site.get("/sessions").field("csrf_token")
    site.post("/presentation", {"csrf_token": token, "presenting": "yes"})


def rename(_site: Site, platform: Running) -> None:
    book = platform.world.accounts[0].profiles
    for place in range(len(book)):
        book.change(book.id_at(place), first_name="Renamed")


def allow_less(site: Site, _platform: Running) -> None:
    site.sign_in(Consent(denied={"tags:manage"}))


def tag(_site: Site, platform: Running) -> None:
    tags = platform.world.accounts[0].tags
    first = next(iter(tags))
    tags.set_profiles(first.id, (*first.profiles, somebody(platform)))


def revoke(_site: Site, platform: Running) -> None:
    owner = platform.world.people[0]
    ledger = platform.world.ledger
    others = [grant for grant in ledger.live(owner.id) if grant.client_id != CLIENT_ID]
    ledger.revoke(others[0])


def begin_debrief(site: Site, platform: Running) -> None:
    platform.world.debriefs.ways = Ways(seconds=600)
    path = f"/team/{somebody(platform)}"
    site.post(f"{path}/debrief", {"csrf_token": site.get(path).field("csrf_token")})


def somebody(platform: Running) -> str:
    return platform.world.accounts[0].profiles.id_at(0)


def addresses(platform: Running, pages: Iterable[str] = ADDRESSES) -> list[str]:
    tag = next(iter(platform.world.accounts[0].tags)).id
    return [page.format(somebody=somebody(platform), tag=tag) for page in pages]


def connect(site: Site, _platform: Running) -> None:
    """Another account, and back: the page now offers to switch."""
    site.sign_in(Consent(account="Northlight Studio"), another="1")
    page = site.get("/sessions")
    form = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    site.post("/connections/switch", form)


STEPS: dict[str, Step] = {
    "nothing": lambda _site, _platform: None,
    "people are renamed": rename,
    "a view is saved": lambda site, _platform: save(site, "Mentors <b>", "?q=a"),
    "names are hidden": present,
    "another account is connected": connect,
    "less is allowed": allow_less,
    "somebody is tagged": tag,
    "an app is revoked": revoke,
    "a debrief is being written": begin_debrief,
}


@contextmanager
def drawn(app: Flask) -> Iterator[list[str]]:
    """The templates that are drawn meanwhile."""
    names: list[str] = []

    def note(_sender: Flask, template: Any, **_further: Any) -> None:
        names.append(template.name)

    with template_rendered.connected_to(note, app):
        yield names


def same_but_for_tokens(page: Page) -> str:
    return TOKEN.sub("token", page.html)


def of_nothing_kept(site: Site, platform: Running, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    with monkeypatch.context() as patched:
        patched.setattr(Memories, "of", lambda _memories, _owner: NOTHING)
        return [same_but_for_tokens(site.get(address)) for address in addresses(platform)]


@pytest.fixture(autouse=True)
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        yield clock


@pytest.mark.parametrize("step", STEPS)
def test_whatever_happens_a_kept_page_is_the_one_that_would_be_drawn_now(
    site: Site,
    platform: Running,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    for address in addresses(platform):
        site.get(address)
    STEPS[step](site, platform)
    kept = [same_but_for_tokens(site.get(address)) for address in addresses(platform)]
    assert kept == of_nothing_kept(site, platform, monkeypatch)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_drawn_once_while_nothing_changes_and_its_tokens_are_its_own(
    app: Flask, site: Site, platform: Running, page: str
) -> None:
    (address,) = addresses(platform, [page])
    first = site.get(address)
    with drawn(app) as templates:
        second = site.get(address)
    assert templates == []
    assert first.html != second.html
    assert same_but_for_tokens(first) == same_but_for_tokens(second)
    for drawn_page in (first, second):
        site.post("/presentation", {"csrf_token": drawn_page.field("csrf_token")})


def test_each_form_that_does_its_work_once_has_a_name_of_its_own(
    site: Site, platform: Running
) -> None:
    names = [site.get(f"/team/{somebody(platform)}").field("once") for _ in range(3)]
    assert len(set(names)) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)


def test_a_page_and_its_part_are_not_taken_for_each_other(site: Site) -> None:
    for page in ("/team", "/connected-apps") * 2:
        assert "<html" in site.get(page).html
        assert "<html" not in site.partial(page).html


def test_times_that_a_page_tells_go_on(
    app: Flask, site: Site, moment: time_machine.Traveller
) -> None:
    before = same_but_for_tokens(site.get("/team"))
    moment.shift(61)
    after = same_but_for_tokens(site.get("/team"))
    assert before != after
    assert "11 hours 59 minutes at most" in after


def test_what_is_told_once_is_told_though_the_page_was_kept_and_not_kept_with_it(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))
    visitor.get("/team")
    asked = visitor.get("/sign-in", scope="tags:manage", next="/tags/new", back="/team")
    begun = visitor.begin_sign_in(**fields(asked, "/sign-in"))
    visitor.finish_sign_in(consent.answer(begun, Consent(allow=False)))
    assert "Nothing was changed." in visitor.get("/team").text
    assert "Nothing was changed." not in visitor.get("/team").text
