"""Personify's stand-in: its token, its tenant header, and its pages of exhibitors."""

from typing import Any

import pytest
import requests

from sandbox.personify.tenants import EVENTS, MAIN_TENANT, SECOND_TENANT
from sandbox.server import Running
from tests.sandbox.services import SECRET, Program, call, oauth_error
from tests.sandbox.visitor import CALLBACK, Visitor

FULL, SMALL, EMPTY = (event.id for event in EVENTS[MAIN_TENANT])
FOREIGN = EVENTS[SECOND_TENANT][0].id
SCOPE = "idp_api"


@pytest.fixture
def program(everywhere: Running) -> Program:
    service = everywhere.world.register_service(
        "Exhibitors", "personify", MAIN_TENANT, client_id="exhibitors", client_secret=SECRET
    )
    return Program(everywhere, service, f"{everywhere.personify_url}/connect/token")


@pytest.fixture
def token(program: Program) -> str:
    value: str = program.ask_by_form(scope=SCOPE).json()["access_token"]
    return value


def read(
    program: Program,
    token: str | None,
    query: str = "",
    event: str = FULL,
    tenant: str | None = MAIN_TENANT,
) -> requests.Response:
    """A call for the exhibitors of an event."""
    address = f"{program.sandbox.personify_url}/api/v1/exhibitor/event/{event}{query}"
    headers = {"X-Tenant-Id": tenant} if tenant is not None else {}
    return call(address, token, headers=headers)


def problem(answer: requests.Response) -> int:
    """The status of a refusal, which must be a problem document."""
    said: dict[str, Any] = answer.json()
    assert said.keys() == {"title", "status", "detail"}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert said["status"] == answer.status_code
    return answer.status_code


def test_a_form_with_the_scope_gives_a_token(program: Program) -> None:
    answer = program.ask_by_form(scope=SCOPE)
    said = answer.json()
    assert said.pop("access_token")
    assert said == {"token_type": "Bearer", "expires_in": 3600, "scope": SCOPE}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"client_secret": None}, "invalid_client"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"grant_type": None}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "openid"}, "invalid_scope"),
        ({"scope": [SCOPE, SCOPE]}, "invalid_request"),
    ],
)
def test_a_form_that_is_not_right_is_refused(
    program: Program, changes: dict[str, object], error: str
) -> None:
    answer = program.ask_by_form(**{"scope": SCOPE, **changes})
    assert oauth_error(answer) == (400, error)


def test_the_documented_error_is_word_for_word(program: Program) -> None:
    assert program.ask_by_form(scope=SCOPE, client_secret="wrong").json() == {
        "error": "invalid_client",
        "error_description": "Invalid client credentials",
    }


def test_nothing_but_a_form_is_read(program: Program) -> None:
    for answer in (
        program.ask_by_json(scope=SCOPE),
        program.ask(auth=program.basic()),
        program.ask(files={"scope": SCOPE}),
    ):
        assert oauth_error(answer) == (400, "invalid_request")
    by_header = program.ask(auth=program.basic(), data={"grant_type": "client_credentials"})
    assert oauth_error(by_header) == (400, "invalid_client")


def test_exhibitors_come_in_pages(program: Program, token: str) -> None:
    said = read(program, token, "?Page=2&ItemsPerPage=20").json()
    assert said["paginationMetadata"] == {
        "currentPage": 2,
        "totalCount": 143,
        "totalPages": 8,
        "hasPreviousPage": True,
        "hasNextPage": True,
        "itemsPerPage": 20,
    }
    assert len(said["data"]) == 20


def test_the_pages_hold_everybody_once(program: Program, token: str) -> None:
    pages = [read(program, token, f"?Page={page}").json() for page in (1, 2, 3)]
    ids = [each["exhibitorId"] for page in pages for each in page["data"]]
    assert [len(page["data"]) for page in pages] == [50, 50, 43]
    assert len(set(ids)) == 143
    assert [page["paginationMetadata"]["hasNextPage"] for page in pages] == [True, True, False]
    assert {page["paginationMetadata"]["totalPages"] for page in pages} == {3}


@pytest.mark.parametrize(
    ("event", "query", "shown", "size", "more"),
    [
        (FULL, "?ItemsPerPage=1", 1, 1, True),
        (FULL, "?ItemsPerPage=5000", 50, 50, True),
        (FULL, "?Page=9", 0, 50, False),
        (SMALL, "", 7, 50, False),
        (EMPTY, "", 0, 50, False),
    ],
)
def test_a_page_has_fifty_at_most(
    program: Program, token: str, event: str, query: str, shown: int, size: int, more: bool
) -> None:
    said = read(program, token, query, event).json()
    paging = said["paginationMetadata"]
    assert (len(said["data"]), paging["itemsPerPage"]) == (shown, size)
    assert paging["hasNextPage"] is more


@pytest.mark.parametrize("query", ["?Page=0", "?Page=x", "?ItemsPerPage=-1", "?ItemsPerPage="])
def test_only_whole_numbers_from_one_count(program: Program, token: str, query: str) -> None:
    assert problem(read(program, token, query)) == 400


def test_each_call_needs_the_tenant_and_no_other_s_is_opened(program: Program, token: str) -> None:
    assert problem(read(program, token, tenant=None)) == 400
    assert problem(read(program, token, tenant="")) == 400
    assert problem(read(program, token, tenant=SECOND_TENANT)) == 403
    assert problem(read(program, token, tenant="nobody", event=FOREIGN)) == 403
    assert read(program, token, tenant=MAIN_TENANT.upper()).status_code == 200


def test_another_tenant_s_event_cannot_be_told_from_an_unknown_one(
    program: Program, token: str
) -> None:
    answers = [read(program, token, event=event) for event in (FOREIGN, "1")]
    assert [problem(answer) for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_token_is_asked_for_before_the_tenant(program: Program, token: str) -> None:
    for value, challenge in ((None, "Bearer"), ("sbxst_x", 'Bearer error="invalid_token"')):
        answer = read(program, value, tenant=None)
        assert problem(answer) == 401
        assert answer.headers["WWW-Authenticate"] == challenge
    call(f"{program.sandbox.personify_url}/sandbox/expire-tokens", None, "POST")
    assert problem(read(program, token)) == 401


def test_no_token_of_profile_opens_it_and_none_of_its_own_opens_profile(
    program: Program, token: str, http: requests.Session
) -> None:
    sandbox = program.sandbox
    world = sandbox.world
    export = world.register_service("Nightly export", "profile", world.accounts[0].id)
    visitor = Visitor(sandbox, world.register("Dashboard", [CALLBACK]), http)
    by_v4 = Program(sandbox, export, f"{sandbox.api_url}/api/v4/auth").ask_by_json()
    by_v3 = Program(sandbox, export, f"{sandbox.v3_url}/v3/auth").ask_by_json()
    for pair in (by_v4.json(), by_v3.json(), visitor.tokens()):
        assert problem(read(program, pair["access_token"])) == 401
    for address in (
        f"{sandbox.api_url}/api/v4/account",
        f"{sandbox.v3_url}/v3/account",
        f"{sandbox.api_url}/api/v4/profiles",
    ):
        assert call(address, token).status_code == 401


def test_a_service_of_profile_is_no_client_here(program: Program) -> None:
    world = program.sandbox.world
    export = world.register_service("Nightly export", "profile", world.accounts[0].id)
    other = Program(program.sandbox, export, program.address)
    assert oauth_error(other.ask_by_form(scope=SCOPE)) == (400, "invalid_client")


def test_what_there_is_not_is_a_problem_too(program: Program) -> None:
    assert problem(call(f"{program.sandbox.personify_url}/api/v1/nothing", None)) == 404
    assert problem(call(program.address, None)) == 405
