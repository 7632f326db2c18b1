"""Your sessions: seen and ended from any one of them; and how long this one lasts."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from redis import Redis

from sandbox.roles import Role
from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.valkey import alive, dump
from webapp.settings import Settings

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
COLLEAGUE = Consent(person="Mateus Lindgren")
NORTHLIGHT = Consent(account="Northlight Studio")


def signed_in(app: Flask, agent: str = FIREFOX, wish: Consent | None = None) -> Site:
    """Another browser, at another place, in which somebody is signed in."""
    site = Site(app)
    site.client.environ_base.update(HTTP_USER_AGENT=agent, REMOTE_ADDR="203.0.113.77")
    site.sign_in(wish)
    return site


def token(site: Site) -> dict[str, str]:
    return {"csrf_token": site.get("/sessions").field("csrf_token")}


def cards(site: Site) -> list[str]:
    return [" ".join(card.get_text(" ").split()) for card in site.get("/sessions").soup("li")]


def test_sessions_are_told_apart_by_browser_place_and_use(app: Flask) -> None:
    phone = signed_in(app, SAFARI)
    signed_in(app)

    this, other = cards(phone)

    assert this.startswith("Safari on iPhone This session")
    assert "203.0.113.x" in other
    assert "Last used now" in this
    assert other.startswith("Firefox on Windows")


def test_no_session_of_another_person_is_listed(app: Flask) -> None:
    signed_in(app, SAFARI, COLLEAGUE)

    assert len(cards(signed_in(app))) == 1


def test_one_session_is_ended_from_another(app: Flask, redis: Redis) -> None:
    here, there = signed_in(app), signed_in(app, SAFARI)
    form = {**token(here), "session": here.get("/sessions").field("session")}

    page = here.get(here.post("/sessions/end", form).headers["Location"])

    assert "1 session was ended" in page.text
    assert len(cards(here)) == 1
    assert "notice=ended" in there.get("/sessions", status=302).headers["Location"]
    assert len(alive(redis, "tokens")) == 1


def test_a_session_is_ended_only_by_its_own_person(app: Flask) -> None:
    theirs = signed_in(app, SAFARI, COLLEAGUE)
    also_theirs = signed_in(app, SAFARI, COLLEAGUE)
    handle = also_theirs.get("/sessions").field("session")
    here = signed_in(app)

    here.post("/sessions/end", {**token(here), "session": handle})

    assert theirs.get("/team")
    assert also_theirs.get("/team")


def test_all_others_are_ended_at_once(app: Flask) -> None:
    others = [signed_in(app) for _ in range(3)]
    here = signed_in(app)

    page = here.get(here.post("/sessions/end-others", token(here)).headers["Location"])

    assert "3 sessions were ended" in page.text
    assert here.get("/team")
    for other in others:
        other.get("/team", status=302)


def test_a_session_that_was_signed_out_is_listed_no_more(app: Flask) -> None:
    here, there = signed_in(app), signed_in(app)

    there.sign_out()

    assert len(cards(here)) == 1


@pytest.mark.parametrize("said", ["-3", "x", "1e9", "99999"])
def test_a_number_that_no_form_of_ours_leads_to_is_not_repeated(site: Site, said: str) -> None:
    assert "ended" not in site.get(f"/sessions?ended={said}").soup.select("p")[0].text


def test_ending_a_session_twice_is_calm(app: Flask) -> None:
    here, _ = signed_in(app), signed_in(app)
    form = {**token(here), "session": here.get("/sessions").field("session")}
    here.post("/sessions/end", form)

    page = here.get(here.post("/sessions/end", form).headers["Location"])

    assert "Nothing was left to end" in page.text


def test_where_only_the_account_is_told_colleagues_sessions_are_said_to_be_listed(
    app: Flask, platform: Running
) -> None:
    platform.world.extensions.introspection = False
    signed_in(app, SAFARI, COLLEAGUE)
    here = signed_in(app)

    assert "sessions of your colleagues" in here.get("/sessions").text
    assert len(cards(here)) == 2


def test_where_nobody_is_told_only_this_session_is_known(app: Flask, platform: Running) -> None:
    platform.world.extensions.introspection = False
    unknown = Consent(denied={"account:read"})
    signed_in(app, SAFARI, unknown)
    here = signed_in(app, FIREFOX, unknown)

    assert "only this session is known" in here.get("/sessions").text
    assert len(cards(here)) == 1
    assert "0" in here.post("/sessions/end-others", token(here)).headers["Location"]


def test_the_list_opens_with_nothing_but_who_the_person_is(
    app: Flask, redis: Redis, platform: Running
) -> None:
    """Neither browser nor place nor the person lie in Redis in the clear."""
    signed_in(app)
    (key,) = alive(redis, "person")

    told = key.encode() + dump(redis)

    person = platform.world.people[0]
    assert person.roles[platform.world.accounts[0].id] is Role.OWNER
    assert not any(word in told for word in (b"Firefox", b"203.0", person.id.encode()))
    assert 0 < redis.ttl(key) <= 12 * 3600


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as clock:
        yield clock


def ask(site: Site, shown: str = "lasts", page_token: str = "") -> tuple[int, str]:
    """What an open page is answered, and its status."""
    answer = site.client.get(
        f"/sessions/time?shown={shown}",
        base_url=PUBLIC_URL,
        headers={**PARTIAL, "X-CSRF-Token": page_token},
    )
    return answer.status_code, answer.get_data(as_text=True)


def idle(redis: Redis, seconds: int) -> None:
    """Let time pass for Redis: nobody used the session until so many seconds before its end."""
    (key,) = alive(redis, "session")
    redis.expire(key, seconds)


def test_a_page_says_how_long_the_session_lasts(site: Site) -> None:
    text = site.get("/sessions").text

    assert "after 60 minutes without use, and 12 hours after signing in" in text


def test_asking_how_long_it_lasts_is_no_use_of_the_session(site: Site, redis: Redis) -> None:
    idle(redis, 1000)

    ask(site)

    (key,) = alive(redis, "session")
    assert redis.ttl(key) <= 1000


def test_using_the_session_begins_its_idle_time_anew(site: Site, redis: Redis) -> None:
    idle(redis, 1000)

    site.get("/sessions")

    (key,) = alive(redis, "session")
    assert redis.ttl(key) > 3500


def test_two_minutes_before_the_end_the_person_is_warned_and_may_stay(
    site: Site, redis: Redis
) -> None:
    idle(redis, 121)
    assert "Stay signed in" not in ask(site)[1]
    idle(redis, 119)

    status, html = ask(site)
    assert status == 200
    assert "You will be signed out within 2 minutes" in html
    assert ask(site, "idle") == (204, "")

    page = site.get("/sessions")
    idle(redis, 100)
    headers = {**PARTIAL, "HX-Target": "div#time"}
    data = {"csrf_token": page.field("csrf_token")}
    answer = site.client.post("/sessions/stay", base_url=PUBLIC_URL, data=data, headers=headers)
    assert "Stay signed in" not in answer.get_data(as_text=True)
    assert "Stay signed in" not in ask(site, "idle")[1]


def test_without_script_staying_leads_back_to_the_page(site: Site) -> None:
    answer = site.post("/sessions/stay", {**token(site), "next": "/team?q=ada"})

    assert answer.headers["Location"] == "/team?q=ada"


def test_the_end_that_cannot_be_put_off_is_told_too(
    visitor: Site, settings: Settings, clock: time_machine.Traveller
) -> None:
    visitor.sign_in()
    clock.shift(settings.session_max_seconds - 119)

    assert "every session does some time after signing in" in ask(visitor)[1]
    assert "every session does some time after signing in" in visitor.get("/sessions").text

    clock.shift(119)
    assert "Your session has ended" in ask(visitor)[1]
    visitor.get("/sessions", status=302)


def test_an_open_page_hears_that_its_session_was_ended_elsewhere(site: Site, redis: Redis) -> None:
    for key in alive(redis, "session"):
        redis.delete(key)

    assert "Your session has ended" in ask(site)[1]
    assert ask(site, "over") == (204, "")


def test_an_open_page_hears_that_another_account_is_in_use(site: Site) -> None:
    of_the_first = site.get("/sessions").field("csrf_token")
    site.sign_in(Consent(account="Northlight Studio"), another="1")

    _, html = ask(site, page_token=of_the_first)

    assert "This page shows another account" in html
    assert ask(site, "elsewhere", of_the_first) == (204, "")


def test_an_open_page_with_names_hears_that_they_are_hidden_now(site: Site) -> None:
    drawn = site.get("/sessions").field("csrf_token")
    site.post("/presentation", {"csrf_token": drawn, "presenting": "yes"})
    headers = {**PARTIAL, "X-CSRF-Token": drawn, "HX-Current-URL": f"{PUBLIC_URL}/team?q=cecile"}

    cover = site.client.get("/sessions/time", base_url=PUBLIC_URL, headers=headers)

    assert "Names are hidden now" in cover.text
    assert 'href="/team"' in cover.text
    assert ask(site, "names", drawn) == (204, "")
    without = site.get("/sessions").field("csrf_token")
    assert "Names are hidden now" not in ask(site, page_token=without)[1]

    site.post("/presentation", {"csrf_token": without, "presenting": "no"})
    assert "cover" not in ask(site, "names", drawn)[1], "the page goes on as it was"


def test_a_page_of_the_session_before_is_handed_the_token_of_this_one(site: Site) -> None:
    old = site.get("/sessions").field("csrf_token")
    site.sign_out()
    site.sign_in()
    ours = {"Sec-Fetch-Site": "same-origin", "X-CSRF-Token": old}

    answer = site.client.get(
        "/sessions/time?shown=over", base_url=PUBLIC_URL, headers={**PARTIAL, **ours}
    )

    assert "form-token" in answer.headers["HX-Trigger"]
    assert (
        "HX-Trigger"
        not in site.client.get(
            "/sessions/time?shown=over",
            base_url=PUBLIC_URL,
            headers={**PARTIAL, "X-CSRF-Token": old},
        ).headers
    )


def test_asked_by_a_person_it_leads_to_the_sessions(site: Site) -> None:
    assert site.get("/sessions/time", status=302).headers["Location"] == "/sessions"


def twin(site: Site) -> Site:
    """Another tab of the same browser, whose cookies are as they are now."""
    tab = Site(site.app)
    for name, value in site.cookies().items():
        tab.client.set_cookie(name, value, domain="127.0.0.1")
    return tab


def test_an_account_that_was_connected_late_does_not_outlive_signing_out(
    site: Site, redis: Redis
) -> None:
    """The callback's answer is still on its way when another tab signs out."""
    callback = consent.answer(site.begin_sign_in(another="1"), NORTHLIGHT)
    late = twin(site)
    late.finish_sign_in(callback)

    site.sign_out()

    assert late.get("/team", status=302)
    assert alive(redis, "session") == []
    assert alive(redis, "tokens") == []


def test_ending_a_session_from_elsewhere_ends_what_was_about_to_follow_it(
    site: Site, redis: Redis
) -> None:
    site.sign_in(NORTHLIGHT, another="1")
    page, other = site.get("/sessions"), signed_in(site.app)
    form = {**token(other), "session": other.get("/sessions").field("session")}
    late = twin(site)
    late.post("/connections/switch", {n: page.field(n) for n in ("csrf_token", "connection")})

    other.post("/sessions/end", form)

    assert late.get("/sessions", status=302)
    assert site.get("/sessions", status=302)
    assert len(alive(redis, "tokens")) == 1, "those of the browser that ended the others"


def test_ending_all_others_spares_what_is_about_to_follow_this_session(site: Site) -> None:
    site.sign_in(NORTHLIGHT, another="1")
    page, form = site.get("/sessions"), token(site)
    late = twin(site)
    late.post("/connections/switch", {n: page.field(n) for n in ("csrf_token", "connection")})

    site.post("/sessions/end-others", form)

    assert late.get("/sessions")


@pytest.mark.parametrize("person", ["known", "unknown"])
def test_a_late_switch_does_not_outlive_signing_out(
    visitor: Site, platform: Running, person: str
) -> None:
    platform.world.extensions.introspection = person == "known"
    denied = set() if person == "known" else {"account:read"}
    visitor.sign_in(Consent(denied=denied))
    visitor.sign_in(Consent(account="Northlight Studio", denied=denied), another="1")
    page = visitor.get("/sessions")
    late = twin(visitor)
    late.post("/connections/switch", {n: page.field(n) for n in ("csrf_token", "connection")})

    visitor.sign_out()

    assert late.get("/sessions", status=302)
    assert late.get("/team", status=302)
