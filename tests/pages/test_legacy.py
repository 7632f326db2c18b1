"""The dashboard on the older API, v3: account and tags by the person's role, and nothing else."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from sandbox.authorization.extensions import Par
from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from tests.support.legacy import _with_v3, app, platform, settings
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.wicked import Wicked
from webapp import create_app
from webapp.guard.endpoints import OPEN
from webapp.pages import PAGES
from webapp.settings import Settings, SettingsError, from_env

__all__ = ["_with_v3", "app", "platform", "settings"]


@pytest.fixture
def elsewhere(settings: Settings, visitor: Site, wicked: Wicked) -> Site:
    """Somebody signed in, whose v3 is one that answers as a test says."""
    visitor.sign_in()
    visitor.client.application = create_app(replace(settings, legacy_url=wicked.origin))
    return visitor


OWNER = Consent()
MANAGER, USER = Consent(person="Mateus Lindgren"), Consent(person="Priya Castellanos")
NOT_THERE = ("/team", "/team/map", "/invites", "/connected-apps", "/account/aliases", "/tags/new")


def said(page: Page) -> str:
    return " ".join(page.text.split())


def asked(platform: Running) -> list[str]:
    return [arrival.path for arrival in platform.world.witness.arrivals("/v3")]


def test_an_owner_sees_the_account_with_all_that_v3_tells(site: Site, platform: Running) -> None:
    page = site.get("/account")

    told = said(page)
    assert "Name Harbor & Finch" in told
    assert "Your role admin" in told
    assert re.search(r"Credits \d", told)
    assert "Eco printing" in told
    assert platform.world.witness.arrivals("/api/v4") == []


def test_signing_in_leads_to_the_account_with_pkce_and_without_a_resource_that_has_no_metadata(
    visitor: Site, platform: Running
) -> None:
    platform.world.extensions.par = Par.ABSENT
    begun = visitor.begin_sign_in()
    request = {name: value for name, (value,) in parse_qs(urlsplit(begun).query).items()}
    assert request["code_challenge_method"] == "S256"
    assert "resource" not in request
    assert visitor.finish_sign_in(consent.answer(begun)).headers["Location"] == "/"
    assert visitor.get("/", status=302).headers["Location"] == "/account"


def test_where_v3_is_at_the_origin_with_the_metadata_tokens_are_asked_for_that(
    settings: Settings, platform: Running
) -> None:
    platform.world.extensions.par = Par.ABSENT
    alike = replace(settings, legacy_url=settings.profile_api_url)
    begun = Site(create_app(alike)).begin_sign_in()
    assert parse_qs(urlsplit(begun).query)["resource"] == [settings.profile_api_url]


def test_tags_are_listed_with_how_many_people_carry_each(site: Site, platform: Running) -> None:
    platform.world.witness.clear()
    page = site.get("/tags")

    account = platform.world.accounts[0]
    listed = [tag.get_text(strip=True) for tag in page.soup.select(".tag-row h2")]
    assert sorted(listed) == sorted(tag.label for tag in account.tags)
    assert asked(platform) == [f"/v3/tags/account/{account.id}"]
    first = next(iter(account.tags))
    assert f"{len(first.profiles)} people" in said(page)


@pytest.mark.parametrize(("person", "role"), [(MANAGER, "manager"), (USER, "user")])
def test_rights_follow_the_role(
    visitor: Site, platform: Running, person: Consent, role: str
) -> None:
    visitor.sign_in(person)
    page = visitor.get("/account")
    assert f"Your role {role}" in said(page)
    if role == "user":
        assert re.search(r"Credits \d", said(page))  # of my-account, which anybody may read
        refused = visitor.get("/tags", status=403)
        assert "Your role in this account is user" in said(refused)
    else:
        assert visitor.get("/tags").soup.select(".tag-row")


def test_who_is_no_owner_is_not_offered_the_services(visitor: Site) -> None:
    visitor.sign_in(OWNER)
    assert "/services" in visitor.get("/account").links().values()
    visitor.get("/services")
    visitor.sign_in(MANAGER)
    assert "/services" not in visitor.get("/account").links().values()
    visitor.get("/services", status=403)


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_v3_cannot_serve_is_not_there_and_a_way_on_is(site: Site, path: str) -> None:
    page = site.get(path, status=404)
    assert page.links()["Go to the start page"] == "/"


def test_every_link_of_every_page_leads_to_a_page(site: Site) -> None:
    seen: set[str] = set()
    new = {"/account"}
    while new:
        path = new.pop()
        seen.add(path)
        page = site.get(path) if path != "/" else site.get("/account")
        links = {urlsplit(link).path for link in page.links().values() if link.startswith("/")}
        new |= links - seen
    assert {"/account", "/tags", "/sessions", "/privacy", "/connected-apps/log"} <= seen


def test_menu_and_pages_of_both_versions_are_there(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert not endpoints & {"team.roster", "invites.invites", "connected_apps.connected_apps"}
    assert {"legacy.account", "legacy.tags", "sign_in.callback"} <= endpoints
    assert all(endpoint not in endpoints for endpoint, _ in PAGES.menu)


@pytest.mark.parametrize("path", ["/account", "/tags"])
@pytest.mark.parametrize(
    ("kind", "status"),
    [(Kind.BROKEN, 502), (Kind.HTML, 502), (Kind.RESET, 502), (Kind.TOO_MANY, 429)],
)
def test_a_v3_in_trouble_is_told_as_such(
    site: Site, platform: Running, path: str, kind: Kind, status: int
) -> None:
    platform.world.faults.add(Fault(kind, origin="v3"))
    page = site.get(path, status=status)
    assert page.links()["Try again"] == path


def test_a_token_that_v3_refuses_is_renewed_once_and_the_page_comes(
    site: Site, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.UNAUTHORIZED, origin="v3", times=1))
    assert "Harbor & Finch" in said(site.get("/account"))


def test_signing_in_goes_on_where_v3_does_not_tell_the_account(
    visitor: Site, platform: Running
) -> None:
    platform.world.faults.add(Fault(Kind.BROKEN, origin="v3", path="/v3/my-account", times=1))
    visitor.sign_in()
    assert visitor.get("/tags").soup.select(".tag-row")


def test_what_was_done_stands_in_the_log(site: Site) -> None:
    site.get("/account")
    site.get("/tags")
    log = said(site.get("/connected-apps/log"))
    assert "Read your account and your role in it" in log
    assert "Read the tags of an account" in log


def test_cookies_are_not_those_of_v4(site: Site) -> None:
    assert all(name.startswith("dashboard-v3-") for name in site.cookies())


def test_privacy_names_nothing_that_v3_never_shows(site: Site) -> None:
    page = said(site.get("/privacy")).casefold()
    for word in ("debrief", "saved view", "invite", "team"):
        assert word not in page


def test_names_are_hidden_in_presentation_mode(site: Site) -> None:
    token = site.get("/account").field("csrf_token")
    site.post("/presentation", {"csrf_token": token, "presenting": "yes"})
    page = site.get("/account")
    assert "Rosalind Achebe" not in said(page)
    assert PUBLIC_URL not in said(page)


def test_nothing_of_it_is_open_but_what_is_open_everywhere(visitor: Site, app: Flask) -> None:
    closed = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in OPEN and "<" not in rule.rule
    ]
    assert {"/", "/account", "/tags", "/services", "/sessions"} <= set(closed)
    for path in closed:
        assert "/sign-in" in visitor.get(path, status=302).headers["Location"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"data": {"id": "a1", "user": {"role": "Chief <b>"}}}, "Your role Chief <b>"),
        ({"data": {"id": "a1", "user": "nobody"}}, "Your role Profile did not tell"),
        ({"data": {"id": "a1"}, "code": 200}, "Name Profile did not tell"),
    ],
)
def test_what_is_not_known_is_shown_and_what_is_absent_is_said_to_be(
    elsewhere: Site, wicked: Wicked, body: dict[str, object], told: str
) -> None:
    wicked.does |= {"/v3/my-account": body, "/v3/account": body}
    assert told in said(elsewhere.get("/account"))


def test_an_account_without_an_id_is_no_account(elsewhere: Site, wicked: Wicked) -> None:
    wicked.does["/v3/my-account"] = {"data": {"name": "X"}}
    elsewhere.get("/account", status=502)


def test_no_token_of_a_named_profile_goes_to_another_one_unasked(valkey: str) -> None:
    env = {"PROFILE_API_VERSION": "v3", "PROFILE_API_URL": "https://profile.test"}
    env |= {"PROFILE_CLIENT_ID": "a", "PROFILE_CLIENT_SECRET": "b", "REDIS_URL": valkey}
    env |= {"PUBLIC_URL": PUBLIC_URL, "SECRET_KEYS": "canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA"}
    assert from_env(env).legacy_url == "https://profile.test"
    assert from_env({**env, "PROFILE_V3_URL": "https://v3.test"}).legacy_url == "https://v3.test"
    del env["PROFILE_API_URL"]
    assert from_env(env).legacy_url == "https://api.profilebehavior.com"
    assert from_env({**env, "PROFILE_API_VERSION": "v4"}).legacy_url == ""
    with pytest.raises(SettingsError, match="use one of v4, v3"):
        from_env({**env, "PROFILE_API_VERSION": "v5"})
