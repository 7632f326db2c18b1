"""From the API's origin to its login, and every document that must not be believed."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.wrappers import Response

from tests.support.documents import Documents, serving_documents
from webapp.auth.bounded_http import BoundedPools
from webapp.auth.discovery import KEPT_SECONDS, Discovery
from webapp.auth.errors import LoginUnavailable
from webapp.auth.metadata import LARGEST_DOCUMENT

PATIENCE = 20
RESOURCE = "/.well-known/oauth-protected-resource"
SERVER = "/.well-known/oauth-authorization-server"


class Clock:
    """Stands still, and says how often it was asked."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked = threading.Semaphore(0)

    def __call__(self) -> float:
        self.asked.release()
        return self.now


@pytest.fixture
def documents() -> Iterator[Documents]:
    """An honest platform, API and login on one origin; each test spoils something."""
    with serving_documents() as documents:
        origin = documents.origin
        documents.bodies[RESOURCE] = {"resource": origin, "authorization_servers": [origin]}
        documents.bodies[SERVER] = metadata(origin)
        yield documents


def metadata(issuer: str, **changes: Any) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}/oauth/token",
        "code_challenge_methods_supported": ["S256"],
        "something_new": {"of": "no concern"},
        **changes,
    }


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def discovery(documents: Documents, clock: Clock) -> Iterator[Discovery]:
    with BoundedPools() as http:
        yield Discovery(documents.origin, http, clock)


def test_the_login_is_found_from_the_api_alone(documents: Documents, discovery: Discovery) -> None:
    server = discovery.server()

    assert server.token_endpoint == f"{documents.origin}/oauth/token"
    assert server.revocation_endpoint is None
    assert not server.authorization_response_iss_parameter_supported


def test_metadata_is_read_once_and_again_when_old(
    documents: Documents, discovery: Discovery, clock: Clock
) -> None:
    discovery.server()
    discovery.server()
    assert documents.asked == [RESOURCE, SERVER]

    clock.now = KEPT_SECONDS + 1
    discovery.server()
    assert documents.asked == [RESOURCE, SERVER] * 2


def test_a_failure_is_not_remembered(documents: Documents, discovery: Discovery) -> None:
    honest = documents.bodies.pop(SERVER)
    with pytest.raises(LoginUnavailable):
        discovery.server()

    documents.bodies[SERVER] = honest
    assert discovery.server().issuer == documents.origin


def test_those_who_wait_for_a_reader_share_what_it_found(
    documents: Documents, discovery: Discovery, clock: Clock
) -> None:
    arrived = threading.Barrier(2)

    def slow_failure() -> Response:
        arrived.wait(PATIENCE)
        arrived.wait(PATIENCE)
        return Response("", 500)

    documents.bodies[RESOURCE] = slow_failure
    with ThreadPoolExecutor(4) as pool:
        reader = pool.submit(discovery.server)
        arrived.wait(PATIENCE)
        waiting = [pool.submit(discovery.server) for _ in range(3)]
        for _ in range(2 + len(waiting)):  # the reader asks the time twice, each who waits once
            assert clock.asked.acquire(timeout=PATIENCE)
        arrived.wait(PATIENCE)
        assert isinstance(reader.exception(PATIENCE), LoginUnavailable)
        assert all(isinstance(one.exception(PATIENCE), LoginUnavailable) for one in waiting)

    assert documents.asked.count(RESOURCE) == 1


def test_what_is_known_serves_on_while_it_cannot_be_read_anew(
    documents: Documents, discovery: Discovery, clock: Clock
) -> None:
    known = discovery.server()
    documents.bodies[SERVER] = metadata("https://evil.test")
    clock.now = KEPT_SECONDS + 1

    assert discovery.server() == known


def test_a_document_that_is_too_large_is_not_read(
    documents: Documents, discovery: Discovery
) -> None:
    documents.bodies[SERVER]["padding"] = "x" * LARGEST_DOCUMENT

    with pytest.raises(LoginUnavailable):
        discovery.server()


@pytest.mark.parametrize("resource", ["https://other.test", "{origin}/", "{origin}/api"])
def test_metadata_about_another_resource_is_refused(
    documents: Documents, discovery: Discovery, resource: str
) -> None:
    documents.bodies[RESOURCE]["resource"] = resource.format(origin=documents.origin)

    with pytest.raises(LoginUnavailable):
        discovery.server()


@pytest.mark.parametrize("issuer", ["https://other.test", "{origin}/", "{origin}/x"])
def test_metadata_of_another_issuer_is_refused(
    documents: Documents, discovery: Discovery, issuer: str
) -> None:
    documents.bodies[SERVER]["issuer"] = issuer.format(origin=documents.origin)

    with pytest.raises(LoginUnavailable):
        discovery.server()


@pytest.mark.parametrize(
    "servers",
    [[], ["http://login.test"], ["ftp://127.0.0.1"], ["https://["], ["javascript:x"], "x"],
)
def test_a_login_that_secrets_must_not_travel_to_is_refused(
    documents: Documents, discovery: Discovery, servers: object
) -> None:
    documents.bodies[RESOURCE]["authorization_servers"] = servers

    with pytest.raises(LoginUnavailable):
        discovery.server()
    assert documents.asked == [RESOURCE]


@pytest.mark.parametrize(
    "changes",
    [
        {"token_endpoint": "http://login.test/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"revocation_endpoint": "http://login.test/revoke"},
        {"token_endpoint": None},
        {"code_challenge_methods_supported": ["plain"]},
    ],
    ids=str,
)
def test_metadata_that_would_weaken_the_sign_in_is_refused(
    documents: Documents, discovery: Discovery, changes: dict[str, object]
) -> None:
    documents.bodies[SERVER].update(changes)

    with pytest.raises(LoginUnavailable):
        discovery.server()


@pytest.mark.parametrize("path", [RESOURCE, SERVER])
@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>", mimetype="text/html"),
        Response("[]", mimetype="application/json"),
        Response(b"\xff\xfe{", mimetype="application/json"),
        Response("", 500),
        Response("", 429, headers={"Retry-After": "3600"}),
        Response("[" * 100_000, mimetype="application/json"),
    ],
    ids=["html", "list", "bytes", "500", "429", "deep"],
)
def test_an_answer_that_is_no_metadata_is_refused_at_once(
    documents: Documents, discovery: Discovery, path: str, answer: Response
) -> None:
    documents.bodies[path] = answer

    with pytest.raises(LoginUnavailable):
        discovery.server()


@pytest.mark.parametrize("path", [RESOURCE, SERVER])
def test_metadata_is_never_taken_from_where_a_redirect_leads(
    documents: Documents, discovery: Discovery, path: str
) -> None:
    documents.bodies["/elsewhere"] = documents.bodies[path]
    documents.bodies[path] = Response("", 302, headers={"Location": "/elsewhere"})

    with pytest.raises(LoginUnavailable):
        discovery.server()
    assert "/elsewhere" not in documents.asked


def test_an_issuer_with_a_path_has_its_metadata_where_rfc_8414_puts_it(
    documents: Documents, discovery: Discovery
) -> None:
    issuer = f"{documents.origin}/tenant"
    documents.bodies[RESOURCE]["authorization_servers"] = [issuer]
    documents.bodies[f"{SERVER}/tenant"] = metadata(issuer)

    assert discovery.server().issuer == issuer


def test_metadata_under_the_older_openid_name_serves_as_well(
    documents: Documents, discovery: Discovery
) -> None:
    del documents.bodies[SERVER]
    documents.bodies["/.well-known/openid-configuration"] = metadata(documents.origin)

    assert discovery.server().issuer == documents.origin


def test_nobody_listening_is_unavailable() -> None:
    with serving_documents() as gone:
        origin = gone.origin
    with BoundedPools() as http, pytest.raises(LoginUnavailable):
        Discovery(origin, http).server()
