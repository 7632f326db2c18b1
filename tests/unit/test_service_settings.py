"""Client credentials of services: all of one service's, or none of them."""

import pytest

from tests.unit.test_settings import read, refusal

M2M = {"PROFILE_M2M_CLIENT_ID": "jobs", "PROFILE_M2M_CLIENT_SECRET": "canary-m2m"}
V3 = {"PROFILE_V3_CLIENT_ID": "old", "PROFILE_V3_CLIENT_SECRET": "canary-v3"}
PERSONIFY = {
    "PERSONIFY_CLIENT_ID": "shows",
    "PERSONIFY_CLIENT_SECRET": "canary-personify",
    "PERSONIFY_TENANT_ID": "tenant-7",
    "PERSONIFY_API_URL": "https://shows.test",
}
ALL = {**M2M, **V3, **PERSONIFY}


def test_without_any_no_service_is_configured() -> None:
    services = read().services

    assert (services.profile_v4, services.profile_v3, services.personify) == (None, None, None)


def test_each_service_is_configured_by_its_own_settings() -> None:
    services = read(**ALL, PROFILE_M2M_AUTH="basic", PERSONIFY_EVENT_ID="ev-1").services

    assert services.profile_v4 is not None
    assert services.profile_v3 is not None
    assert services.personify is not None
    assert (services.profile_v4.api_url, services.profile_v4.auth) == ("https://api.test", "basic")
    assert services.profile_v3.api_url == "https://api.profilebehavior.com"
    assert services.personify.token_url == "https://prod.personifyauth.com/connect/token"
    assert (services.personify.tenant_id, services.personify.event_id) == ("tenant-7", "ev-1")


def test_a_secret_for_v3_goes_where_the_pages_are_made_of_v3() -> None:
    settings = read(**V3, PROFILE_API_VERSION="v3", PROFILE_API_URL="https://staging.test")

    assert settings.services.profile_v3 is not None
    assert settings.services.profile_v3.api_url == settings.legacy_url == "https://staging.test"


@pytest.mark.parametrize("whole", [M2M, V3, PERSONIFY], ids=["v4", "v3", "personify"])
def test_what_is_half_given_is_named_and_refused(whole: dict[str, str]) -> None:
    for missing in whole:
        rest = {name: value for name, value in whole.items() if name != missing}
        assert f"{missing} is not set, though {next(iter(rest))} is" in refusal(**rest)


@pytest.mark.parametrize("name", ["PERSONIFY_EVENT_ID", "PERSONIFY_TOKEN_URL"])
def test_a_lonely_setting_of_personify_names_what_is_missing(name: str) -> None:
    said = refusal(**{name: "https://login.test/token"})

    assert said.count(f"though {name} is") == len(PERSONIFY)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROFILE_M2M_AUTH", "form"),
        ("PROFILE_V3_URL", "http://api.test"),
        ("PROFILE_V3_URL", "https://api.test/v3"),
        ("PERSONIFY_API_URL", "http://shows.test"),
        ("PERSONIFY_TOKEN_URL", "http://login.test/token"),
        ("PERSONIFY_TENANT_ID", "ten\nant"),
        ("PERSONIFY_EVENT_ID", "../admin"),
        ("PROFILE_M2M_CLIENT_SECRET", "canary\u00e9"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    said = refusal(**{**ALL, name: value})

    assert name in said
    assert "canary" not in said


def test_an_id_with_a_colon_cannot_be_sent_as_basic() -> None:
    split = {**M2M, "PROFILE_M2M_CLIENT_ID": "a:b"}

    assert "PROFILE_M2M_CLIENT_ID" in refusal(**split, PROFILE_M2M_AUTH="basic")
    assert read(**split).services.profile_v4 is not None


def test_no_secret_is_in_the_repr() -> None:
    shown = repr(read(**ALL))

    assert "jobs" in shown
    assert "canary" not in shown


@pytest.mark.parametrize(
    "name", ["PROFILE_API_URL", "PROFILE_V3_URL", "PERSONIFY_API_URL", "PUBLIC_URL"]
)
@pytest.mark.parametrize(
    "address",
    [
        "https://somebody:canary@a.test",
        "https://somebody:p/canary@a.test",
        "https://somebody:p?canary@a.test",
        "https://a.test?key=a@b&secret=canary",
        "https://a.test#canary",
        "canary@a.test",
    ],
)
def test_a_refused_address_does_not_tell_the_secret_in_it(name: str, address: str) -> None:
    said = refusal(**{**PERSONIFY, name: address})

    assert name in said
    assert "canary" not in said


@pytest.mark.parametrize("name", ["PERSONIFY_TOKEN_URL", "PROFILE_GRANTS_URL"])
def test_nor_does_a_refused_address_with_a_path(name: str) -> None:
    for address in ("https://a:canary@a.test/token", "https://a.test/token?secret=canary"):
        said = refusal(**{**PERSONIFY, name: address})
        assert name in said
        assert "canary" not in said
