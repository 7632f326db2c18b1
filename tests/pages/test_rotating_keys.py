"""Several processes of one dashboard while its keys are changed: nobody is signed out by it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from redis import Redis

from tests.support import consent
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.valkey import alive
from webapp import create_app
from webapp.auth.browser_session import current_session
from webapp.auth.signed_in import SignedIn
from webapp.settings import Settings

OLD, NEW = b"old-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA", b"new-x8Lb2KdRj0vWm4YqTz7Hn5Gf1Pc9EuAs"

Dashboard = Callable[..., Flask]


@pytest.fixture
def dashboard(settings: Settings, redis: Redis) -> Dashboard:
    """A process with these keys; all share one Redis."""
    return lambda *keys: create_app(replace(settings, secret_keys=keys))


def same_browser(site: Site, app: Flask) -> Site:
    """The browser, answered by another process."""
    other = Site(app)
    for name, value in site.cookies().items():
        other.client.set_cookie(name, value, domain="127.0.0.1")
    return other


def renew_tokens(site: Site) -> None:
    """Have this process renew what the browser's session stands on."""
    cookie = "; ".join(f"{name}={value}" for name, value in site.cookies().items())
    with site.app.test_request_context(base_url=PUBLIC_URL, headers={"Cookie": cookie}):
        person = SignedIn.read(current_session())
        assert person is not None
        keeper = site.app.extensions["services"].keeper(person.connection.token_key)
        keeper.renew(keeper.access_token())


def test_a_session_under_a_key_that_is_not_here_is_not_over(dashboard: Dashboard) -> None:
    ahead = Site(dashboard(NEW, OLD))
    ahead.sign_in()
    behind = same_browser(ahead, dashboard(OLD))

    page = behind.get("/team", status=503)

    assert "You have not been signed out" in page.text
    assert page.headers["Retry-After"] == "5"
    assert "Set-Cookie" not in page.headers
    ahead.get("/team")


def test_tokens_under_a_key_that_is_not_here_are_not_over(dashboard: Dashboard) -> None:
    """The session is older than the new key, and another process has renewed its tokens."""
    behind = Site(dashboard(OLD))
    behind.sign_in()
    ahead = same_browser(behind, dashboard(NEW, OLD))
    renew_tokens(ahead)

    page = behind.get("/team", status=503)

    assert "Set-Cookie" not in page.headers
    ahead.get("/team")


def test_a_sign_in_under_a_key_that_is_not_here_is_not_spent(dashboard: Dashboard) -> None:
    ahead = Site(dashboard(NEW, OLD))
    callback = consent.answer(ahead.begin_sign_in())

    same_browser(ahead, dashboard(OLD)).finish_sign_in(callback, status=503)

    ahead.finish_sign_in(callback)
    ahead.get("/team")


def test_a_cookie_that_somebody_made_up_is_a_strangers(dashboard: Dashboard) -> None:
    Site(dashboard(NEW)).sign_in()
    stranger = Site(dashboard(OLD))
    stranger.client.set_cookie("dashboard-session", "x" * 43, domain="127.0.0.1")

    assert stranger.get("/team", status=302).headers["Location"].startswith("/sign-in")


def test_whoever_signs_out_leaves_nothing_whatever_key_is_missing(
    dashboard: Dashboard, redis: Redis
) -> None:
    behind = Site(dashboard(OLD))
    behind.sign_in()
    token = behind.get("/team").field("csrf_token")
    renew_tokens(same_browser(behind, dashboard(NEW, OLD)))

    behind.post("/sign-out", {"csrf_token": token})

    assert alive(redis, "session") == alive(redis, "tokens") == []


@pytest.mark.parametrize(
    ("these", "those"),
    [
        ((OLD,), (OLD, NEW)),
        ((OLD, NEW), (NEW, OLD)),
    ],
    ids=["while the new key is added last", "while it is moved to the front"],
)
@pytest.mark.parametrize("turned", [False, True], ids=["there", "back"])
def test_a_key_that_is_added_last_and_then_moved_first_is_noticed_by_nobody(
    dashboard: Dashboard, these: tuple[bytes, ...], those: tuple[bytes, ...], turned: bool
) -> None:
    one, other = (those, these) if turned else (these, those)
    site = Site(dashboard(*one))
    site.sign_in()
    elsewhere = same_browser(site, dashboard(*other))

    elsewhere.get("/team")
    renew_tokens(elsewhere)
    site.get("/team")
