"""Forms that are refused: nothing is sent, and nothing that was typed is lost."""

import json
import time
from collections.abc import Callable

import pytest
import time_machine
from flask import Blueprint, Flask, Response, request

from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.refused_form import OURS, again
from tests.support.site import PARTIAL, Site
from webapp import create_app
from webapp.settings import Settings

SECOND = Consent(account="Northlight Studio")
LONG = "Maren sets a quick pace.\n" * 200


@pytest.fixture
def written() -> list[str]:
    """What the form below has written so far."""
    return []


@pytest.fixture
def app(settings: Settings, redis: object, written: list[str]) -> Flask:
    """The dashboard with one form more, that writes."""
    probe = Blueprint("probe", __name__)

    @probe.post("/probe")
    def write() -> Response:
        written.append(request.form["note"])
        return Response("written", mimetype="text/plain")

    app = create_app(settings)
    app.register_blueprint(probe)
    return app


def send(
    site: Site, token: str, status: int, note: str = LONG, headers: dict[str, str] | None = None
) -> Page:
    form = {"csrf_token": token, "note": note}
    return site.post("/probe", form, status=status, headers=OURS if headers is None else headers)


def token(site: Site) -> str:
    return site.get("/sessions").field("csrf_token")


def end_session(site: Site) -> None:
    """As it is ended from elsewhere: the browser keeps its cookie."""
    with site.app.test_request_context():
        sessions = site.app.extensions["services"].sessions
        sessions.end(site.cookies()["dashboard-session"], 3600)


def test_a_form_of_this_session_is_taken(site: Site, written: list[str]) -> None:
    send(site, token(site), 200)

    assert written == [LONG]


def test_a_form_that_meets_an_ended_session_is_sent_again_after_signing_in(
    site: Site, written: list[str]
) -> None:
    old = token(site)
    end_session(site)

    page = send(site, old, 401)
    assert page.heading == "You are signed out"
    assert LONG.strip() in page.soup.get_text()
    assert page.links()["Sign in in a new tab"].startswith("/sign-in")
    assert written == []

    site.sign_in()
    kept = again(page)
    site.post("/probe", kept, status=200, headers=OURS)
    assert [note.replace("\r\n", "\n") for note in written] == [LONG]


def test_the_session_is_looked_at_before_the_form_token(site: Site) -> None:
    end_session(site)

    assert send(site, "rubbish", 401).heading == "You are signed out"


def test_a_kept_form_is_taken_from_the_same_browser_only(
    site: Site, app: Flask, written: list[str]
) -> None:
    old = token(site)
    end_session(site)
    send(site, old, 401)
    other = Site(app)
    other.sign_in()

    send(other, old, 403)

    assert written == []


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "none"}], ids=["silent", "typed"])
def test_a_form_is_kept_only_where_the_browser_says_that_it_is_ours(
    site: Site, written: list[str], headers: dict[str, str]
) -> None:
    old = token(site)
    end_session(site)

    page = send(site, old, 401, headers=headers)
    assert page.soup.find("button", string="Send it again") is None
    assert "dashboard-kept" not in site.cookies()

    site.sign_in()
    send(site, old, 403)
    assert written == []


def test_the_cookie_that_keeps_a_form_is_for_this_server_alone(site: Site) -> None:
    old = token(site)
    end_session(site)

    cookies = send(site, old, 401).headers.getlist("Set-Cookie")

    (cookie,) = [cookie for cookie in cookies if cookie.startswith("dashboard-kept=")]
    assert {"HttpOnly", "SameSite=Strict", "Max-Age=3600"} <= set(cookie.split("; "))


def test_a_kept_form_is_taken_only_where_the_browser_says_that_it_is_ours(
    site: Site, written: list[str]
) -> None:
    old = token(site)
    end_session(site)
    send(site, old, 401)
    site.sign_in()

    send(site, old, 403, headers={})

    assert written == []


def test_signing_out_takes_the_kept_form_back(site: Site) -> None:
    old = token(site)
    end_session(site)
    send(site, old, 401)
    site.sign_in()
    assert "dashboard-kept" in site.cookies()

    site.sign_out()

    assert "dashboard-kept" not in site.cookies()
    site.sign_in()
    send(site, old, 403)


def test_a_form_from_before_signing_in_anew_keeps_its_text_and_gets_a_new_token(
    site: Site, written: list[str]
) -> None:
    old = token(site)
    site.sign_out()
    site.sign_in()

    page = send(site, old, 403)
    assert page.heading == "This page is older than your session"
    assert written == []

    site.post("/probe", again(page), status=200, headers=OURS)
    assert len(written) == 1


def test_a_form_of_another_site_is_not_repeated_to_the_person(
    site: Site, written: list[str]
) -> None:
    page = send(site, token(site), 403, "evil", {"Sec-Fetch-Site": "cross-site"})

    assert page.heading == "This form was refused for your safety"
    assert "evil" not in page.html
    assert written == []


def test_a_form_drawn_for_another_account_is_refused_naming_both(
    site: Site, written: list[str]
) -> None:
    of_harbor = token(site)
    site.sign_in(SECOND, another="1")

    page = send(site, of_harbor, 409)

    assert "drawn for Harbor & Finch, but you are now using Northlight Studio" in page.text
    assert written == []


def test_after_switching_back_the_form_is_taken(site: Site, written: list[str]) -> None:
    of_harbor = token(site)
    site.sign_in(SECOND, another="1")
    page = send(site, of_harbor, 409)

    switch = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    site.post("/connections/switch", switch)
    site.post("/probe", again(page), status=200, headers=OURS)

    assert len(written) == 1


def test_after_signing_in_to_another_account_a_kept_form_is_refused(
    site: Site, written: list[str]
) -> None:
    old = token(site)
    end_session(site)
    page = send(site, old, 401)
    site.sign_in(SECOND)

    for _ in range(3):
        page = site.post("/probe", again(page), status=409, headers=OURS)

        assert "drawn for another account, but you are now using Northlight Studio" in page.text
    assert written == []


def test_an_older_page_is_not_sent_to_the_account_that_was_signed_in_to_since(
    site: Site, written: list[str]
) -> None:
    drawn = token(site)
    site.sign_out()
    site.sign_in(SECOND)

    page = send(site, drawn, 403)
    for _ in range(2):
        page = site.post("/probe", again(page), status=409, headers=OURS)
    assert written == []


def test_an_older_page_that_uses_htmx_is_not_led_to_another_account(
    site: Site, written: list[str]
) -> None:
    drawn = token(site)
    site.sign_out()
    site.sign_in(SECOND)

    handed = json.loads(by_htmx(site, drawn).headers["HX-Trigger"])["form-token"]
    assert by_htmx(site, handed).status == 409
    assert written == []

    headers = {**OURS, **PARTIAL, "X-CSRF-Token": handed, "HX-Current-URL": f"{PUBLIC_URL}/team"}
    part = site.client.get("/team?q=a", base_url=PUBLIC_URL, headers=headers)
    assert part.headers["HX-Redirect"] == "/team?q=a", "no part of one account in another's page"


def test_where_the_account_is_not_told_only_the_person_can_say_that_it_is_the_same(
    visitor: Site, written: list[str]
) -> None:
    unnamed = Consent(denied={"account:read"})
    visitor.sign_in(unnamed)
    drawn = token(visitor)
    end_session(visitor)
    page = send(visitor, drawn, 401)
    visitor.sign_in(unnamed)

    page = visitor.post("/probe", again(page), status=409, headers=OURS)
    assert written == []
    assert page.soup.find("button", string="Send it again") is None
    visitor.post("/probe", again(page, "Send it to the account in use"), status=200, headers=OURS)
    assert len(written) == 1


def test_a_colleague_in_the_same_browser_does_not_send_anothers_kept_form(
    site: Site, written: list[str]
) -> None:
    old = token(site)
    end_session(site)
    page = send(site, old, 401)
    site.sign_in(Consent(person="Mateus Lindgren"))

    for _ in range(3):
        page = site.post("/probe", again(page), status=409, headers=OURS)

    assert written == []


def by_htmx(site: Site, token: str) -> Page:
    headers = {**OURS, **PARTIAL, "HX-Target": "form#probe", "X-CSRF-Token": token}
    answer = site.client.post("/probe", base_url=PUBLIC_URL, data={"note": "x"}, headers=headers)
    return Page(answer, partial=True)


REFUSALS: dict[str, tuple[Callable[[Site], object], int, str]] = {
    "ended": (end_session, 401, "You are signed out"),
    "older": (lambda site: (site.sign_out(), site.sign_in()), 403, "older than your session"),
    "other account": (lambda site: site.sign_in(SECOND, another="1"), 409, "for another account"),
}


@pytest.mark.parametrize(("happens", "status", "said"), REFUSALS.values(), ids=REFUSALS)
def test_a_form_sent_by_htmx_stays_in_its_place_and_the_news_goes_to_the_messages(
    site: Site,
    written: list[str],
    happens: Callable[[Site], object],
    status: int,
    said: str,
) -> None:
    drawn = token(site)
    happens(site)

    page = by_htmx(site, drawn)

    assert page.status == status
    assert said in page.text
    assert page.headers["HX-Retarget"] == "#messages"
    assert page.headers["HX-Reswap"] == "innerHTML"
    assert "HX-Redirect" not in page.headers
    assert written == []


def test_htmx_sends_again_with_the_kept_token_after_signing_in(
    site: Site, written: list[str]
) -> None:
    drawn = token(site)
    end_session(site)
    by_htmx(site, drawn)
    site.sign_in()

    assert by_htmx(site, drawn).status == 200
    assert written == ["x"]


def test_an_older_page_that_uses_htmx_is_handed_a_new_token(site: Site) -> None:
    drawn = token(site)
    site.sign_out()
    site.sign_in()

    assert "form-token" in by_htmx(site, drawn).headers["HX-Trigger"]


def test_more_forms_than_a_person_can_mean_are_refused_and_kept(
    site: Site, written: list[str]
) -> None:
    mine = token(site)
    for _ in range(120):
        send(site, mine, 200, "x")

    page = send(site, mine, 429)

    assert page.headers["Retry-After"].isdecimal()
    assert len(written) == 120
    assert again(page)["note"]


def test_a_token_is_good_for_as_long_as_its_session_lives(
    site: Site, written: list[str], settings: Settings
) -> None:
    drawn = token(site)

    with time_machine.travel(time.time() + settings.session_max_seconds - 60, tick=False):
        send(site, drawn, 200)

    assert len(written) == 1


def test_a_form_too_long_to_be_shown_is_not_repeated(site: Site) -> None:
    old = token(site)
    end_session(site)

    page = send(site, old, 401, note="x" * 100_000)

    assert "xxxx" not in page.html
    assert page.soup.find("button", string="Send it again") is None


def test_a_form_of_too_many_fields_is_not_repeated(site: Site) -> None:
    many = {f"field {number}": "1" for number in range(300)}

    page = Site(site.app).post("/probe", many, status=401, headers=OURS)

    assert "field 7" not in page.html


@pytest.mark.parametrize("headers", [{}, PARTIAL], ids=["whole", "htmx"])
def test_a_form_beyond_all_bounds_is_refused_in_plain_words(
    site: Site, written: list[str], headers: dict[str, str]
) -> None:
    sent = {"csrf_token": token(site), "note": "x" * 1_200_000}

    answer = site.client.post("/probe", base_url=PUBLIC_URL, data=sent, headers={**OURS, **headers})

    page = Page(answer, partial=bool(headers))
    assert page.status == 413
    assert "This form is too long" in page.text
    assert written == []


def test_refused_forms_count_against_their_address_but_keep_nobody_from_signing_out(
    app: Flask, site: Site
) -> None:
    for _ in range(600):
        Site(app).client.post("/probe", base_url=PUBLIC_URL)

    assert Site(app).post("/probe", status=429).heading == "That was a lot at once"
    assert site.sign_out().headers["Location"] == "/sign-in?notice=signed-out"


def test_what_was_sent_to_no_page_of_ours_counts_against_nobody(app: Flask) -> None:
    for _ in range(600):
        Site(app).client.post("/nowhere", base_url=PUBLIC_URL)

    Site(app).post("/probe", status=401)


def test_a_form_leads_back_to_the_page_that_it_stood_on(site: Site) -> None:
    """Its own address answers to nothing but a form."""
    old = token(site)
    end_session(site)
    headers = {**OURS, "Referer": f"{PUBLIC_URL}/team?q=ada"}

    page = send(site, old, 401, headers=headers)

    assert "/probe" not in "".join(page.links().values())


def test_colleagues_whom_profile_does_not_tell_apart_are_counted_apart(
    app: Flask, platform: Running, written: list[str]
) -> None:
    platform.world.extensions.introspection = False
    busy, calm = Site(app), Site(app)
    busy.sign_in()
    calm.sign_in(Consent(person="Mateus Lindgren"))
    mine = token(busy)
    for _ in range(120):
        send(busy, mine, 200, "x")
    send(busy, mine, 429)

    send(calm, token(calm), 200)

    assert len(written) == 121
