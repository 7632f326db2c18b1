"""What each origin says of itself, and that the two name each other rightly."""

import requests

from sandbox.server import Running
from tests.sandbox.visitor import ALL

RESOURCE = "/.well-known/oauth-protected-resource"
SERVER = "/.well-known/oauth-authorization-server"
_ENDPOINTS = (
    "authorization_endpoint",
    "token_endpoint",
    "revocation_endpoint",
    "registration_endpoint",
)


def test_the_resource_names_itself_and_the_login_origin(
    sandbox: Running, http: requests.Session
) -> None:
    said = http.get(f"{sandbox.api_url}{RESOURCE}").json()
    assert said == {
        "resource": sandbox.api_url,
        "authorization_servers": [sandbox.login_url],
        "scopes_supported": ALL.split(),
        "bearer_methods_supported": ["header"],
    }


def test_the_server_names_its_issuer_without_a_slash(
    sandbox: Running, http: requests.Session
) -> None:
    said = http.get(f"{sandbox.login_url}{SERVER}").json()
    assert said["issuer"] == sandbox.login_url
    for name in _ENDPOINTS:
        assert said[name].startswith(f"{sandbox.login_url}/oauth/")


def test_the_server_offers_s256_alone_and_names_itself_in_answers(
    sandbox: Running, http: requests.Session
) -> None:
    said = http.get(f"{sandbox.login_url}{SERVER}").json()
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["token_endpoint_auth_methods_supported"] == [
        "client_secret_basic",
        "client_secret_post",
        "none",
    ]


def test_the_two_are_different_origins(sandbox: Running, http: requests.Session) -> None:
    assert sandbox.login_url != sandbox.api_url
    assert http.get(f"{sandbox.api_url}{SERVER}").status_code == 404
    assert http.get(f"{sandbox.login_url}{RESOURCE}").status_code == 404


def test_another_host_name_is_refused(sandbox: Running, http: requests.Session) -> None:
    for origin in (sandbox.api_url, sandbox.login_url):
        answer = http.get(f"{origin}/sandbox/faults", headers={"Host": "elsewhere.test"})
        assert answer.status_code == 400
