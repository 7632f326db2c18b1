"""Pushed authorization requests: kept for their client, for a while, and for one decision."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import requests
from bs4 import BeautifulSoup

from sandbox.authorization.extensions import Par
from tests.sandbox.visitor import ALL, CALLBACK, MANAGER, OWNER, Fields, Visitor, returned

GONE = "The request_uri is unknown, spent, expired or of another app."


@pytest.fixture
def uri(visitor: Visitor) -> str:
    """The URI of a good request that was just pushed."""
    pushed: str = visitor.push().json()["request_uri"]
    return pushed


@dataclass
class Clock:
    """What the pushed requests take for the clock."""

    now: float = 0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stands at 0 s until it is put on."""
    clock = Clock()
    monkeypatch.setattr("sandbox.authorization.pushed.time", clock)
    return clock


def assert_gone(page: requests.Response) -> None:
    """A page that says so, and no redirect."""
    assert page.status_code == 400
    assert "Location" not in page.headers
    assert GONE in page.text


def test_a_good_request_is_kept_for_a_minute_under_a_uri_of_its_own(visitor: Visitor) -> None:
    answer, other = visitor.push(), visitor.push()
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json()
    assert said.keys() == {"request_uri", "expires_in"}
    assert said["expires_in"] == 60
    assert said["request_uri"].startswith("urn:ietf:params:oauth:request_uri:")
    assert said["request_uri"] != other.json()["request_uri"]


def test_the_client_may_authenticate_in_the_form_and_its_secret_is_not_kept(
    visitor: Visitor,
) -> None:
    known = visitor.client
    fields = visitor.request() | {"client_secret": known.client_secret}
    address = f"{visitor.sandbox.login_url}/oauth/par"
    answer = visitor.http.post(address, data=fields)
    assert answer.status_code == 201
    kept = visitor.sandbox.world.pushed.open(answer.json()["request_uri"], known.client_id)
    assert kept is not None
    assert kept.data.to_dict() == visitor.request()


def test_the_way_through_sign_in_and_consent_ends_with_tokens(visitor: Visitor, uri: str) -> None:
    told = visitor.allow(visitor.enter(visitor.bring(uri)), granted="tags:manage")
    assert told.keys() == {"code", "state", "iss"}
    assert told["state"] == "a state & more"
    assert visitor.redeem(told["code"]).json()["scope"] == "tags:manage"


def test_what_the_browser_adds_does_not_count(visitor: Visitor) -> None:
    uri = visitor.push(scope="profiles:read").json()["request_uri"]
    page = visitor.enter(visitor.bring(uri, scope=ALL, redirect_uri="http://elsewhere.test/"))
    answer = visitor.redeem(visitor.allow(page)["code"])
    assert answer.json()["scope"] == "profiles:read"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": None}, "invalid_request"),
        ({"client_id": "somebody-else"}, "invalid_request"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"redirect_uri": f"{CALLBACK}/"}, "invalid_request"),
        ({"request_uri": "urn:ietf:params:oauth:request_uri:x"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"scope": "profiles:read everything"}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_a_bad_request_is_refused_to_the_client_itself(
    visitor: Visitor, changes: dict[str, str | None], error: str
) -> None:
    answer = visitor.push(**changes)
    assert answer.status_code == 400
    assert answer.json()["error"] == error
    assert "request_uri" not in answer.json()


def test_a_parameter_that_comes_twice_is_refused(visitor: Visitor) -> None:
    twice = [*visitor.request().items(), ("scope", "tags:manage")]
    answer = visitor.post("/oauth/par", twice)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_nothing_is_taken_from_the_query(visitor: Visitor) -> None:
    answer = visitor.post("/oauth/par?scope=tags:manage", visitor.request() | {"scope": None})
    assert answer.json()["error"] == "invalid_scope"


def test_nobody_pushes_without_the_secret(visitor: Visitor) -> None:
    wrong = (visitor.client.client_id, "wrong")
    answer = visitor.post("/oauth/par", visitor.request(), auth=wrong)
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


def test_a_request_of_another_client_is_not_opened(visitor: Visitor, uri: str) -> None:
    world = visitor.sandbox.world
    stranger = world.register("Another App", [CALLBACK])
    try:
        assert_gone(visitor.bring(uri, client_id=stranger.client_id))
        assert_gone(visitor.bring(uri, client_id=None))
        assert "Sign in to Profile" in visitor.bring(uri).text
    finally:
        del world.clients[stranger.client_id]


def test_an_invented_uri_is_refused(visitor: Visitor) -> None:
    assert_gone(visitor.bring("urn:ietf:params:oauth:request_uri:invented"))
    assert_gone(visitor.bring(""))


def test_a_request_that_no_browser_brings_runs_out(
    clock: Clock, visitor: Visitor, uri: str
) -> None:
    clock.now = 60
    assert_gone(visitor.bring(uri))


def test_the_person_has_ten_minutes_from_when_the_browser_brought_it(
    clock: Clock, visitor: Visitor, uri: str
) -> None:
    clock.now = 59
    page = visitor.bring(uri)
    clock.now = 59 + 599
    page = visitor.enter(page)
    assert "Connect Team Dashboard" in page.text
    clock.now = 59 + 600
    assert_gone(visitor.submit(page, {"decision": "deny"}))


def test_reloading_does_not_spend_it(visitor: Visitor, uri: str) -> None:
    visitor.enter(visitor.bring(uri))
    visitor.bring(uri)
    assert visitor.allow(visitor.bring(uri)).keys() == {"code", "state", "iss"}


@pytest.mark.parametrize("decision", ["allow", "deny"])
def test_a_decision_spends_it(visitor: Visitor, uri: str, decision: str) -> None:
    page = visitor.enter(visitor.bring(uri), MANAGER)
    account = visitor.sandbox.world.accounts[0].id
    fields: Fields = {"decision": decision, "account": account, "granted": ALL.split()}
    told = returned(visitor.submit(page, fields))
    assert told["state"] == "a state & more"
    assert_gone(visitor.submit(page, fields))
    assert_gone(visitor.bring(uri))


def test_a_choice_of_account_that_failed_does_not_spend_it(visitor: Visitor, uri: str) -> None:
    page = visitor.enter(visitor.bring(uri), MANAGER)
    other = visitor.sandbox.world.accounts[1].id
    fields: Fields = {"decision": "allow", "granted": ALL.split(), "account": other}
    again = visitor.submit(page, fields)
    assert "Choose the account to connect." in again.text
    assert "code" in visitor.allow(again)


def test_of_many_decisions_at_once_one_gets_a_code(visitor: Visitor, uri: str) -> None:
    page = visitor.enter(visitor.bring(uri), MANAGER)
    account = visitor.sandbox.world.accounts[0].id
    fields: Fields = {"decision": "allow", "account": account, "granted": ALL.split()}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: visitor.submit(page, fields), range(8)))
    assert sorted(answer.status_code for answer in answers) == [302] + [400] * 7
    assert len(visitor.sandbox.world.ledger.grants) == 1


def test_prompt_login_in_it_asks_again_until_the_person_has_signed_in(visitor: Visitor) -> None:
    visitor.sign_in(MANAGER)
    uri = visitor.push(prompt="login").json()["request_uri"]
    assert "Sign in to Profile" in visitor.bring(uri).text
    page = visitor.bring(uri)
    assert "Sign in to Profile" in page.text
    assert f"Signed in as {OWNER}" in visitor.enter(page).text
    assert f"Signed in as {OWNER}" in visitor.bring(uri).text


def test_somebody_else_can_sign_in_from_its_consent_page(visitor: Visitor, uri: str) -> None:
    asked = BeautifulSoup(visitor.enter(visitor.bring(uri), OWNER).text, "lxml")
    (link,) = asked.select(".person a")
    page = visitor.http.get(f"{visitor.sandbox.login_url}{link['href']}")
    assert f"Signed in as {MANAGER}" in visitor.enter(page, MANAGER).text


def test_metadata_says_where_to_push_and_that_it_is_not_required(visitor: Visitor) -> None:
    said = visitor.metadata()
    address = f"{visitor.sandbox.login_url}/oauth/par"
    assert said["pushed_authorization_request_endpoint"] == address
    assert said["require_pushed_authorization_requests"] is False


def test_where_it_is_required_a_plain_request_goes_back_with_an_error(visitor: Visitor) -> None:
    visitor.sandbox.world.extensions.par = Par.REQUIRED
    assert visitor.metadata()["require_pushed_authorization_requests"] is True
    told = returned(visitor.ask())
    assert (told["error"], told["state"]) == ("invalid_request", "a state & more")
    uri = visitor.push().json()["request_uri"]
    assert "code" in visitor.allow(visitor.enter(visitor.bring(uri)))


def test_where_it_is_absent_nothing_is_advertised_taken_or_opened(
    visitor: Visitor, uri: str
) -> None:
    visitor.sandbox.world.extensions.par = Par.ABSENT
    assert not [name for name in visitor.metadata() if "pushed" in name]
    assert visitor.push().status_code == 404
    assert_gone(visitor.bring(uri))
    assert "Sign in to Profile" in visitor.ask().text
