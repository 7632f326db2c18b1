"""Every failure is a readable page, or the same news in the place of the part that failed."""

from dataclasses import replace

import pytest
from flask import Flask
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.dashboard import environment
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.valkey import own_server, url
from webapp import create_app
from webapp.bounded_http import Limits
from webapp.outbound import Outbound
from webapp.rates import TooOften
from webapp.services import build_services
from webapp.settings import Settings, from_env

PROFILES = "/api/v4/profiles"
LOGGED = "This sign-in was already used, has expired or began elsewhere."
UNKNOWN = "66a1f0c2b7d8e9001c3a4b5d"
FAILURES = [
    (Kind.BROKEN, 502, "Profile cannot be reached"),
    (Kind.RESET, 502, "Profile cannot be reached"),
    (Kind.HTML, 502, "Profile answered in a way we do not understand"),
    (Kind.UNAUTHORIZED, 401, "Profile no longer accepts this connection"),
    (Kind.FORBIDDEN, 403, "Profile does not allow this"),
    (Kind.TOO_MANY, 429, "Profile asks us to slow down"),
]


@pytest.mark.parametrize(("kind", "status", "heading"), FAILURES)
def test_a_failing_platform_is_a_page_that_says_what_to_do(
    site: Site, platform: Running, kind: Kind, status: int, heading: str
) -> None:
    platform.world.faults.add(Fault(kind, path=PROFILES))

    page = site.get("/team", status=status)

    assert page.heading == heading
    assert "Sign out" in page.text, "the rest of the page stands"


@pytest.mark.parametrize(("kind", "status", "heading"), FAILURES)
def test_a_failing_platform_is_told_in_the_place_of_the_part(
    site: Site, platform: Running, kind: Kind, status: int, heading: str
) -> None:
    platform.world.faults.add(Fault(kind, path=PROFILES))

    part = site.partial("/team", status=status, q="ann")

    assert heading in part.text
    assert part.soup.find(id="members"), "the next swap would not find its place"
    assert part.soup.find("h1") is None
    assert "HX-Redirect" not in part.headers


def test_after_a_failure_the_next_try_works(site: Site, platform: Running) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, path=PROFILES, times=2))  # a GET is tried twice
    failed = site.get("/team?q=ann", status=502)
    platform.world.faults.clear()

    assert site.get(failed.links()["Try again"]).heading == "Team"
    assert failed.links()["Try again"] == "/team?q=ann"


def test_a_search_that_failed_is_tried_again_as_it_was_asked(site: Site, platform: Running) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, path=PROFILES))

    part = site.partial("/team?q=zz&sort=-d", status=502)

    assert part.links()["Try again"] == "/team?q=zz&sort=-d"


def test_tags_that_are_no_longer_allowed_leave_the_people_standing(
    site: Site, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.FORBIDDEN, path="/api/v4/tags", scope="tags:manage"))

    page = site.get("/team")

    assert len(page.rows()) == 50
    assert "Allow tags" in page.links()


@pytest.mark.parametrize("shown", ["http://[", "", "x" * 5000, "//evil.test/team"])
def test_whatever_htmx_says_of_the_address_bar_is_survived(site: Site, shown: str) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Current-URL": shown}

    assert site.client.get("/team", base_url=PUBLIC_URL, headers=headers).status_code == 200
    refused = site.client.post("/sign-out", base_url=PUBLIC_URL, headers=headers)
    assert refused.status_code == 403
    assert "evil" not in refused.get_data(as_text=True)


def test_every_refusal_leaves_a_line_with_the_reference_that_the_page_shows(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    page = site.get("/sign-in/callback?state=invented", status=302)
    page = Site(site.app).get("/sign-in/callback?state=invented", status=400)

    reference = page.soup.select_one("code")
    assert reference is not None
    assert f"AttemptUnknown: {LOGGED} (request {reference.text})" in caplog.text


def test_a_body_without_end_is_not_read(visitor: Site) -> None:
    visitor.post("/sign-in", {"next": "x" * (1 << 21)}, status=413)


def test_a_platform_that_is_too_slow_is_not_waited_for_without_end(
    settings: Settings, redis: Redis, platform: Running
) -> None:
    built = build_services(settings)
    hasty = Outbound(settings, built.endpoint, 4, Limits(read=0.3))
    site = Site(create_app(settings, replace(built, outbound=hasty)))
    site.sign_in()
    platform.world.faults.add(Fault(Kind.SLOW, path=PROFILES, seconds=20))

    assert site.get("/team", status=504).heading == "Profile is slow just now"


def test_a_wait_that_the_platform_asks_for_is_passed_on(site: Site, platform: Running) -> None:
    platform.world.faults.add(Fault(Kind.TOO_MANY, path=PROFILES, retry_after=7))

    page = site.get("/team", status=429)

    assert page.headers["Retry-After"] == "7"
    assert "7 seconds" in page.text


def test_a_missing_scope_is_named_in_plain_words_and_can_be_asked_for(visitor: Site) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}))

    page = visitor.get("/team", status=403)

    assert "See the people of your account" in page.text
    assert page.links()["Allow it"] == "/sign-in?next=/team&scope=profiles:read"


def test_without_a_grant_the_platform_is_never_asked(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(denied={"profiles:read", "tags:manage"}))
    platform.world.witness.clear()

    visitor.get("/team", status=403)
    visitor.get(f"/team/{UNKNOWN}", status=403)

    assert platform.world.witness.arrivals("/api/v4") == []


@pytest.mark.parametrize(
    "path",
    [
        f"/team/{UNKNOWN}",
        "/team/not-an-id",
        "/team/..%2Faccount",
        "/team/%2e%2e",
        "/team/a%3Fb",
        "/team/a%23b",
        "/team/" + "a" * 300,
        "/team/%00",
        "/nowhere",
    ],
)
def test_what_does_not_exist_is_a_calm_page(site: Site, path: str) -> None:
    assert site.get(path, status=404).links()["Go to the team"] == "/team"


def test_a_person_of_another_account_does_not_exist_here(site: Site, platform: Running) -> None:
    other = platform.world.accounts[1].profiles
    (stranger,) = other.page(1, 1)

    site.get(f"/team/{stranger.id}", status=404)


def test_a_revoked_connection_leads_to_sign_in_and_back(site: Site, platform: Running) -> None:
    platform.world.ledger.revoke(platform.world.ledger.grants[0])

    page = site.get("/team?q=ann", status=302)

    assert page.headers["Location"] == "/sign-in?next=/team?q%3Dann&notice=ended"
    assert "Your session has ended" in site.get(page.headers["Location"]).text


def test_a_partial_without_a_session_leads_the_whole_page_to_sign_in(visitor: Site) -> None:
    part = visitor.partial("/team")

    assert part.headers["HX-Redirect"] == "/sign-in?next=/team"
    assert part.html == ""


def test_a_wrong_method_is_a_calm_page(site: Site) -> None:
    token = site.get("/team").field("csrf_token")

    assert site.post("/team", {"csrf_token": token}, status=405).heading == "Method Not Allowed"


def test_without_redis_a_page_says_so_and_nobody_is_signed_out(
    platform: Running,
) -> None:
    with own_server() as server:
        site = Site(create_app(from_env(environment(platform, url(server)))))
        site.sign_in()
        before = site.cookies()

    for path in ("/team", "/", "/sign-in/callback?state=a&code=b"):
        page = site.get(path, status=503)
        assert "You have not been signed out" in page.text
        assert "Set-Cookie" not in page.headers
    assert site.partial("/team", status=503).soup.find(id="members")
    assert site.cookies() == before
    assert site.client.get("/readyz").status_code == 503
    assert site.client.get("/livez").status_code == 200


def test_whoever_comes_too_often_reads_how_long_to_wait(
    app: Flask, visitor: Site, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/hurried")
    def hurried() -> str:
        raise TooOften(7)

    visitor.sign_in()
    page = visitor.get("/hurried", status=429)

    assert page.heading == "That was a lot at once"
    assert page.headers["Retry-After"] == "7"
    assert not [line for line in caplog.records if line.levelname == "ERROR"], "no mistake of ours"
