"""Profiles are changed and deleted as the README assumes, and all that hangs on them follows."""

from typing import Any

import pytest

from sandbox.population.profiles import Profile
from sandbox.world import Account
from tests.sandbox.visitor import ALL, Visitor, error

PROFILE = "/api/v4/profile"
UNKNOWN = "6600000000000000000000ff"


@pytest.fixture
def account(visitor: Visitor) -> Account:
    """The main one."""
    return visitor.sandbox.world.accounts[0]


@pytest.fixture
def done(account: Account) -> Profile:
    """Somebody with results, a number and the first tag."""
    carriers = account.tags[0].profiles
    people = account.profiles.page(1, 60)
    return next(each for each in people if each.disc and each.phone and each.id in carriers)


@pytest.fixture
def pending(account: Account) -> Profile:
    return next(each for each in account.profiles.page(1, 60) if each.is_pending)


def change(visitor: Visitor, token: str, profile: Profile, **body: object) -> Any:
    """The profile in the answer to a good change."""
    answer = visitor.send("PATCH", f"{PROFILE}/{profile.id}", token, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["profile"]


def refused(visitor: Visitor, token: str, profile: Profile, **body: object) -> tuple[int, str]:
    """How a change is refused; none may leave a trace."""
    account = visitor.sandbox.world.accounts[0]
    told = error(visitor.send("PATCH", f"{PROFILE}/{profile.id}", token, json=body))
    assert account.profiles.find(profile.id) == profile
    assert visitor.sandbox.world.audit.rows() == []
    return told


@pytest.mark.parametrize(
    "body",
    [
        {"firstName": "Ines"},
        {"lastName": " Varga "},
        {"email": "Ines.Varga@example.test", "phone": "+15550100123"},
        {"email": None, "phone": None, "lastName": None},
        {"firstName": "<b>&", "nobodyKnowsThis": 5},
        {},
    ],
)
def test_a_change_leaves_the_rest_as_it_was(
    visitor: Visitor, token: str, done: Profile, body: dict[str, str | None]
) -> None:
    before = visitor.get(f"{PROFILE}/{done.id}", token).json()["profile"]

    profile = change(visitor, token, done, **body)

    known = {name: value for name, value in body.items() if name != "nobodyKnowsThis"}
    wanted = before | known | {"updatedAt": profile["updatedAt"]}
    assert profile == {name: value for name, value in wanted.items() if value is not None}
    assert visitor.get(f"{PROFILE}/{done.id}", token).json()["profile"] == profile
    assert profile["updatedAt"] > before["updatedAt"]


def test_a_change_has_a_row_with_what_was_and_what_is(
    visitor: Visitor, token: str, done: Profile
) -> None:
    change(visitor, token, done, firstName="Ines", phone=None)

    [row] = visitor.sandbox.world.audit.rows()
    assert (row.action, row.target) == ("profile.change", done.id)
    assert row.details == {
        "before": {"firstName": done.first_name, "phone": done.phone},
        "after": {"firstName": "Ines", "phone": None},
    }
    assert visitor.sandbox.world.outbox.messages() == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"firstName": ""}, 'invalid firstName ""'),
        ({"lastName": " "}, 'invalid lastName " "'),
        ({"lastName": 5}, 'invalid lastName "5"'),
        ({"firstName": "x" * 201}, f'invalid firstName "{"x" * 201}"'),
        ({"email": "ines"}, 'invalid email "ines"'),
        ({"phone": "5550100"}, 'invalid phone "5550100"'),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(
    visitor: Visitor, token: str, done: Profile, body: dict[str, object], sentence: str
) -> None:
    assert refused(visitor, token, done, **body) == (400, sentence)


def test_an_address_of_somebody_else_is_refused_and_one_s_own_is_not(
    visitor: Visitor, token: str, account: Account, done: Profile
) -> None:
    other = next(each for each in account.profiles.page(1, 60) if each.id != done.id and each.phone)
    told = (409, "Another profile has this address already")

    assert refused(visitor, token, done, email=other.email.upper()) == told
    assert refused(visitor, token, done, phone=other.phone) == told
    assert change(visitor, token, done, email=done.email.upper())["email"] == done.email.upper()


def test_the_last_way_to_reach_a_pending_person_stays(
    visitor: Visitor, token: str, pending: Profile
) -> None:
    sentence = "A pending profile needs an email or a phone"
    assert refused(visitor, token, pending, email=None) == (400, sentence)

    profile = change(visitor, token, pending, email=None, phone="+15550100123")
    assert profile.keys() == {"id", "createdAt", "updatedAt", "phone"}


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_nobody_s_profile_is_not_found(visitor: Visitor, token: str, method: str) -> None:
    accounts = visitor.sandbox.world.accounts
    theirs = accounts[1].profiles.page(1, 23)
    for profile_id in (UNKNOWN, theirs[0].id, accounts[0].id):
        answer = visitor.send(method, f"{PROFILE}/{profile_id}", token, json={})
        assert error(answer) == (404, "Profile not found")
    answer = visitor.send(method, f"{PROFILE}/x", token, json={})
    assert error(answer) == (400, "The profile id is malformed")
    assert accounts[1].profiles.page(1, 23) == theirs


def test_a_deleted_profile_is_given_as_it_was_and_is_gone(
    visitor: Visitor, token: str, account: Account, done: Profile
) -> None:
    before = visitor.get(f"{PROFILE}/{done.id}", token).json()["profile"]
    account.aliases.claim("hr 7", done.id)
    visitor.send("POST", f"/api/v4/playbook/ai/debrief/{done.id}", token)
    carried = [tag.id for tag in account.tags if done.id in tag.profiles]

    answer = visitor.send("DELETE", f"{PROFILE}/{done.id.upper()}", token)

    assert answer.json()["profile"] == before
    for path in (f"{PROFILE}/{done.id}", f"/api/v4/playbook/ai/debrief/{done.id}"):
        assert error(visitor.get(path, token)) == (404, "Profile not found")
    listed = visitor.get("/api/v4/profiles", token, limit=100).json()["profiles"]
    assert (len(listed), before in listed) == (59, False)
    assert all(done.id not in tag.profiles for tag in account.tags)
    assert all(alias.resource_id != done.id for alias in account.aliases)
    [row] = visitor.sandbox.world.audit.rows("profile")
    assert (row.action, row.target) == ("profile.delete", done.id)
    assert row.details["tags"] == carried != []
    assert "hr 7" in str(row.details["keys"])
    again = visitor.send("DELETE", f"{PROFILE}/{done.id}", token)
    assert error(again) == (404, "Profile not found")


def test_the_address_of_a_deleted_pending_profile_can_be_invited_again(
    visitor: Visitor, token: str, account: Account, pending: Profile
) -> None:
    visitor.send("DELETE", f"{PROFILE}/{pending.id}", token)

    answer = visitor.send("POST", PROFILE, token, json={"email": pending.email})

    assert answer.json()["tag"]["id"] == account.profiles.at(59).id != pending.id


def test_a_deleted_profile_cannot_be_tagged(
    visitor: Visitor, token: str, account: Account, done: Profile
) -> None:
    visitor.send("DELETE", f"{PROFILE}/{done.id}", token)
    address = f"/api/v4/tag/{account.tags[0].id}/profiles"

    answer = visitor.send("PATCH", address, token, json={"profiles": [done.id]})

    assert error(answer) == (400, f'unknown profile "{done.id}"')


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_who_may_not_read_results_is_told_none_by_a_write(
    visitor: Visitor, done: Profile, method: str
) -> None:
    token = visitor.tokens(granted=ALL.replace("profiles:read", ""))["access_token"]

    told = visitor.send(method, f"{PROFILE}/{done.id}", token, json={}).json()["profile"]

    assert told.keys() & {"disc", "core", "focus"} == set()
    assert told["email"] == done.email


@pytest.mark.parametrize(
    ("switch", "method", "path", "status"),
    [
        ("profile_changes", "PATCH", "", 405),
        ("profile_changes", "DELETE", "", 405),
        ("resending", "POST", "/resend-invite", 404),
    ],
)
def test_a_platform_may_lack_the_calls_that_are_assumed(
    visitor: Visitor, token: str, pending: Profile, switch: str, method: str, path: str, status: int
) -> None:
    address = f"{PROFILE}/{pending.id}{path}"
    visitor.http.post(f"{visitor.sandbox.api_url}/sandbox/extensions", json={switch: False})

    assert error(visitor.send(method, address, token, json={}))[0] == status
    visitor.sandbox.world.reset()
    token = visitor.tokens()["access_token"]
    assert visitor.send(method, address, token, json={}).status_code == 200
