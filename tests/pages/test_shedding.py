"""More than can be answered at once: told so, with nothing read and nothing done."""

import pytest
from redis import Redis

from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.valkey import addresses
from webapp import turns
from webapp.responses.shedding import ALWAYS, Shedding
from webapp.turns import Turns


@pytest.fixture
def only(site: Site, monkeypatch: pytest.MonkeyPatch) -> Turns:
    """The one turn of a dashboard whose visitors have little patience."""
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    one = Turns(1)
    site.app.wsgi_app = Shedding(site.app, site.app.wsgi_app, one)  # type: ignore[method-assign]  # Flask's own way
    return one


def test_whoever_is_too_many_learns_that_and_is_not_signed_out(site: Site, only: Turns) -> None:
    assert only.take()

    page = site.get("/team", status=503)

    assert page.heading == "A lot is going on here just now"
    assert "You have not been signed out" in page.text
    assert page.headers["Retry-After"] == "5"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in page.headers
    assert "Set-Cookie" not in page.headers
    only.give_back()
    assert site.get("/team").heading == "Team"


def test_a_turn_is_given_back_whatever_became_of_the_request(site: Site, only: Turns) -> None:
    for path, status in (("/team", 200), ("/nowhere", 404), ("/team", 200)):
        site.get(path, status=status)
    assert only.take()
    only.give_back()


def test_a_form_that_was_too_much_had_no_effect(site: Site, only: Turns, redis: Redis) -> None:
    token = site.get("/team").field("csrf_token")
    before = addresses(redis)
    assert only.take()

    site.post("/sign-out", {"csrf_token": token}, status=503)

    assert addresses(redis) == before
    only.give_back()
    site.get("/team")


def test_a_part_of_a_page_says_it_among_the_messages(site: Site, only: Turns) -> None:
    assert only.take()

    answer = site.client.get("/team", base_url=PUBLIC_URL, headers=PARTIAL)

    assert answer.status_code == 503
    assert "<html" not in answer.text
    assert "A lot is going on" in answer.text
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == (
        "#messages",
        "innerHTML",
    )
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/readyz/process", "/static/app.css"])
def test_whether_it_lives_is_answered_in_any_case(path: str, site: Site, only: Turns) -> None:
    assert only.take()

    with site.client.get(path, base_url=PUBLIC_URL) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/livezANYTHING", "/readyz/other", "/readyz-team", "/staticky"])
def test_what_only_begins_as_that_does_waits_for_its_turn(
    path: str, site: Site, only: Turns
) -> None:
    assert only.take()

    assert site.client.get(path, base_url=PUBLIC_URL).status_code == 503


def test_every_address_of_health_but_that_of_metrics_is_such(site: Site) -> None:
    rules = [rule for rule in site.app.url_map.iter_rules() if "health." in rule.endpoint]

    assert {rule.rule for rule in rules} == ALWAYS | {"/metrics"}


def test_what_is_sent_to_everybody_tells_of_nobody(site: Site, only: Turns) -> None:
    assert only.take()

    assert "csrf_token" not in site.get("/team", status=503).html
