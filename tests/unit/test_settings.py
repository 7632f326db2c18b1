import pytest

from webapp.settings import Settings, SettingsError, from_env

GOOD = {
    "PROFILE_API_URL": "https://api.test",
    "PROFILE_CLIENT_ID": "dashboard",
    "PROFILE_CLIENT_SECRET": "canary-secret",
    "PUBLIC_URL": "https://dashboard.test",
    "REDIS_URL": "redis://:canary-password@127.0.0.1/0",
    "SECRET_KEYS": "canary-key-" + "k" * 32,
}


def read(**changes: str | None) -> Settings:
    env = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return from_env(env)


def test_the_defaults_are_those_of_the_contract() -> None:
    settings = read(PROFILE_API_URL=None)

    assert settings.profile_api_url == "https://vanguard.profilebehavior.com"
    assert settings.client_auth == "client_secret_basic"
    assert settings.scopes == ("profiles:read", "tags:manage", "account:read")
    assert (settings.session_idle_seconds, settings.session_max_seconds) == (3600, 43200)
    assert (settings.bind, settings.threads) == ("127.0.0.1:8000", 8)


def test_the_redirect_uri_follows_from_the_public_url() -> None:
    assert read().redirect_uri == "https://dashboard.test/sign-in/callback"
    assert read(PUBLIC_URL="https://dashboard.test/").redirect_uri == read().redirect_uri


def test_every_missing_setting_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refusal:
        from_env({})

    for name in (
        "PROFILE_CLIENT_ID",
        "PROFILE_CLIENT_SECRET",
        "PUBLIC_URL",
        "REDIS_URL",
        "SECRET_KEYS",
    ):
        assert f"{name} is not set" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "http://dashboard.test"),
        ("PUBLIC_URL", "https://dashboard.test/path"),
        ("PUBLIC_URL", "dashboard.test"),
        ("PROFILE_API_URL", "http://api.test"),
        ("PROFILE_API_URL", "https://name:word@api.test"),
        ("PROFILE_CLIENT_AUTH", "none"),
        ("SECRET_KEYS", "short"),
        ("SECRET_KEYS", "k" * 32 + ",short"),
        ("SECRET_KEYS", ","),
        ("REDIS_URL", "memcached://127.0.0.1"),
        ("SESSION_IDLE_MINUTES", "soon"),
        ("SESSION_MAX_HOURS", "0"),
        ("WORKERS", "-1"),
        ("SESSION_MAX_HOURS", "9" * 30),
        ("BIND", "8000"),
        ("BIND", "nonsense:xyz"),
        ("REDIS_URL", "redis://host:nope"),
        ("PUBLIC_URL", "https://["),
        ("PUBLIC_URL", "https://dashboard.test?"),
        ("PUBLIC_URL", "https://dashboard.test:99999"),
    ],
)
def test_a_weak_or_unreadable_setting_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read(**{name: value})


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_http_is_allowed_on_loopback_only(host: str) -> None:
    assert not read(PUBLIC_URL=f"http://{host}").secure


def test_several_keys_are_kept_in_order() -> None:
    assert read(SECRET_KEYS=f"{'a' * 32}, {'b' * 32}").secret_keys == (b"a" * 32, b"b" * 32)


def test_printing_settings_shows_no_secret() -> None:
    assert "canary" not in repr(read())


@pytest.mark.parametrize(
    "written", ["HTTPS://Dashboard.Test", "https://dashboard.test:443", "https://dashboard.test/"]
)
def test_an_origin_is_taken_in_the_one_form_that_browsers_send(written: str) -> None:
    settings = read(PUBLIC_URL=written)

    assert settings.public_url == "https://dashboard.test"
    assert settings.secure
