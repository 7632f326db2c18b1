"""The further origins misbehave and are watched as the first two; none is served unasked."""

import pytest
import requests

from sandbox.faults import Fault, Kind, OriginName
from sandbox.personify.tenants import EVENTS, MAIN_TENANT
from sandbox.server import Running
from tests.sandbox.services import SECRET, Program, call, oauth_error
from tests.sandbox.visitor import CALLBACK, Visitor

EVENT = f"/api/v1/exhibitor/event/{EVENTS[MAIN_TENANT][0].id}"


@pytest.fixture
def programs(everywhere: Running) -> dict[OriginName, Program]:
    """One for each place where a service asks for tokens."""
    world = everywhere.world
    given = {"client_id": "nightly", "client_secret": SECRET}
    export = world.register_service("Export", "profile", world.accounts[0].id, **given)
    given["client_id"] = "exhibitors"
    other = world.register_service("Exhibitors", "personify", MAIN_TENANT, **given)
    return {
        "api": Program(everywhere, export, f"{everywhere.api_url}/api/v4/auth"),
        "v3": Program(everywhere, export, f"{everywhere.v3_url}/v3/auth"),
        "personify": Program(everywhere, other, f"{everywhere.personify_url}/connect/token"),
    }


def ask(programs: dict[OriginName, Program], origin: OriginName) -> requests.Response:
    program = programs[origin]
    by_form = origin == "personify"
    return program.ask_by_form(scope="idp_api") if by_form else program.ask_by_json()


def address(sandbox: Running, origin: OriginName) -> str:
    """A call that needs a token."""
    return {
        "api": f"{sandbox.api_url}/api/v4/account",
        "v3": f"{sandbox.v3_url}/v3/account",
        "personify": f"{sandbox.personify_url}{EVENT}",
    }[origin]


def test_v3_and_personify_are_served_where_asked_for_alone(sandbox: Running) -> None:
    assert (sandbox.v3_url, sandbox.personify_url) == ("", "")


@pytest.mark.parametrize("origin", ["api", "v3", "personify"])
def test_a_token_endpoint_fails_in_the_words_of_oauth(
    programs: dict[OriginName, Program], origin: OriginName
) -> None:
    faults = programs[origin].sandbox.world.faults
    for kind, error in ((Kind.UNAUTHORIZED, "invalid_client"), (Kind.BROKEN, "server_error")):
        faults.add(Fault(kind, origin=origin, times=1))
        answer = ask(programs, origin)
        assert (answer.status_code, answer.json()["error"]) == (int(kind), error)
    faults.add(Fault(Kind.TOO_MANY, origin=origin, times=1, retry_after=7))
    assert ask(programs, origin).headers["Retry-After"] == "7"
    faults.add(Fault(Kind.HTML, origin=origin, times=1))
    assert ask(programs, origin).headers["Content-Type"].startswith("text/html")
    faults.add(Fault(Kind.RESET, origin=origin, times=1))
    with pytest.raises(requests.ConnectionError):
        ask(programs, origin)
    assert ask(programs, origin).status_code == 200


@pytest.mark.parametrize(
    ("origin", "members"),
    [
        ("v3", {"code", "data", "status", "message"}),
        ("personify", {"title", "status", "detail"}),
    ],
)
def test_each_api_fails_in_its_own_words(
    everywhere: Running, origin: OriginName, members: set[str]
) -> None:
    kinds = (Kind.UNAUTHORIZED, Kind.FORBIDDEN, Kind.UNKNOWN, Kind.TOO_MANY, Kind.BROKEN)
    for kind in kinds:
        everywhere.world.faults.add(Fault(kind, origin=origin, times=1))
        answer = call(address(everywhere, origin), None)
        assert (answer.status_code, answer.json().keys()) == (int(kind), members)
        assert ("WWW-Authenticate" in answer.headers) is (kind is Kind.UNAUTHORIZED)


def test_a_fault_of_one_origin_leaves_the_others_alone(everywhere: Running) -> None:
    everywhere.world.faults.add(Fault(Kind.BROKEN, origin="v3"))
    statuses = [
        call(address(everywhere, origin), None).status_code for origin in ("api", "personify")
    ]
    assert statuses == [401, 401]


def test_faults_are_switched_over_http_from_every_origin(everywhere: Running) -> None:
    for origin in (everywhere.v3_url, everywhere.personify_url):
        rule = {"kind": "500", "origin": "personify", "path": "/connect/token", "times": 1}
        added = requests.post(f"{origin}/sandbox/faults", json=rule, timeout=10)
        assert added.status_code == 200
    assert len(everywhere.world.faults.in_force()) == 2


@pytest.mark.parametrize(
    ("origin", "client", "path"),
    [
        ("api", "nightly", "/api/v4/auth"),
        ("v3", "nightly", "/v3/auth"),
        ("personify", "exhibitors", "/connect/token"),
    ],
)
def test_who_asks_for_a_token_and_who_calls_with_it_is_noted(
    programs: dict[OriginName, Program], origin: OriginName, client: str, path: str
) -> None:
    sandbox = programs[origin].sandbox
    token = ask(programs, origin).json()["access_token"]
    call(address(sandbox, origin), token)
    sandbox.world.ledger.expire_access_tokens()
    call(address(sandbox, origin), token)

    asked, *calls = sandbox.world.witness.arrivals()
    noted = (asked.origin, asked.path, asked.client_id, asked.grant_type, asked.status)
    assert noted == (origin, path, client, "client_credentials", 200)
    assert [(each.origin, each.client_id) for each in calls] == [(origin, client)] * 2


def test_basic_and_a_person_s_token_are_noted_too(
    programs: dict[OriginName, Program], http: requests.Session
) -> None:
    program = programs["api"]
    sandbox = program.sandbox
    program.ask(auth=program.basic())
    client = sandbox.world.register("Dashboard", [CALLBACK], client_id="dashboard")
    token = Visitor(sandbox, client, http).tokens()["access_token"]
    call(address(sandbox, "v3"), token)

    arrivals = sandbox.world.witness.arrivals()
    assert (arrivals[0].client_id, arrivals[0].grant_type) == ("nightly", None)
    assert (arrivals[-1].client_id, arrivals[-1].status) == ("dashboard", 200)


def test_pages_that_were_asked_for_are_noted(programs: dict[OriginName, Program]) -> None:
    sandbox = programs["personify"].sandbox
    call(f"{sandbox.personify_url}{EVENT}?Page=2&ItemsPerPage=5&secret=canary", None)
    [arrival] = sandbox.world.witness.arrivals()
    assert arrival.query == {"Page": "2", "ItemsPerPage": "5"}


@pytest.mark.parametrize("origin", ["api", "v3", "personify"])
def test_no_secret_and_no_token_is_ever_noted(
    programs: dict[OriginName, Program], origin: OriginName
) -> None:
    program = programs[origin]
    sandbox = program.sandbox
    token = ask(programs, origin).json()["access_token"]
    call(f"{address(sandbox, origin)}?access_token={token}", token)
    program.ask(auth=program.basic())
    program.ask_by_form(scope="idp_api")
    program.ask_by_json()
    program.ask(data=f'"{SECRET}"', headers={"Content-Type": "application/json"})
    noted = call(f"{sandbox.api_url}/sandbox/log", None).text
    assert program.service.client_id in noted
    assert [secret for secret in (token, "sbxst_", SECRET, "canary") if secret in noted] == []


def test_a_body_that_nobody_can_read_is_noted_and_refused(
    programs: dict[OriginName, Program],
) -> None:
    headers = {"Content-Type": "application/json"}
    for body in (b"\xff", b"[1]", b"[" * 100_000, b'{"grant_type": 7}'):
        answer = programs["v3"].ask(data=body, headers=headers)
        assert oauth_error(answer) == (400, "invalid_request")
    counts = programs["v3"].sandbox.world.witness.counts()
    assert counts == {"POST /v3/auth 400": 4}
