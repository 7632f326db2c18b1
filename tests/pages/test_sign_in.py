"""Signing in and out, against the live sandbox: how it succeeds, and each way it is refused."""

import hashlib
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import requests
from flask import Flask
from redis import Redis

from sandbox.authorization.extensions import Par
from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from tests.support.platform import PUBLIC_URL, register_dashboard
from tests.support.site import Site
from tests.support.valkey import addresses, alive, kept
from webapp import create_app
from webapp.settings import Settings


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def changed(url: str, **changes: str | None) -> str:
    """A callback address with parameters replaced, or taken out where None."""
    parts = urlsplit(url)
    merged = {**query(url), **changes}
    kept = {name: value for name, value in merged.items() if value is not None}
    return urlunsplit(parts._replace(query=urlencode(kept)))


def token_calls(platform: Running) -> int:
    return len(platform.world.witness.arrivals("/oauth/token"))


def test_a_stranger_is_led_to_sign_in(visitor: Site) -> None:
    assert visitor.get("/", status=302).headers["Location"] == "/sign-in"
    assert visitor.get("/team", status=302).headers["Location"] == "/sign-in?next=/team"


def test_the_sign_in_page_says_what_will_be_asked(visitor: Site) -> None:
    page = visitor.get("/sign-in")

    assert page.heading == "Sign in"
    assert "Sign in with Profile" in page.text
    assert "See the people of your account" in page.text


def test_the_sign_in_page_has_a_policy_of_its_own_and_no_other(app: Flask) -> None:
    headers = app.test_client().get("/sign-in", base_url=PUBLIC_URL).headers

    (policy,) = headers.getlist("Content-Security-Policy")
    assert "form-action 'self' https:" in policy
    assert headers.getlist("Cache-Control") == ["no-store"]


def test_coming_by_localhost_leads_to_the_address_that_cookies_are_kept_for(
    visitor: Site,
) -> None:
    answer = visitor.client.get("/sign-in?next=/team", base_url="http://localhost:8000")

    assert answer.headers["Location"] == f"{PUBLIC_URL}/sign-in?next=/team"


def test_the_sign_in_page_needs_neither_redis_nor_the_platform(
    visitor: Site, platform: Running, redis: Redis
) -> None:
    redis.config_resetstat()
    visitor.get("/sign-in")

    assert platform.world.witness.arrivals() == []
    assert redis.info("stats")["total_commands_processed"] <= 2  # our own two


def test_the_browser_carries_nothing_of_the_request_but_its_name(
    visitor: Site, platform: Running
) -> None:
    asked = query(visitor.begin_sign_in())

    assert asked.keys() == {"client_id", "request_uri"}
    (pushed,) = platform.world.witness.arrivals("/oauth/par", status=201)
    assert pushed.form["code_challenge_method"] == "S256"
    assert pushed.form["response_mode"] == "query"
    assert pushed.form["resource"] == platform.api_url


def test_the_request_carries_pkce_state_and_the_exact_redirect_address(
    visitor: Site, platform: Running
) -> None:
    platform.world.extensions.par = Par.ABSENT
    asked = query(visitor.begin_sign_in())

    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 43
    assert asked["redirect_uri"] == f"{PUBLIC_URL}/sign-in/callback"
    assert asked["response_mode"] == "query"
    assert asked["resource"] == platform.api_url
    assert set(asked["scope"].split()) == {"profiles:read", "tags:manage", "account:read"}


def test_signing_in_leads_to_the_team_and_shows_the_account(visitor: Site) -> None:
    assert visitor.sign_in().headers["Location"] == "/"
    assert visitor.get("/", status=302).headers["Location"] == "/team"
    assert "Harbor & Finch" in visitor.get("/team").text


def test_signing_in_returns_to_the_page_that_was_wanted(visitor: Site) -> None:
    page = visitor.get("/sign-in", next="/team?q=ann")

    back = visitor.sign_in(next=page.field("next"))

    assert back.headers["Location"] == "/team?q=ann"


@pytest.mark.parametrize("nasty", ["https://evil.test", "//evil.test", "/\\evil.test", "/sign-out"])
def test_a_hostile_return_address_is_forgotten(visitor: Site, nasty: str) -> None:
    assert visitor.get("/sign-in", next=nasty).field("next") == "/"
    assert visitor.sign_in(next=nasty).headers["Location"] == "/"


def test_a_scope_that_is_needed_is_asked_for_besides_the_usual(
    visitor: Site, platform: Running
) -> None:
    visitor.begin_sign_in(scope="profiles:write everything")

    (pushed,) = platform.world.witness.arrivals("/oauth/par", status=201)
    assert "profiles:write" in pushed.form["scope"].split()
    assert "everything" not in pushed.form["scope"]


@pytest.mark.parametrize("par", [Par.REQUIRED, Par.ABSENT])
def test_a_profile_that_takes_no_resource_is_signed_in_to_without_and_unnoticed(
    visitor: Site, platform: Running, par: Par
) -> None:
    platform.world.extensions.par = par
    platform.world.extensions.resource = False
    at_profile = visitor.begin_sign_in(next="/team?q=ann")
    if par is Par.ABSENT:  # the browser itself brings the refusal
        refusal = requests.get(at_profile, allow_redirects=False, timeout=20).headers["Location"]
        at_profile = visitor.finish_sign_in(refusal).headers["Location"]

    back = visitor.finish_sign_in(consent.answer(at_profile))

    assert back.headers["Location"] == "/team?q=ann"
    assert visitor.cookies().keys() == {"dashboard-session"}


def test_what_was_denied_is_known_from_the_answer(visitor: Site) -> None:
    visitor.sign_in(Consent(denied={"tags:manage", "account:read"}))

    page = visitor.get("/team")

    assert "Allow tags" in page.links()
    assert "Account name not shared" in page.text


def test_denying_everything_connects_nothing_and_says_so(visitor: Site, redis: Redis) -> None:
    callback = consent.answer(visitor.begin_sign_in(), Consent(allow=False))

    page = visitor.finish_sign_in(callback, status=403)

    assert page.heading == "You did not allow access"
    assert kept(redis) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"state": None},
        {"state": "invented"},
        {"iss": None},
        {"iss": "https://evil.test"},
        {"iss": ""},
        {"code": None},
        {"code": ""},
        {"error": "server_error"},
        {"error": "access_denied", "iss": "https://evil.test"},
        {"error": "access_denied", "state": "invented"},
    ],
    ids=str,
)
def test_an_answer_that_is_not_exactly_ours_is_refused_without_a_token_call(
    visitor: Site, platform: Running, changes: dict[str, str | None]
) -> None:
    callback = consent.answer(visitor.begin_sign_in())

    page = visitor.finish_sign_in(changed(callback, **changes), status=400)

    assert page.links()["Sign in again"].startswith("/sign-in")
    assert token_calls(platform) == 0
    assert visitor.get("/team", status=302)


def test_an_issuer_with_a_slash_too_many_is_another_issuer(
    visitor: Site, platform: Running
) -> None:
    callback = consent.answer(visitor.begin_sign_in())

    visitor.finish_sign_in(changed(callback, iss=f"{platform.login_url}/"), status=400)

    assert token_calls(platform) == 0


@pytest.mark.parametrize("name", ["state", "code", "iss"])
def test_a_parameter_sent_twice_is_nobodys_word(
    visitor: Site, platform: Running, name: str
) -> None:
    callback = consent.answer(visitor.begin_sign_in())

    visitor.finish_sign_in(f"{callback}&{name}={query(callback)[name]}", status=400)

    assert token_calls(platform) == 0


def test_an_answer_serves_once(visitor: Site, platform: Running) -> None:
    callback = consent.answer(visitor.begin_sign_in())
    visitor.finish_sign_in(callback)
    visitor.sign_out()

    visitor.finish_sign_in(callback, status=400)

    assert len(platform.world.witness.arrivals("/oauth/token", status=200)) == 1


def test_the_back_button_to_a_spent_answer_leads_a_signed_in_person_home(visitor: Site) -> None:
    callback = consent.answer(visitor.begin_sign_in())
    visitor.finish_sign_in(callback)

    assert visitor.finish_sign_in(callback).headers["Location"] == "/"


def test_an_expired_attempt_is_refused(visitor: Site, redis: Redis) -> None:
    callback = consent.answer(visitor.begin_sign_in())
    (attempt,) = alive(redis, "attempt")
    assert 0 < redis.ttl(attempt) <= 600
    redis.delete(attempt)

    page = visitor.finish_sign_in(callback, status=400)

    assert "longer than ten minutes" in page.text


def test_a_code_that_profile_does_not_accept_is_a_clear_page(visitor: Site) -> None:
    callback = consent.answer(visitor.begin_sign_in())

    page = visitor.finish_sign_in(changed(callback, code="invented"), status=400)

    assert page.heading == "This sign-in could not be finished"


def test_a_state_of_another_browser_is_refused(app: Flask, visitor: Site) -> None:
    callback = consent.answer(visitor.begin_sign_in())

    Site(app).finish_sign_in(callback, status=400)

    visitor.finish_sign_in(callback)  # and the one who began it still succeeds


def test_a_cookie_under_the_name_of_another_attempt_opens_nothing(visitor: Site) -> None:
    callback = consent.answer(visitor.begin_sign_in())
    ((_, secret),) = visitor.cookies().items()
    invented = "x" * 43
    name = "dashboard-attempt-" + hashlib.sha256(invented.encode()).hexdigest()[:16]
    visitor.client.set_cookie(name, secret, domain="127.0.0.1")

    visitor.finish_sign_in(changed(callback, state=invented), status=400)


def test_refusing_more_changes_nothing_for_who_is_signed_in(site: Site) -> None:
    callback = consent.answer(site.begin_sign_in(scope="profiles:write"), Consent(allow=False))

    assert site.finish_sign_in(callback).headers["Location"] == "/"

    assert "stays off" in site.get("/team").text
    assert "stays off" not in site.get("/team").text, "it is said once"


def test_two_tabs_that_sign_in_at_once_both_succeed_in_reverse_order(visitor: Site) -> None:
    first, second = visitor.begin_sign_in(), visitor.begin_sign_in(next="/team")
    answers = consent.answer(first), consent.answer(second)

    assert visitor.finish_sign_in(answers[1]).headers["Location"] == "/team"
    assert visitor.finish_sign_in(answers[0]).headers["Location"] == "/"
    assert visitor.get("/team")


def test_abandoned_attempts_of_one_browser_stay_few(visitor: Site, redis: Redis) -> None:
    for _ in range(20):
        visitor.begin_sign_in()

    assert len(alive(redis, "attempt")) <= 5
    assert len(visitor.cookies()) <= 5


def test_two_hundred_abandoned_attempts_without_cookies_leave_no_more_than_a_hundred(
    app: Flask, redis: Redis
) -> None:
    for _ in range(200):
        Site(app).begin_sign_in()

    assert len(alive(redis, "attempt")) == 100


def test_more_attempt_cookies_than_we_ever_gave_are_not_looked_at(visitor: Site) -> None:
    made_up = "; ".join(f"dashboard-attempt-{number:016x}=x" for number in range(500))

    answer = visitor.client.post("/sign-in", base_url=PUBLIC_URL, headers={"Cookie": made_up})

    assert answer.status_code == 303
    assert len(answer.headers.getlist("Set-Cookie")) <= 20


def test_allowing_more_keeps_the_other_accounts(site: Site) -> None:
    """Also where the account in use was not shared, so that nobody can see it is the same."""
    site.sign_in(Consent(denied={"account:read", "profiles:read"}), another="1")

    allow = site.get("/team", status=403).links()["Allow it"]
    assert "another=1" in allow
    site.sign_in(another=site.get(allow).field("another"))

    assert "Harbor & Finch" in site.get("/team").text


def test_signing_in_gives_a_new_session_and_ends_the_old(visitor: Site, app: Flask) -> None:
    visitor.sign_in()
    old = visitor.cookies()["dashboard-session"]

    visitor.sign_in()

    assert visitor.cookies()["dashboard-session"] != old
    thief = Site(app)
    thief.client.set_cookie("dashboard-session", old, domain="127.0.0.1")
    assert thief.get("/team", status=302).headers["Location"].startswith("/sign-in")


def test_tokens_of_an_earlier_sign_in_are_not_left_behind(visitor: Site, redis: Redis) -> None:
    visitor.sign_in()
    visitor.sign_in()

    live = [*alive(redis, "session"), *alive(redis, "tokens")]

    assert sorted(name.partition(":")[0] for name in live) == ["session", "tokens"]


def test_everything_kept_in_redis_ends_by_itself(site: Site, redis: Redis) -> None:
    site.get("/team")
    site.begin_sign_in()

    assert all(redis.ttl(name) > 0 for name in addresses(redis))


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.TOO_MANY])
def test_when_profiles_sign_in_is_away_a_page_says_so(
    visitor: Site, platform: Running, kind: Kind
) -> None:
    platform.world.faults.add(Fault(kind, path="/.well-known"))

    page = visitor.post("/sign-in", status=502)

    assert page.heading == "Profile’s sign-in cannot be reached"
    platform.world.faults.clear()
    assert visitor.begin_sign_in()


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET, Kind.HTML])
def test_a_token_endpoint_that_fails_leaves_nobody_half_signed_in(
    visitor: Site, platform: Running, redis: Redis, kind: Kind
) -> None:
    callback = consent.answer(visitor.begin_sign_in())
    platform.world.faults.add(Fault(kind, path="/oauth/token"))

    visitor.finish_sign_in(callback, status=502)

    assert kept(redis) == []


def test_the_account_may_fail_to_answer_without_stopping_the_sign_in(
    visitor: Site, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, path="/api/v4/account"))

    visitor.sign_in()

    assert "Account name not known" in visitor.get("/team").text


def test_client_credentials_that_profile_refuses_are_the_operators_to_mend(
    visitor: Site, platform: Running
) -> None:
    callback = consent.answer(visitor.begin_sign_in())
    register_dashboard(platform.world, client_secret="another")

    page = visitor.finish_sign_in(callback, status=502)

    assert page.heading == "Profile does not know this dashboard"


def test_signing_out_ends_the_session_and_revokes_the_grant(site: Site, platform: Running) -> None:
    page = site.sign_out()

    assert page.headers["Location"] == "/sign-in?notice=signed-out"
    assert "storage" in page.headers["Clear-Site-Data"]
    assert "dashboard-session" not in site.cookies()
    assert site.get("/team", status=302)
    platform.world.witness.wait_for("/oauth/revoke", status=200)
    (grant,) = platform.world.ledger.grants
    assert grant.revoked_at is not None


def test_a_kept_cookie_is_worth_nothing_after_signing_out(site: Site, app: Flask) -> None:
    kept = site.cookies()["dashboard-session"]
    site.sign_out()
    thief = Site(app)
    thief.client.set_cookie("dashboard-session", kept, domain="127.0.0.1")

    assert thief.get("/team", status=302)


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET, Kind.SLOW])
def test_signing_out_works_when_profile_does_not(site: Site, platform: Running, kind: Kind) -> None:
    token = site.get("/team").field("csrf_token")
    platform.world.faults.add(Fault(kind, origin="login", seconds=30))

    site.post("/sign-out", {"csrf_token": token})

    assert site.get("/team", status=302)


def test_signing_out_does_not_wait_for_a_profile_that_does_not_answer(
    site: Site, settings: Settings, platform: Running
) -> None:
    """In a process that has not yet discovered the login, so that it has to ask for it first."""
    token = site.get("/team").field("csrf_token")
    site.client.application = create_app(settings)
    platform.world.faults.add(Fault(Kind.SLOW, path="/.well-known", seconds=30))

    site.post("/sign-out", {"csrf_token": token})

    assert platform.world.witness.arrivals("/oauth/revoke") == []
    platform.world.faults.clear()
    platform.world.witness.wait_for("/oauth/revoke", status=200)


def test_signing_out_twice_is_no_mistake(site: Site) -> None:
    token = site.get("/team").field("csrf_token")
    site.post("/sign-out", {"csrf_token": token})

    assert site.post("/sign-out", {"csrf_token": token}).headers["Location"].startswith("/sign-in")


def test_nobody_is_signed_out_by_a_form_that_is_not_ours(site: Site) -> None:
    site.post("/sign-out", status=403)
    site.post("/sign-out", {"csrf_token": "00" * 64}, status=403)
    token = site.get("/team").field("csrf_token")
    foreign = {"Sec-Fetch-Site": "cross-site"}
    site.post("/sign-out", {"csrf_token": token}, status=403, headers=foreign)
    foreign = {"Origin": "https://evil.test"}
    site.post("/sign-out", {"csrf_token": token}, status=403, headers=foreign)

    assert site.get("/team")
