"""An assistant invites, changes and deletes people, as REST does and no further."""

import pytest

from sandbox.population.profiles import Profile
from sandbox.world import Account
from tests.sandbox.by_hand import UNKNOWN, ByHand, granted
from tests.sandbox.visitor import Visitor, error

INES = "ines.varga@example.test"


@pytest.fixture
def by_hand(visitor: Visitor) -> ByHand:
    return granted(visitor)


@pytest.fixture
def account(visitor: Visitor) -> Account:
    """The main account."""
    return visitor.sandbox.world.accounts[0]


def everybody(account: Account) -> list[Profile]:
    return account.profiles.page(1, 100)


def test_a_person_is_invited_changed_and_deleted(by_hand: ByHand, account: Account) -> None:
    world = by_hand.visitor.sandbox.world
    made = by_hand.call("create_profile", email=INES, customId="hr 7")
    profile_id = made["id"]
    assert made.keys() == {"id", "createdAt", "updatedAt", "email"}
    assert account.aliases.holder("hr 7") == profile_id
    changed = by_hand.call(
        "update_profile", profileId=profile_id.upper(), firstName="Ines", phone="+15550100123"
    )
    assert (changed["firstName"], changed["phone"], changed["email"]) == (
        "Ines",
        "+15550100123",
        INES,
    )
    assert "phone" not in by_hand.call("update_profile", profileId=profile_id, phone=None)
    assert by_hand.call("delete_profile", profileId=profile_id)["id"] == profile_id
    assert not account.profiles.holds(profile_id)
    assert [(each.to, each.kind) for each in world.outbox.messages()] == [(INES, "invite")]
    rows = [(row.action, row.target, row.via) for row in world.audit.rows()]
    actions = ["profile.invite", "profile.change", "profile.change", "profile.delete"]
    assert rows == [(action, profile_id, "mcp") for action in actions]
    entries, _ = world.ledger.grants[-1].journal.page(1, 10)
    assert [(each.action, each.target) for each in reversed(entries)] == [row[:2] for row in rows]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("create_profile", {}, "email is required"),
        ("create_profile", {"email": "ines"}, 'invalid email "ines"'),
        ("create_profile", {"phone": "07700"}, 'invalid phone "07700"'),
        ("create_profile", {"email": INES, "customId": 7}, 'invalid customId "7"'),
        ("create_profile", {"email": INES, "tags": []}, 'unknown argument "tags"'),
        ("update_profile", {"firstName": "A"}, "profileId is required"),
        ("update_profile", {"profileId": "x"}, "The profile id is malformed"),
        ("update_profile", {"profileId": UNKNOWN}, "Profile not found"),
        ("update_profile", {"profileId": UNKNOWN, "email": "x"}, 'invalid email "x"'),
        ("delete_profile", {"profileId": UNKNOWN}, "Profile not found"),
    ],
)
def test_a_tool_refuses_in_words_and_writes_to_nobody(
    by_hand: ByHand, account: Account, tool: str, arguments: dict[str, object], message: str
) -> None:
    before = everybody(account)
    assert by_hand.refusal(tool, **arguments) == message
    assert everybody(account) == before
    world = by_hand.visitor.sandbox.world
    assert (world.audit.rows(), world.outbox.messages()) == ([], [])


def test_who_has_results_is_not_invited(by_hand: ByHand, account: Account) -> None:
    done = next(each for each in everybody(account) if not each.is_pending)
    message = by_hand.refusal("create_profile", email=done.email)
    assert message == "This person has completed an assessment already"


def test_a_role_that_does_not_let_is_a_403_as_in_rest(visitor: Visitor) -> None:
    token = visitor.tokens("Priya Castellanos")["access_token"]
    answer = ByHand(visitor, token).try_tool("create_profile", email=INES)
    code, message = error(answer)
    assert (code, message[:34]) == (403, "Your role in this account is User,")
    assert visitor.sandbox.world.outbox.messages() == []
