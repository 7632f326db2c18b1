"""Who may reach what: every route is in exactly one list, and a new one fails until it is."""

from collections.abc import Callable

import pytest
from flask import Flask

from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from webapp.guard import PASSIVE
from webapp.metrics.instruments import MOST_KINDS

SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"
PARAMETERS = {
    "profile_id": SOMEBODY,
    "filename": "app.css",
    "view_id": "0123456789abcdef",
    "change_id": "0123456789abcdef",
    "tag_id": "66a1f0c2b7d8e9002c3a4b5d",
    "key": "0123456789abcdef",
    "name": "0123456789abcdef0123456789abcdef",
    "draft_id": "0123456789abcdef",
    "choice_id": "0123456789abcdef",
    "alias_id": "66a1f0c2b7d8e9003c3a4b5d",
    "file_id": "0123456789abcdef",
    "batch_id": "0123456789abcdef",
}

OPEN = {
    ("GET", "/static/<path:filename>"),
    ("GET", "/livez"),
    ("GET", "/readyz"),
    ("GET", "/readyz/process"),
    ("GET", "/metrics"),
    ("GET", "/sign-in"),
    ("GET", "/sign-in/callback"),
    ("GET", "/privacy"),
    ("POST", "/sign-in"),
}
ASKED_BY_OPEN_PAGES = {("GET", "/sessions/time")}
SIGNED_IN = {
    ("GET", "/"),
    ("GET", "/account"),
    ("GET", "/sessions"),
    ("GET", "/services"),
    ("GET", "/services/now"),
    ("POST", "/services"),
    ("POST", "/sessions/end"),
    ("POST", "/sessions/end-others"),
    ("POST", "/sessions/stay"),
    ("POST", "/connections/switch"),
    ("POST", "/connections/end"),
    ("POST", "/presentation"),
    ("GET", "/team/views"),
    ("GET", "/team/views/<view_id>"),
    ("POST", "/team/views/<view_id>/rename"),
    ("POST", "/team/views/<view_id>/delete"),
    ("POST", "/team/views/default"),
    ("POST", "/sign-out"),
    ("GET", "/go-on/<name>"),
    ("GET", "/connected-apps"),
    ("GET", "/connected-apps/<key>"),
    ("GET", "/connected-apps/<key>/revoke"),
    ("GET", "/connected-apps/others/revoke"),
    ("GET", "/connected-apps/revocations/<name>"),
    ("GET", "/connected-apps/revocations/<name>/now"),
    ("GET", "/invites"),
    ("GET", "/invites/link"),
    ("GET", "/connected-apps/log"),
    ("GET", "/connected-apps/log.json"),
    ("GET", "/connected-apps/log.csv"),
    ("GET", "/invites/new"),
    ("POST", "/invites/new"),
    ("GET", "/invites/drafts/<draft_id>"),
    ("GET", "/invites/batches"),
    ("GET", "/invites/batches/<batch_id>"),
    ("GET", "/invites/batches/<batch_id>/now"),
}
SCOPED = {
    ("POST", "/account/preferences"): "account:write",
    ("GET", "/account/logo"): "account:read",
    ("POST", "/account/logo"): "account:write",
    ("GET", "/account/logo/drafts/<draft_id>"): "account:write",
    ("GET", "/account/logo/drafts/<draft_id>/picture"): "account:write",
    ("POST", "/account/logo/drafts/<draft_id>"): "account:write",
    ("GET", "/account/logo/remove"): "account:write",
    ("POST", "/account/logo/remove"): "account:write",
    ("POST", "/account/logo/former/<draft_id>"): "account:write",
    ("GET", "/team"): "profiles:read",
    ("GET", "/team/map"): "profiles:read",
    ("GET", "/team/export.csv"): "profiles:read",
    ("GET", "/team/export.json"): "profiles:read",
    ("GET", "/team/compare"): "profiles:read",
    ("GET", "/team/<profile_id>"): "profiles:read",
    ("GET", "/team/<profile_id>/debrief"): "profiles:read",
    ("GET", "/team/<profile_id>/debrief/now"): "profiles:read",
    ("POST", "/team/<profile_id>/debrief"): "profiles:read",
    ("GET", "/team/<profile_id>/edit"): "profiles:read",
    ("POST", "/team/<profile_id>/edit"): "profiles:write",
    ("GET", "/team/<profile_id>/delete"): "profiles:read",
    ("POST", "/team/<profile_id>/delete"): "profiles:write",
    ("GET", "/team/<profile_id>/deleted"): "profiles:read",
    ("GET", "/team/<profile_id>/tags"): "tags:manage",
    ("POST", "/team/<profile_id>/tags"): "tags:manage",
    ("POST", "/team/views"): "profiles:read",
    ("POST", "/team/views/<view_id>/seen"): "profiles:read",
    ("GET", "/tags/<tag_id>"): "tags:manage",
    ("GET", "/tags/<tag_id>/candidates"): "tags:manage",
    ("POST", "/tags/<tag_id>/add"): "tags:manage",
    ("POST", "/tags/<tag_id>/remove"): "tags:manage",
    ("GET", "/tags"): "tags:manage",
    ("POST", "/tags"): "tags:manage",
    ("GET", "/tags/new"): "tags:manage",
    ("GET", "/tags/<tag_id>/edit"): "tags:manage",
    ("POST", "/tags/<tag_id>/edit"): "tags:manage",
    ("GET", "/tags/<tag_id>/delete"): "tags:manage",
    ("POST", "/tags/<tag_id>/delete"): "tags:manage",
    ("GET", "/tags/changes"): "tags:manage",
    ("GET", "/tags/changes/<change_id>"): "tags:manage",
    ("GET", "/tags/changes/<change_id>/now"): "tags:manage",
    ("POST", "/tags/people"): "profiles:read",
    ("GET", "/tags/people/<choice_id>"): "tags:manage",
    ("POST", "/tags/people/<choice_id>"): "tags:manage",
    ("POST", "/tags/changes/<change_id>/continue"): "tags:manage",
    ("POST", "/tags/changes/<change_id>/undo"): "tags:manage",
    ("GET", "/invites/<profile_id>/resend"): "profiles:read",
    ("POST", "/invites/<profile_id>/resend"): "profiles:write",
    ("GET", "/invites/<profile_id>/cancel"): "profiles:read",
    ("POST", "/invites/<profile_id>/cancel"): "profiles:write",
    ("POST", "/invites/link"): "profiles:write",
    ("POST", "/connected-apps/revoke"): "account:write",
    ("GET", "/account/aliases"): "account:read",
    ("POST", "/account/aliases"): "account:write",
    ("GET", "/account/aliases/new"): "account:read",
    ("GET", "/account/aliases/people"): "account:read",
    ("GET", "/account/aliases/export.csv"): "account:read",
    ("GET", "/account/aliases/<alias_id>/edit"): "account:read",
    ("POST", "/account/aliases/<alias_id>/edit"): "account:write",
    ("GET", "/account/aliases/<alias_id>/delete"): "account:read",
    ("POST", "/account/aliases/<alias_id>/delete"): "account:write",
    ("GET", "/account/aliases/import"): "account:read",
    ("POST", "/account/aliases/import"): "account:read",
    ("GET", "/account/aliases/import/<file_id>"): "account:read",
    ("POST", "/account/aliases/import/<file_id>"): "account:write",
    ("GET", "/account/aliases/imports/<batch_id>"): "account:read",
    ("GET", "/account/aliases/imports/<batch_id>/now"): "account:read",
    ("GET", "/account/aliases/imports/<batch_id>/result.csv"): "account:read",
    ("POST", "/account/aliases/imports/<batch_id>/continue"): "account:write",
    ("GET", "/team/<profile_id>/own-ids"): "account:read",
    ("POST", "/connected-apps/revocations/<name>/again"): "account:write",
    ("POST", "/invites/drafts/<draft_id>"): "profiles:write",
    ("POST", "/invites/batches/<batch_id>/continue"): "profiles:write",
    ("POST", "/invites/batches/<batch_id>/tags"): "tags:manage",
}


GUARDED_FORMS = sorted(rule for method, rule in {*SIGNED_IN, *SCOPED} if method == "POST")


def routes(app: Flask) -> list[tuple[str, str]]:
    """Method and rule of every route."""
    return [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]


def address(rule: str) -> str:
    for name, value in PARAMETERS.items():
        rule = rule.replace(f"<path:{name}>", value).replace(f"<{name}>", value)
    return rule


def test_every_route_is_in_exactly_one_list_of_expected_access(app: Flask) -> None:
    listed = [*OPEN, *ASKED_BY_OPEN_PAGES, *SIGNED_IN, *SCOPED]

    assert sorted(routes(app)) == sorted(listed)
    assert len(listed) == len(set(listed))


def test_an_address_answers_with_one_method_or_with_get_and_post(app: Flask) -> None:
    assert {method for method, _ in routes(app)} == {"GET", "POST"}


def test_every_route_is_counted_by_its_own_name_however_it_is_answered(app: Flask) -> None:
    """Of 2xx to 5xx each; what is at no route is of three methods, and what is shed is 5xx."""
    assert len(routes(app)) * 4 + 3 * 4 + 3 <= MOST_KINDS


@pytest.mark.parametrize(
    "rule", sorted(rule for method, rule in {*SCOPED, *SIGNED_IN} if method == "GET")
)
def test_without_a_session_a_page_leads_to_sign_in(visitor: Site, rule: str) -> None:
    path = address(rule)

    assert visitor.get(path, status=302).headers["Location"].startswith("/sign-in")
    answer = visitor.client.get(path, base_url=PUBLIC_URL, headers=PARTIAL)
    assert answer.headers["HX-Redirect"].startswith("/sign-in")
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize("rule", GUARDED_FORMS)
def test_without_a_session_a_form_is_answered_by_the_news_and_does_nothing(
    visitor: Site, platform: Running, rule: str
) -> None:
    """Signing out is no exception: it finds nothing to end, and leads to sign-in."""
    status = 303 if rule == "/sign-out" else 401
    platform.world.witness.clear()

    visitor.post(address(rule), {"csrf_token": "0" * 128}, status=status)

    assert platform.world.witness.arrivals() == []


def test_what_an_open_page_asks_is_answered_without_a_session_but_says_nothing(
    visitor: Site,
) -> None:
    page = visitor.partial("/sessions/time")

    assert "Your session has ended" in page.text
    assert "Harbor" not in page.html


@pytest.mark.parametrize("rule", sorted(rule for _, rule in OPEN if "static" not in rule))
def test_an_open_address_answers_without_a_session(visitor: Site, rule: str) -> None:
    answer = visitor.client.get(rule, base_url=PUBLIC_URL)

    assert answer.status_code in (200, 400)
    assert "Location" not in answer.headers


@pytest.mark.parametrize(("route", "scope"), sorted(SCOPED.items()))
def test_without_its_scope_a_page_asks_the_platform_nothing(
    visitor: Site, platform: Running, route: tuple[str, str], scope: str
) -> None:
    visitor.sign_in(Consent(denied={scope}))
    platform.world.witness.clear()

    if route[0] == "GET":
        page = visitor.get(address(route[1]), status=403)
    else:
        token = visitor.get("/sessions").field("csrf_token")
        page = visitor.post(address(route[1]), {"csrf_token": token}, status=403)

    assert f"scope={scope}" in page.links()["Allow it"]
    assert platform.world.witness.arrivals("/api") == []


UNSAFE = sorted(rule for method, rule in {*OPEN, *SIGNED_IN, *SCOPED} if method == "POST")

FOREIGN = {
    "another origin": {"Origin": "https://evil.test"},
    "no origin at all": {"Origin": "null"},
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a sibling site": {"Sec-Fetch-Site": "same-site"},
    "another origin that claims to be the same site": {
        "Origin": "https://evil.test",
        "Sec-Fetch-Site": "same-origin",
    },
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("rule", UNSAFE)
def test_a_form_of_another_site_is_refused_and_nothing_is_sent(
    site: Site, platform: Running, rule: str, headers: dict[str, str]
) -> None:
    token = site.get("/team").field("csrf_token")
    platform.world.witness.clear()

    site.post(address(rule), {"csrf_token": token}, status=403, headers=headers)

    assert platform.world.witness.arrivals() == []
    assert site.get("/team")


WRONG_TOKENS: dict[str, Callable[[Site], dict[str, str]]] = {
    "no token": lambda _: {},
    "an empty token": lambda _: {"csrf_token": ""},
    "a made-up token": lambda _: {"csrf_token": "0" * 128},
    "another session's token": lambda other: {"csrf_token": other.get("/team").field("csrf_token")},
}


@pytest.mark.parametrize("form", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
@pytest.mark.parametrize("rule", GUARDED_FORMS)
def test_a_form_without_this_sessions_token_is_refused_and_nothing_is_sent(
    site: Site, platform: Running, rule: str, form: Callable[[Site], dict[str, str]]
) -> None:
    other = Site(site.app)
    other.sign_in()
    wrong = form(other)
    platform.world.witness.clear()

    site.post(address(rule), wrong, status=403)

    assert platform.world.witness.arrivals() == []
    assert site.get("/team")


def test_what_open_pages_ask_by_themselves_is_named_and_only_read(app: Flask) -> None:
    """It does not extend the session; a person's own act must."""
    passive = [rule for rule in app.url_map.iter_rules() if rule.endpoint in PASSIVE]

    assert {rule.rule for rule in passive} == {
        "/sessions/time",
        "/services/now",
        "/team/<profile_id>/debrief/now",
        "/tags/changes/<change_id>/now",
        "/connected-apps/revocations/<name>/now",
        "/account/aliases/imports/<batch_id>/now",
        "/invites/batches/<batch_id>/now",
    }
    assert all("POST" not in (rule.methods or set()) for rule in passive)


def test_the_unsafe_routes_are_those_that_the_tests_above_know(app: Flask) -> None:
    assert sorted(rule for method, rule in routes(app) if method == "POST") == UNSAFE
