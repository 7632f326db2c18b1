"""However often it is asked for, one request is sent; and no page that waits keeps anybody in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from redis import Redis

from sandbox.debriefs import Debrief, Ways
from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.debriefs import BUTTON, CALL, Subject, section
from tests.support.ended_connections import (
    end_it_from_another_browser,
    end_the_connection,
    sign_out,
)
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.valkey import alive
from webapp import create_app
from webapp.background import pulse
from webapp.debriefs import writing
from webapp.debriefs.states import LONGEST
from webapp.services import Services

SESSION = "dashboard-session"
ELSEWHERE = (
    "This page shows another account than the one in use now, "
    "so nothing more is told of the debrief here."
)


def tab_of(site: Site) -> Site:
    """Another tab of the same browser, with requests of its own."""
    tab = Site(site.app)
    tab.client.set_cookie(SESSION, site.cookies()[SESSION], domain="127.0.0.1")
    return tab


@pytest.fixture
def slow(platform: Running) -> Running:
    """A platform that writes for as long as the test wants."""
    platform.world.debriefs.ways = Ways(seconds=60)
    return platform


def test_two_presses_of_one_page_send_one_request(
    site: Site, subject: Subject, slow: Running
) -> None:
    form = {"csrf_token": site.get(subject.path).field("csrf_token")}

    for _ in range(2):
        site.post(f"{subject.path}/debrief", form)

    assert "Profile’s AI is writing" in subject.section(site)
    slow.world.debriefs.clear()
    subject.comes_to_say(site, subject.text)
    site.post(f"{subject.path}/debrief", form)
    assert subject.text in subject.section(site)
    assert subject.asked() == 1


def test_many_tabs_that_press_at_once_send_one_request(
    site: Site, subject: Subject, slow: Running
) -> None:
    tabs = [tab_of(site) for _ in range(6)]
    form = {"csrf_token": site.get(subject.path).field("csrf_token")}
    together = Barrier(len(tabs))

    def press(tab: Site) -> None:
        together.wait()
        tab.post(f"{subject.path}/debrief", form)

    with ThreadPoolExecutor(len(tabs)) as pool:
        list(pool.map(press, tabs))

    for tab in tabs:
        assert "Profile’s AI is writing" in subject.section(tab)
    slow.world.debriefs.clear()
    subject.comes_to_say(tabs[-1], subject.text)
    assert subject.asked() == 1


def test_reloading_and_coming_back_send_nothing(
    site: Site, subject: Subject, slow: Running
) -> None:
    subject.press(site)

    for _ in range(3):
        site.get(subject.path)
        subject.part(site, "writing")

    slow.world.debriefs.clear()
    subject.comes_to_say(site, subject.text)
    assert (subject.asked("POST"), subject.asked("GET")) == (1, 0)


def test_a_wish_to_look_again_is_a_look_at_profile_even_while_it_is_written(
    site: Site, subject: Subject, slow: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject.press_and_be_heard(site)
    look = site.get(subject.path).links()["Look again"]

    assert "Profile’s AI is writing" in section(site.get(look))
    assert (subject.asked("POST"), subject.asked("GET")) == (1, 1)

    found = Debrief("1", "It is there by now.", ())
    monkeypatch.setattr(slow.world.debriefs, "read", lambda _: found)
    assert found.content in section(site.partial(look))
    assert (subject.asked("POST"), subject.asked("GET")) == (1, 2)
    slow.world.debriefs.clear()
    subject.comes_to_say(site, subject.text)


def test_of_one_who_died_while_waiting_the_page_says_so_and_offers_the_button(
    site: Site, subject: Subject, slow: Running, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse.Pulses, "_go_on", lambda *_: None)
    subject.press_and_be_heard(site)
    for key in alive(redis, "pulse"):
        redis.delete(key)

    said = subject.section(site)

    assert "was interrupted while it waited" in said
    assert "may have written one all the same" in said
    assert BUTTON in said
    assert subject.asked() == 1
    slow.world.debriefs.clear()
    subject.comes_to_say(site, subject.text)


def test_the_letters_of_an_id_may_be_large_or_small(
    site: Site, subject: Subject, slow: Running
) -> None:
    subject.press_and_be_heard(site)
    form = {"csrf_token": site.get("/team").field("csrf_token")}

    site.post(f"/team/{subject.profile.id.upper()}/debrief", form)

    assert subject.asked() == 1


def test_an_expired_token_is_renewed_and_one_debrief_written(
    site: Site, subject: Subject, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.UNAUTHORIZED, origin="api", path=CALL, times=1))

    subject.press(site)

    subject.comes_to_say(site, subject.text)
    assert [a.status for a in platform.world.witness.arrivals(CALL)] == [401, 200]


def test_where_nobody_came_back_the_page_says_so_and_sends_nothing(
    site: Site, subject: Subject, slow: Running
) -> None:
    subject.press_and_be_heard(site)

    with time_machine.travel(datetime.now().astimezone() + timedelta(seconds=LONGEST + 2)):
        said = subject.section(site)
        assert "was interrupted while it waited" in said
        assert "may have written one all the same" in said
        assert BUTTON in said

    assert subject.asked() == 1
    slow.world.debriefs.clear()
    subject.comes_to_say(site, subject.text)


def test_the_page_of_another_process_says_the_same(
    site: Site, subject: Subject, slow: Running, app: Flask
) -> None:
    services: Services = app.extensions["services"]
    other = Site(create_app(services.settings))
    other.client.set_cookie(SESSION, site.cookies()[SESSION], domain="127.0.0.1")
    subject.press_and_be_heard(site)

    assert "Profile’s AI is writing" in subject.section(other)
    subject.press_in_place(other)
    slow.world.debriefs.clear()
    subject.comes_to_say(other, subject.text)
    assert subject.asked() == 1


def test_no_more_are_written_at_once_than_there_is_room_for(
    site: Site, subject: Subject, slow: Running
) -> None:
    people = [p for p in slow.world.accounts[0].profiles.page(1, 60) if p.disc]
    known = slow.world.debriefs.read
    subjects = [Subject(p, slow) for p in people if not known(p)][: writing.MOST_AT_ONCE + 1]
    *begun, last = subjects
    for one in begun:
        one.press(site)

    last.press(site, status=429)
    begun[0].press(site)

    assert BUTTON in last.section(site)
    assert last.asked() == 0
    slow.world.debriefs.clear()
    for one in begun:
        one.comes_to_say(site, one.text)
        assert one.asked() == 1
    last.press(site)
    last.comes_to_say(site, last.text)


def test_an_open_page_that_asks_by_itself_does_not_use_the_session(
    site: Site, subject: Subject, slow: Running, redis: Redis
) -> None:
    subject.press(site)
    (session,) = alive(redis, "session")
    redis.expire(session, 100)

    for shown in ("writing", "unread"):
        subject.part(site, shown)
    assert int(redis.ttl(session)) <= 100

    site.get(f"{subject.path}/debrief")
    assert int(redis.ttl(session)) > 100
    slow.world.debriefs.clear()
    subject.comes_to_say(site, subject.text)


def test_an_open_page_is_told_nothing_once_its_session_has_ended(
    site: Site, subject: Subject
) -> None:
    tab = tab_of(site)
    subject.press(site)
    subject.comes_to_say(site, subject.text)
    site.sign_out()

    part = subject.part(tab, "writing")

    assert part.headers["HX-Redirect"].startswith("/sign-in")
    assert part.html == ""


def test_an_open_page_of_another_account_is_told_that_it_is_one_and_asks_no_more(
    site: Site, subject: Subject
) -> None:
    """It stays, and is covered by what looks after the session's end."""
    token = site.get(subject.path).field("csrf_token")
    site.sign_in(Consent(account="Northlight Studio"), another="1")
    headers = {**PARTIAL, "X-CSRF-Token": token}

    answer = site.client.get(
        f"{subject.path}/debrief/now?shown=writing", base_url=PUBLIC_URL, headers=headers
    )

    part = Page(answer, partial=True)
    assert section(part) == f"Debrief {ELSEWHERE}"
    assert not part.soup.select("[hx-trigger], [hx-get], form, progress, a")
    assert "HX-Redirect" not in answer.headers
    assert subject.asked("GET") == 0


def _sign_in_anew(site: Site) -> None:
    site.sign_in()


ENDS = (sign_out, end_the_connection, end_it_from_another_browser, _sign_in_anew)


@pytest.mark.parametrize("end", ENDS)
def test_what_was_written_goes_with_its_connection(
    site: Site, subject: Subject, redis: Redis, end: Callable[[Site], None]
) -> None:
    subject.press(site)
    subject.comes_to_say(site, subject.text)
    assert len(alive(redis, "debrief")) == 1
    (noted,) = alive(redis, "goes-with")

    end(site)

    assert alive(redis, "debrief") == []
    assert noted not in alive(redis, "goes-with")


def test_signing_out_while_it_is_written_leaves_nothing_that_anybody_can_open(
    site: Site, subject: Subject, slow: Running, redis: Redis
) -> None:
    subject.press(site)
    site.sign_out()
    slow.world.debriefs.clear()

    site.sign_in()

    assert BUTTON in subject.section(site)
    assert "writing" not in section(site.get(subject.path))
