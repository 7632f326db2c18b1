"""Where people's tokens go to see their apps: nowhere but where somebody trusted said so."""

import msgspec
import pytest

from tests.support.rotating_provider import SERVER
from tests.unit.test_settings import read
from webapp.auth.grants_address import grants_address

API = "https://api.test"
OWN = "https://grants.operator.test/list"
FALLBACK = ("https://grants.operator.test", "/list")


def found(named: str | None, grants_url: str = OWN) -> tuple[str, str] | None:
    settings = read(PROFILE_API_URL=API, PROFILE_GRANTS_URL=grants_url)
    server = msgspec.structs.replace(SERVER, grant_management_endpoint=named)
    return grants_address(settings, server)


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("https://api.test/api/v4/grants", ("https://api.test", "/api/v4/grants")),
        ("https://API.test:443/grants/", ("https://api.test", "/grants")),
        ("https://login.test/user/oauth/grants", ("https://login.test", "/user/oauth/grants")),
    ],
)
def test_metadata_names_it_at_the_api_or_the_issuer(named: str, address: tuple[str, str]) -> None:
    assert found(named) == address


@pytest.mark.parametrize(
    "named",
    [
        *("https://evil.test/grants", "http://api.test/grants", "//api.test/grants", "grants", ""),
        *("https://api.test.evil.test/g", "https://api.test:8443/g", "https://sub.api.test/g"),
        *("https://api.test@evil.test/g", "https://evil.test@api.test/g", "https://@api.test/g"),
        *("https://api.test\\@evil.test/g", "https://evil.test\\.api.test/g", "https://[::1/g"),
        *("https://api.test:x/g", "https://api.test/g?a=1", "https://api.test/g#a"),
        *(
            "https://api.test",
            "https://api.test/",
            "https://api.test/\r\nX: y",
            "https://api.test/ü",
        ),
    ],
)
def test_what_else_metadata_names_is_not_gone_to(named: str) -> None:
    assert found(named) == FALLBACK
    assert found(named, "") is None
