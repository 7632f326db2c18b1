"""`webapp register` at the live sandbox: from an empty folder to somebody who is signed in."""

import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values
from redis import Redis

from sandbox.server import Running
from tests.support.platform import PUBLIC_URL
from tests.support.registration import Desk
from tests.support.site import Site
from webapp import create_app
from webapp.settings import from_env

SCOPES = {"profiles:read", "profiles:write", "tags:manage", "account:read", "account:write"}


@pytest.fixture
def at_sandbox(desk: Desk, platform: Running) -> Desk:
    desk.env["PROFILE_API_URL"] = platform.api_url
    return desk


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_somebody_signs_in_with_nothing_but_what_was_written(
    at_sandbox: Desk, valkey: str, redis: Redis, method: str
) -> None:
    at_sandbox.file.write_text(f"REDIS_URL={valkey}\nPROFILE_CLIENT_AUTH={method}\n")

    typed = at_sandbox.register()

    assert typed.code == 0, typed.said
    assert "webapp check" in typed.said
    assert "Still to be set" not in typed.said
    site = Site(create_app(from_env(at_sandbox.written())))
    site.sign_in(scope="profiles:write account:write")
    assert "Harbor" in site.get("/team").html


def test_the_client_is_registered_as_the_dashboard_needs_it(
    at_sandbox: Desk, platform: Running
) -> None:
    assert at_sandbox.register("--name", "Ours & yours").code == 0

    written = at_sandbox.written()
    client = platform.world.clients[written["PROFILE_CLIENT_ID"]]
    assert client.name == "Ours & yours"
    assert client.redirect_uris == (f"{PUBLIC_URL}/sign-in/callback",)
    assert client.auth_methods == ("client_secret_basic",)
    assert set(client.scopes) == SCOPES
    assert written["PROFILE_CLIENT_SECRET"] == client.client_secret
    assert written["PROFILE_API_URL"] == platform.api_url
    assert written["PUBLIC_URL"] == PUBLIC_URL
    assert written["PROFILE_CLIENT_AUTH"] == "client_secret_basic"
    assert stat.S_IMODE(at_sandbox.file.stat().st_mode) == 0o600
    assert at_sandbox.left_behind() == {".env"}


def test_what_is_still_missing_is_named(at_sandbox: Desk) -> None:
    said = at_sandbox.register().said

    assert "REDIS_URL is not set" in said
    assert "SECRET_KEYS" in said.splitlines()[1], "drawn, and said so"
    assert "SECRET_KEYS is not set" not in said


def test_keys_that_lie_in_a_file_are_kept_and_a_secret_that_did_is_told(
    at_sandbox: Desk, tmp_path: Path
) -> None:
    """The new secret goes into the settings file; which of the two counts is for people to say."""
    (tmp_path / "keys").write_text("canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA")
    (tmp_path / "old").write_text("canary-old-secret")
    files = {"SECRET_KEYS_FILE": "keys", "PROFILE_CLIENT_SECRET_FILE": "old"}

    said = at_sandbox.register(**files).said

    assert "SECRET_KEYS" not in at_sandbox.written()
    assert "PROFILE_CLIENT_SECRET_FILE names a file that is not needed" in said


def test_addresses_may_be_given_with_the_command(at_sandbox: Desk, platform: Running) -> None:
    at_sandbox.env = {}

    typed = at_sandbox.register(
        *("--api-url", platform.api_url, "--public-url", "https://dashboard.test/"),
        *("--file", "other.env"),
    )

    assert typed.code == 0
    assert at_sandbox.left_behind() == {"other.env"}
    assert "put other.env there" in typed.said
    written = dotenv_values("other.env")
    assert written["PUBLIC_URL"] == "https://dashboard.test"
    client = platform.world.clients[str(written["PROFILE_CLIENT_ID"])]
    assert client.redirect_uris == ("https://dashboard.test/sign-in/callback",)
    assert client.about.uri == "https://dashboard.test"


def test_a_dry_run_shows_the_request_and_sends_it_nowhere(
    at_sandbox: Desk, platform: Running
) -> None:
    before = set(platform.world.clients)

    typed = at_sandbox.register("--dry-run")

    assert typed.code == 0
    assert f'"{PUBLIC_URL}/sign-in/callback"' in typed.said
    assert "/oauth/register" in typed.said
    assert set(platform.world.clients) == before
    assert at_sandbox.left_behind() == set()


def test_a_refusal_of_the_sandbox_is_told_with_its_own_words(
    at_sandbox: Desk, platform: Running
) -> None:
    typed = at_sandbox.register(PROFILE_SCOPES="profiles:read made:up")

    assert typed.code == 1
    assert "“invalid_client_metadata”" in typed.said
    assert "Its own words: A scope is unknown." in typed.said
    assert at_sandbox.left_behind() == set()


def test_what_the_environment_overrules_is_named(at_sandbox: Desk) -> None:
    said = at_sandbox.register("--force", PROFILE_CLIENT_ID="earlier").said

    assert "The environment sets PROFILE_CLIENT_ID to something else" in said


def test_plain_http_is_for_this_machine_alone(at_sandbox: Desk) -> None:
    typed = at_sandbox.register("--public-url", "http://dashboard.test")

    assert typed.code == 1
    assert "PUBLIC_URL is “http://dashboard.test”" in typed.said
