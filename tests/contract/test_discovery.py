"""How a client finds where to sign in, and is told that it must."""

import re

import pytest

from sandbox.scopes import SCOPES
from tests.contract.shapes import Resource
from tests.contract.sides import Token
from tests.contract.wire import API, METADATA, Wire, agreed, shaped
from webapp.auth.discovery import Discovery
from webapp.bounded_http import Hosts
from webapp.origins import is_trustworthy

NOBODY = "6600000000000000000000ff"
DOCUMENTED = ("/account", "/profiles", f"/profile/{NOBODY}", "/tags")
CHALLENGE = re.compile(r'Bearer\b.*\bresource_metadata="([^"]+)"')


def test_the_api_tells_where_to_sign_in_and_for_what(wire: Wire) -> None:
    answer = wire.get(METADATA)
    agreed(answer.status == 200, f"{METADATA} was answered with {answer.status}")
    resource = shaped(answer.json(), Resource, METADATA)

    agreed(resource.resource == wire.origin, "resource is not the API's origin")
    agreed(set(SCOPES) <= set(resource.scopes_supported), "a scope of the five is missing")
    agreed("header" in resource.bearer_methods_supported, "a token may not be in the header")
    for issuer in resource.authorization_servers:
        agreed(is_trustworthy(issuer), "an authorization server is not https")


def test_our_discovery_finds_the_login_and_pkce(wire: Wire) -> None:
    login = Discovery(wire.origin, Hosts()).server()

    agreed(all(map(is_trustworthy, login.addresses)), "an endpoint is not https")
    agreed("S256" in (login.code_challenge_methods_supported or ()), "S256 is not supported")


@pytest.mark.parametrize("path", DOCUMENTED)
@pytest.mark.parametrize("value", [None, "nonsense"])
def test_whoever_may_not_call_is_shown_the_way(wire: Wire, path: str, value: str | None) -> None:
    answer = wire.get(API + path, Token(value) if value else None)

    agreed(answer.status == 401, f"{path} was answered with {answer.status}")
    challenge = CHALLENGE.match(answer.headers.get("www-authenticate", ""))
    agreed(challenge is not None, f"{path}: no resource_metadata in the challenge")
    named = challenge[1] if challenge else ""
    agreed(named == wire.origin + METADATA, f"{path}: the challenge leads elsewhere")
    agreed(b"nonsense" not in answer.body, f"{path}: the token is echoed")


@pytest.mark.parametrize("path", DOCUMENTED)
def test_a_token_that_is_not_good_is_called_so(wire: Wire, path: str) -> None:
    challenge = wire.get(API + path, Token("nonsense")).headers.get("www-authenticate", "")
    wire.assumed('error="invalid_token"' in challenge, f"{path}: the challenge has invalid_token")
