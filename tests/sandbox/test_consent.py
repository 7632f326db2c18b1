"""The consent page: what it shows, and that each scope may be denied."""

from bs4 import BeautifulSoup

from sandbox.scopes import SCOPES
from tests.sandbox.visitor import ALL, MAIN, MANAGER, OWNER, SECOND, Fields, Visitor, returned


def test_the_page_names_the_app_the_account_and_each_scope_in_plain_words(
    visitor: Visitor,
) -> None:
    page = BeautifulSoup(visitor.sign_in(MANAGER).text, "lxml")
    assert page.h1 is not None
    assert page.h1.get_text() == "Connect Team Dashboard"
    assert MAIN in page.get_text()
    labels = [label.get_text(" ", strip=True) for label in page.find_all("label")]
    assert [label.split()[0] for label in labels] == list(SCOPES)
    assert all(len(label.split()) > 3 for label in labels)
    assert all(box.has_attr("checked") for box in page.find_all(type="checkbox"))


def test_only_what_was_asked_is_offered(visitor: Visitor) -> None:
    page = visitor.sign_in(scope="tags:manage")
    boxes = BeautifulSoup(page.text, "lxml").find_all(type="checkbox")
    assert [box["value"] for box in boxes] == ["tags:manage"]


def test_what_was_allowed_is_what_is_granted(visitor: Visitor) -> None:
    tokens = visitor.tokens(granted="profiles:read account:read")
    assert tokens["scope"] == "profiles:read account:read"


def test_a_scope_that_was_not_asked_for_is_not_granted(visitor: Visitor) -> None:
    page = visitor.sign_in(scope="profiles:read")
    answer = visitor.redeem(visitor.allow(page, granted=ALL)["code"])
    assert answer.json()["scope"] == "profiles:read"


def test_allowing_nothing_is_denying(visitor: Visitor) -> None:
    told = visitor.allow(visitor.sign_in(), granted="")
    assert told["error"] == "access_denied"


def test_denial_goes_back_with_state_and_issuer(visitor: Visitor) -> None:
    told = returned(visitor.submit(visitor.sign_in(), {"decision": "deny"}))
    assert told["error"] == "access_denied"
    assert told["state"] == "a state & more"
    assert told["iss"] == visitor.sandbox.login_url


def test_success_goes_back_with_code_state_and_issuer_alone(visitor: Visitor) -> None:
    told = visitor.allow(visitor.sign_in())
    assert told.keys() == {"code", "state", "iss"}
    assert told["state"] == "a state & more"
    assert told["iss"] == visitor.sandbox.login_url


def test_a_person_of_two_accounts_chooses_one(visitor: Visitor) -> None:
    token = visitor.tokens(OWNER, account=SECOND)["access_token"]
    assert visitor.get("/api/v4/account", token).json()["data"]["name"] == SECOND


def test_an_account_of_other_people_cannot_be_chosen(visitor: Visitor) -> None:
    second = visitor.sandbox.world.accounts[1]
    fields: Fields = {"decision": "allow", "granted": ["tags:manage"], "account": second.id}
    answer = visitor.submit(visitor.sign_in(MANAGER), fields)
    assert answer.status_code == 400
    assert "Choose the account to connect." in answer.text


def test_a_consent_is_kept_as_a_grant(visitor: Visitor) -> None:
    token = visitor.tokens(MANAGER, granted="profiles:read")["access_token"]
    (grant,) = visitor.sandbox.world.ledger.grants
    person = visitor.sandbox.world.person(grant.person_id)
    assert person is not None
    assert person.name == MANAGER
    assert (grant.client_id, grant.scopes) == (visitor.client.client_id, ("profiles:read",))
    assert grant.last_used_at is None
    visitor.get("/api/v4/profiles", token)
    assert grant.last_used_at is not None
