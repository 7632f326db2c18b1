"""Metadata that must not be believed: no request for authorization is made, nothing is stored."""

import json
import time
from collections.abc import Callable

import pytest

from tests.support.valkey import addresses
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, OnTheWire
from tests.support.wicked_login import RESOURCE, SERVER
from tests.support.wicked_visit import Visit
from tests.support.wicked_wire import DRIP_SECONDS, dripping_body, dripping_head
from webapp.auth.errors import LoginUnavailable
from webapp.auth.metadata import LARGEST_DOCUMENT, AuthorizationServer, document
from webapp.bounded_http import Hosts


def refused(visit: Visit, why: str | None = None) -> None:
    """No sign-in begins, and nothing but the metadata was asked for."""
    with pytest.raises(LoginUnavailable, match=why):
        visit.begin()
    assert {call.path.partition("/.well-known/")[1] for call in visit.wicked.calls} == {
        "/.well-known/"
    }
    assert addresses(visit.redis) == []


@pytest.mark.parametrize("resource", ["https://other.test", "{origin}/", "{origin}/api"])
def test_a_foreign_resource_in_the_metadata_is_refused(
    wicked: Wicked, visit: Visit, resource: str
) -> None:
    wicked.does[RESOURCE]["resource"] = resource.format(origin=wicked.origin)
    refused(visit)


@pytest.mark.parametrize("issuer", ["https://other.test", "{origin}/", "{origin}/x"])
def test_a_foreign_issuer_in_the_metadata_is_refused(
    wicked: Wicked, visit: Visit, issuer: str
) -> None:
    wicked.metadata["issuer"] = issuer.format(origin=wicked.origin)
    refused(visit)


@pytest.mark.parametrize(
    "servers",
    [[], ["http://login.test"], ["ftp://127.0.0.1"], ["https://["], ["javascript:x"], "x"],
)
def test_a_login_that_secrets_must_not_travel_to_is_refused(
    wicked: Wicked, visit: Visit, servers: object
) -> None:
    wicked.does[RESOURCE]["authorization_servers"] = servers
    refused(visit)
    assert wicked.asked(SERVER) == []


@pytest.mark.parametrize(
    "name",
    ["authorization", "token", "revocation", "introspection", "pushed_authorization_request"],
)
@pytest.mark.parametrize("address", ["http://login.test/x", "javascript:alert(1)", ""])
def test_an_endpoint_without_https_off_loopback_is_refused(
    wicked: Wicked, visit: Visit, name: str, address: str
) -> None:
    wicked.metadata[f"{name}_endpoint"] = address
    refused(visit, "address is not https")


def test_metadata_without_s256_is_refused(wicked: Wicked, visit: Visit) -> None:
    wicked.metadata["code_challenge_methods_supported"] = ["plain"]
    refused(visit)


def test_metadata_without_a_token_endpoint_is_refused(wicked: Wicked, visit: Visit) -> None:
    del wicked.metadata["token_endpoint"]
    refused(visit)


def test_pushing_that_is_required_but_has_no_address_is_refused(
    wicked: Wicked, visit: Visit
) -> None:
    wicked.metadata["require_pushed_authorization_requests"] = True
    refused(visit)


@pytest.mark.parametrize("path", [RESOURCE, SERVER])
@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"<html>"),
        Answer(body=[]),
        Answer(body=b"\xff\xfe{"),
        Answer(500),
        Answer(429, headers={"Retry-After": "3600"}),
        Answer(body=b"[" * 100_000),
    ],
    ids=["html", "list", "bytes", "500", "429", "deep"],
)
def test_an_answer_that_is_no_metadata_is_refused_at_once(
    wicked: Wicked, visit: Visit, path: str, answer: Answer
) -> None:
    wicked.does[path] = answer
    refused(visit)


@pytest.mark.parametrize("path", [RESOURCE, SERVER])
def test_metadata_is_never_taken_from_where_a_redirect_leads(
    wicked: Wicked, visit: Visit, path: str
) -> None:
    wicked.does["/elsewhere"] = wicked.does[path]
    wicked.does[path] = Answer(302, headers={"Location": "/elsewhere"})

    refused(visit)
    assert wicked.asked("/elsewhere") == []


def test_metadata_without_bounds_is_not_read(wicked: Wicked, visit: Visit) -> None:
    wicked.metadata["padding"] = "x" * LARGEST_DOCUMENT
    refused(visit)


@pytest.mark.parametrize("drip", [dripping_body, dripping_head])
def test_metadata_that_drips_is_not_waited_for(
    wicked: Wicked, drip: Callable[[bytes], OnTheWire]
) -> None:
    wicked.does[SERVER] = drip(json.dumps(wicked.metadata).encode())

    started = time.monotonic()
    with pytest.raises(LoginUnavailable):
        document(Hosts(), wicked.origin + SERVER, AuthorizationServer, seconds=0.5)

    assert time.monotonic() - started < DRIP_SECONDS / 2
