import pytest

from webapp.auth.metadata import AuthorizationServer
from webapp.registration.errors import NotOffered, RegistrationError
from webapp.registration.request import requested
from webapp.registration.values import Wish
from webapp.registration.wishing import wished

ENV = {"PUBLIC_URL": "https://dashboard.test"}
SCOPES = "profiles:read tags:manage account:read profiles:write account:write"


def server(**changes: object) -> AuthorizationServer:
    return AuthorizationServer(
        issuer="https://login.test",
        authorization_endpoint="https://login.test/authorize",
        token_endpoint="https://login.test/token",
        **{"registration_endpoint": "https://login.test/register", **changes},  # type: ignore[arg-type]
    )


def wish(**env: str) -> Wish:
    return wished({**ENV, **env}, "Dashboard")


def refusal(name: str = "Dashboard", **env: str) -> str:
    with pytest.raises(RegistrationError) as refused:
        wished({**ENV, **env}, name)
    assert "canary" not in str(refused.value)
    return str(refused.value)


def test_all_that_the_dashboard_may_ever_ask_for_is_asked_for_once() -> None:
    assert requested(wish(), server()).metadata == {
        "client_name": "Dashboard",
        "redirect_uris": ["https://dashboard.test/sign-in/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "client_secret_basic",
        "scope": SCOPES,
        "client_uri": "https://dashboard.test",
    }
    more = requested(wish(PROFILE_SCOPES="own:scope profiles:read"), server()).metadata["scope"]
    assert sorted(str(more).split()) == sorted(["own:scope", *SCOPES.split()])


def test_a_site_that_only_this_machine_reaches_is_not_named() -> None:
    assert (
        "client_uri" not in requested(wish(PUBLIC_URL="http://127.0.0.1:8000"), server()).metadata
    )


def test_the_platform_is_profile_unless_another_is_named() -> None:
    assert wish().api_url == "https://vanguard.profilebehavior.com"


def test_all_that_is_wrong_is_named_at_once() -> None:
    said = refusal(
        PUBLIC_URL="",
        PROFILE_API_URL="http://api.test",
        PROFILE_CLIENT_AUTH="none",
        PROFILE_INITIAL_ACCESS_TOKEN="canary with blanks",
        name="two\nlines",
    )

    for name in (
        "PUBLIC_URL",
        "PROFILE_API_URL",
        "PROFILE_CLIENT_AUTH",
        "initial access",
        "--name",
    ):
        assert name in said


@pytest.mark.parametrize(
    "url", ["http://dashboard.test", "https://a.test/path", "ftp://a.test", "https://a\x1b.test"]
)
def test_people_come_back_over_https_or_on_this_machine(url: str) -> None:
    assert "PUBLIC_URL" in refusal(PUBLIC_URL=url)
    assert "PUBLIC_URL" in refusal(PUBLIC_URL=url, ALLOW_WEAK="plain-http")


def test_a_server_that_registers_nobody_leads_to_what_to_ask_for() -> None:
    with pytest.raises(NotOffered) as refused:
        requested(wish(), server(registration_endpoint=None))

    assert refused.value.exit_code == 3
    for said in (
        *("https://dashboard.test/sign-in/callback", "confidential", "client_secret_basic"),
        *("authorization_code, refresh_token", SCOPES, "support"),
    ):
        assert said in str(refused.value)


@pytest.mark.parametrize("url", ["http://login.test/register", "https://a b.test/", "https:///x"])
def test_nothing_is_sent_where_a_secret_must_not_travel(url: str) -> None:
    with pytest.raises(RegistrationError, match="not https"):
        requested(wish(), server(registration_endpoint=url))


@pytest.mark.parametrize(
    ("chosen", "supported", "sent"),
    [
        ("", None, "client_secret_basic"),
        ("", ["none", "client_secret_post"], "client_secret_post"),
        ("", ["client_secret_post", "client_secret_basic"], "client_secret_basic"),
        ("client_secret_post", None, "client_secret_post"),
        ("client_secret_post", ["client_secret_basic"], None),
        ("", ["none", "private_key_jwt"], None),
        ("", [], None),
    ],
)
def test_the_client_proves_itself_as_both_sides_can(
    chosen: str, supported: list[str] | None, sent: str | None
) -> None:
    there = server(token_endpoint_auth_methods_supported=supported)
    if sent is None:
        with pytest.raises(RegistrationError, match="does not take"):
            requested(wish(PROFILE_CLIENT_AUTH=chosen), there)
    else:
        assert requested(wish(PROFILE_CLIENT_AUTH=chosen), there).client_auth == sent
