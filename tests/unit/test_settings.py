import secrets
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

from tests.support.readme import settings_named
from webapp.settings import WEAKNESSES, Settings, SettingsError, from_env

KEY = "canary-7dKq2XwVb9RzM4nTf6LhJs1Yp8Gc3EuA"
OTHER_KEY = "canary-q5Zr8Nv2Hc7Tm4Wd9Kx1Lb6Pj3Sf0Gy"
GOOD = {
    "PROFILE_API_URL": "https://api.test",
    "PROFILE_CLIENT_ID": "dashboard",
    "PROFILE_CLIENT_SECRET": "canary-secret",
    "PUBLIC_URL": "https://dashboard.test",
    "REDIS_URL": "redis://:canary-password@127.0.0.1/0",
    "SECRET_KEYS": KEY,
}


def read(**changes: str | None) -> Settings:
    env = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return from_env(env)


def refusal(**changes: str) -> str:
    with pytest.raises(SettingsError) as refused:
        read(**changes)
    return str(refused.value)


def test_the_defaults_are_those_of_the_contract() -> None:
    settings = read(PROFILE_API_URL=None)

    assert settings.profile_api_url == "https://vanguard.profilebehavior.com"
    assert settings.client_auth == "client_secret_basic"
    assert settings.scopes == ("profiles:read", "tags:manage", "account:read")
    assert (settings.session_idle_seconds, settings.session_max_seconds) == (3600, 43200)
    assert (settings.sign_ins_per_minute, settings.trusted_proxies) == (300, 0)
    assert (settings.bind, settings.threads) == ("127.0.0.1:8000", 8)
    assert (settings.log_format, settings.log_level) == ("json", "WARNING")
    assert settings.allow_weak == frozenset()


def test_the_redirect_uri_follows_from_the_public_url() -> None:
    assert read().redirect_uri == "https://dashboard.test/sign-in/callback"
    assert read(PUBLIC_URL="https://dashboard.test/").redirect_uri == read().redirect_uri


def test_every_missing_setting_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        from_env({})

    for name in (
        "PROFILE_CLIENT_ID",
        "PROFILE_CLIENT_SECRET",
        "PUBLIC_URL",
        "REDIS_URL",
        "SECRET_KEYS",
    ):
        assert f"{name} is not set" in str(refused.value)


def test_the_example_file_as_it_is_starts_nothing() -> None:
    with pytest.raises(SettingsError, match="SECRET_KEYS"):
        from_env({name: value or "" for name, value in dotenv_values(".env.example").items()})


class Asked(dict[str, str]):
    """An environment that remembers what was read."""

    def __init__(self) -> None:
        super().__init__(GOOD)
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)


def test_the_readme_has_every_setting_and_no_other() -> None:
    asked = Asked()
    from_env(asked)

    assert settings_named() == asked.names - {"FLASK_DEBUG"}


def test_the_operator_reads_of_every_weakness() -> None:
    guide = Path("docs/operating.md").read_text()

    assert [name for name in WEAKNESSES if f"| `{name}` |" not in guide] == []


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
        ("SECRET_KEYS", f"{KEY},short"),
        ("SECRET_KEYS", f"{KEY},change-me-change-me-to-something-long"),
        ("SECRET_KEYS", ","),
        ("SECRET_KEYS", f"{KEY},"),
        ("SECRET_KEYS", "four quite common words in a row here"),
        ("REDIS_URL", "rediss://redis.test?ssl_cert_reqs=none"),
        ("REDIS_URL", "rediss+sentinel://a.test,b.test/name?ssl_check_hostname=false"),
        ("SESSION_MAX_HOURS", "721"),
        ("SESSION_IDLE_MINUTES", "43201"),
        ("REDIS_URL", "memcached://127.0.0.1"),
        ("SESSION_IDLE_MINUTES", "soon"),
        ("SESSION_MAX_HOURS", "0"),
        ("WORKERS", "-1"),
        ("SESSION_MAX_HOURS", "9" * 30),
        ("SIGN_INS_PER_MINUTE", "0"),
        ("TRUSTED_PROXIES", "10"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "10.0.0.0/8"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
        ("ALLOW_WEAK", "everything"),
        ("ALLOW_WEAK", "debug,missing-secrets"),
        ("FLASK_DEBUG", "1"),
        ("BIND", "8000"),
        ("METRICS_BIND", "9464"),
        ("BIND", "nonsense:xyz"),
        ("REDIS_URL", "redis://host:nope"),
        ("PUBLIC_URL", "https://["),
        ("PUBLIC_URL", "https://dashboard.test?"),
        ("PUBLIC_URL", "https://dashboard.test:99999"),
    ],
)
def test_a_weak_or_unreadable_setting_is_refused_by_name(name: str, value: str) -> None:
    assert name in refusal(**{name: value})


@pytest.mark.parametrize(
    "key",
    [
        "change-me-to-a-long-random-text-0123",
        "CHANGEME-CHANGEME-CHANGEME-CHANGEME!",
        "your-secret-keys-come-here-x8f2b71qpz",
        "a" * 48,
        "ab" * 24,
        "1121221112122211121211221212112211",
        "0123456789" * 4,
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ",
        "9876543210zyxwvutsrqponmlkjihgfedcba",
        "u7Qz2mXk9Ra" * 3 + "u7Qz",
        "aaaabbbbccccddddeeeeffffgggghhhhiiiijjjj",
    ],
)
def test_a_key_that_was_typed_or_copied_is_refused(key: str) -> None:
    assert "example-keys" in refusal(SECRET_KEYS=key)


@pytest.mark.parametrize("draw", [secrets.token_urlsafe, secrets.token_hex])
@pytest.mark.parametrize("size", [24, 32, 48])
def test_a_key_that_was_drawn_is_taken(draw: type, size: int) -> None:
    for _ in range(20):
        read(SECRET_KEYS=draw(size))


@pytest.mark.parametrize("value", ["1", "true", "on", "yes", " "])
def test_debugging_is_refused_however_it_is_switched_on(value: str) -> None:
    assert "FLASK_DEBUG" in refusal(FLASK_DEBUG=value)


@pytest.mark.parametrize("value", ["", "0", "false", "No"])
def test_debugging_that_is_off_is_no_matter(value: str) -> None:
    assert read(FLASK_DEBUG=value).accepted == ()


@pytest.mark.parametrize(
    ("name", "weak"),
    [
        ("short-keys", {"SECRET_KEYS": "short"}),
        ("example-keys", {"SECRET_KEYS": "change-me " * 4}),
        ("plain-http", {"PUBLIC_URL": "http://dashboard.test"}),
        ("debug", {"FLASK_DEBUG": "1"}),
        ("unverified-redis", {"REDIS_URL": "rediss://redis.test?ssl_cert_reqs=none"}),
    ],
)
def test_a_weakness_can_be_accepted_by_its_name_and_is_told(
    name: str, weak: dict[str, str]
) -> None:
    others = set(WEAKNESSES) - {name}

    assert f"put {name} into ALLOW_WEAK" in refusal(**weak, ALLOW_WEAK=",".join(others))

    settings = read(**weak, ALLOW_WEAK=f" {name} ")
    assert settings.allow_weak == {name}
    assert len(settings.accepted) == 1
    assert settings.accepted[0].split()[0] in weak


def test_a_missing_secret_cannot_be_accepted() -> None:
    every = ",".join(WEAKNESSES)

    assert "SECRET_KEYS is not set" in refusal(SECRET_KEYS="", ALLOW_WEAK=every)
    assert "SECRET_KEYS holds an empty key" in refusal(SECRET_KEYS=f"{KEY},", ALLOW_WEAK=every)
    assert "PROFILE_API_URL" in refusal(PROFILE_API_URL="http://api.test", ALLOW_WEAK=every)


def test_accepting_what_is_not_there_is_no_matter() -> None:
    assert read(ALLOW_WEAK="debug,evicting-redis").accepted == ()


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_http_is_allowed_on_loopback_only(host: str) -> None:
    assert not read(PUBLIC_URL=f"http://{host}").secure


def test_several_keys_are_kept_in_order() -> None:
    settings = read(SECRET_KEYS=f"{KEY}, {OTHER_KEY}")

    assert settings.secret_keys == (KEY.encode(), OTHER_KEY.encode())


def test_printing_settings_or_refusing_them_shows_no_secret() -> None:
    assert "canary" not in repr(read())
    assert "canary" not in refusal(SECRET_KEYS="canary-short", FLASK_DEBUG="1", WORKERS="no")
    assert "canary" not in refusal(REDIS_URL="redis://:canary-password@host:nope")


@pytest.mark.parametrize(
    "written", ["HTTPS://Dashboard.Test", "https://dashboard.test:443", "https://dashboard.test/"]
)
def test_an_origin_is_taken_in_the_one_form_that_browsers_send(written: str) -> None:
    settings = read(PUBLIC_URL=written)

    assert settings.public_url == "https://dashboard.test"
    assert settings.secure


@pytest.mark.parametrize(
    "url",
    [
        "http://grants.test/g",
        "https://grants.test",
        "https://u@grants.test/g",
        "https://g.test/g?a=1",
    ],
)
def test_a_list_of_apps_where_no_token_may_go_is_refused(url: str) -> None:
    assert "PROFILE_GRANTS_URL" in refusal(PROFILE_GRANTS_URL=url)
    assert read(PROFILE_GRANTS_URL="https://grants.test/g").grants_url == "https://grants.test/g"


@pytest.mark.parametrize("off", ["off", "OFF", "", " "])
def test_metrics_are_on_loopback_unless_they_are_switched_off(off: str) -> None:
    assert read().metrics_bind.startswith("127.0.0.1:")
    assert read(METRICS_BIND=off).metrics_bind == ""


@pytest.mark.parametrize("bind", [{}, {"BIND": "0.0.0.0:8000"}, {"BIND": "127.0.0.1:8000"}])
def test_metrics_are_never_where_browsers_come(bind: dict[str, str]) -> None:
    assert "METRICS_BIND" in refusal(**bind, METRICS_BIND="127.0.0.1:8000")
