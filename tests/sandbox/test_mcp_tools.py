"""What the tools of the MCP endpoint do, beside what REST does."""

from typing import Any

import pytest

from sandbox.meanwhile import Meanwhile
from sandbox.world import Account
from tests.sandbox.by_hand import UNKNOWN, ByHand, granted
from tests.sandbox.visitor import SECOND, Visitor

SHOWN = ("id", "label", "color", "profiles")


@pytest.fixture
def by_hand(visitor: Visitor) -> ByHand:
    return granted(visitor)


@pytest.fixture
def account(visitor: Visitor) -> Account:
    """The main account."""
    return visitor.sandbox.world.accounts[0]


def rest(by_hand: ByHand, path: str, **query: str | int) -> Any:
    """What REST says to the same token."""
    return by_hand.visitor.get(f"/api/v4/{path}", by_hand.token, **query).json()


def noted(by_hand: ByHand) -> list[tuple[str, str | None, str, str]]:
    """Action, target, door and outcome of the latest consent's calls, oldest first."""
    entries, _ = by_hand.visitor.sandbox.world.ledger.grants[-1].journal.page(1, 100)
    return [(each.action, each.target, each.via, each.outcome) for each in reversed(entries)]


def test_tags_are_those_of_rest_with_how_many_there_are(by_hand: ByHand) -> None:
    tags = rest(by_hand, "tags", limit=100)["tags"]
    told = [{name: tag[name] for name in SHOWN} for tag in tags]
    assert by_hand.call("list_tags") == {"tags": told, "total": 10}
    assert by_hand.call("list_tags", limit=4, page=3) == {"tags": told[8:], "total": 10}
    assert by_hand.call("list_tags", page=2) == {"tags": [], "total": 10}


@pytest.mark.parametrize(
    ("search", "labels"),
    [
        ("", 10),
        ("REMOTE", ["Remote"]),
        ("design prod", ["Product & design"]),
        ("design remote", []),
    ],
)
def test_tags_are_found_by_every_word(
    by_hand: ByHand, search: str, labels: list[str] | int
) -> None:
    found = by_hand.call("list_tags", search=search, limit=1)
    if isinstance(labels, int):
        assert found["total"] == labels
    else:
        assert ([tag["label"] for tag in found["tags"]], found["total"]) == (labels, len(labels))


@pytest.mark.parametrize("tool", ["list_tags", "list_profiles"])
@pytest.mark.parametrize("wrong", [{"limit": 0}, {"page": -1}, {"page": 1.5}, {"limit": "ten"}])
def test_a_page_that_cannot_be_is_refused(
    by_hand: ByHand, tool: str, wrong: dict[str, object]
) -> None:
    [name] = wrong
    assert by_hand.refusal(tool, **wrong) == f"{name} must be a whole number from 1"


def test_a_tag_is_made_changed_carried_and_deleted(by_hand: ByHand, account: Account) -> None:
    made = by_hand.call("create_tag", label="Night shift", color="zinc")
    tag_id, carriers = made["id"], [account.profiles.id_at(place) for place in (3, 1)]
    assert made == {"id": tag_id, "label": "Night shift", "color": "zinc", "profiles": []}
    changed = by_hand.call("update_tag", tagId=tag_id, label="Nights")
    assert (changed["label"], changed["color"]) == ("Nights", "zinc")
    by_hand.call("update_tag", tagId=tag_id.upper(), color="blue")
    by_hand.call("set_tag_profiles", tagId=tag_id, profiles=[account.profiles.id_at(0)])
    told = by_hand.call("set_tag_profiles", tagId=tag_id, profiles=[*carriers, carriers[0].upper()])
    assert told == {"id": tag_id, "label": "Nights", "color": "blue", "profiles": carriers}
    [last] = [tag for tag in rest(by_hand, "tags", limit=100)["tags"] if tag["id"] == tag_id]
    assert {name: last[name] for name in SHOWN} == told
    assert by_hand.call("delete_tag", tagId=tag_id) == told
    assert tag_id not in str(rest(by_hand, "tags", limit=100))


def test_what_an_assistant_writes_is_in_the_audit_as_its_own(by_hand: ByHand) -> None:
    visitor = by_hand.visitor
    made = by_hand.call("create_tag", label="A", color="red")
    visitor.send("DELETE", f"/api/v4/tag/{made['id']}", by_hand.token)
    rows = visitor.sandbox.world.audit.rows()
    assert [(row.action, row.via) for row in rows] == [
        ("tag.create", "mcp"),
        ("tag.delete", "rest"),
    ]
    person = visitor.sandbox.world.people[0]
    assert {(row.client_id, row.person) for row in rows} == {(visitor.client.client_id, person.id)}


def test_what_an_assistant_does_is_in_the_journal_of_its_grant(
    by_hand: ByHand, account: Account
) -> None:
    person = account.profiles.id_at(0)
    tag = by_hand.call("create_tag", label=UNKNOWN, color="red")["id"]
    for name, arguments in (
        ("list_tags", {}),
        ("update_tag", {"tagId": tag.upper()}),
        ("set_tag_profiles", {"tagId": tag, "profiles": [person]}),
        ("delete_tag", {"tagId": tag}),
        ("list_profiles", {}),
        ("get_profile", {"profileId": person}),
        ("get_profile", {"profileId": "<b>"}),
        ("get_debrief", {"profileId": UNKNOWN}),
        ("get_account", {}),
        ("drop_account", {}),
    ):
        by_hand.try_tool(name, **arguments)
    by_hand.tools()
    assert noted(by_hand) == [
        ("tag.create", tag, "mcp", "ok"),
        ("tags.list", None, "mcp", "ok"),
        ("tag.change", tag, "mcp", "ok"),
        ("tag.set_profiles", tag, "mcp", "ok"),
        ("tag.delete", tag, "mcp", "ok"),
        ("profiles.list", None, "mcp", "ok"),
        ("profile.read", person, "mcp", "ok"),
        ("profile.read", None, "mcp", "ok"),
        ("debrief.write", UNKNOWN, "mcp", "ok"),
        ("account.read", None, "mcp", "ok"),
    ]


def test_what_an_assistant_may_not_do_is_noted_as_denied(visitor: Visitor) -> None:
    by_hand = granted(visitor, "account:read")
    by_hand.try_tool("delete_tag", tagId=UNKNOWN)
    assert noted(by_hand) == [("tag.delete", UNKNOWN, "mcp", "denied")]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("create_tag", {"color": "red"}, "label is required"),
        ("create_tag", {"label": "  ", "color": "red"}, "label is required"),
        ("create_tag", {"label": 7, "color": "red"}, "label is required"),
        ("create_tag", {"label": "A", "color": "teal"}, 'invalid color "teal"'),
        ("create_tag", {"label": "A"}, 'invalid color ""'),
        ("update_tag", {"label": "A"}, "tagId is required"),
        ("update_tag", {"tagId": "x", "label": "A"}, "The tag id is malformed"),
        ("update_tag", {"tagId": UNKNOWN, "label": ""}, "label is required"),
        ("update_tag", {"tagId": UNKNOWN, "color": None}, 'invalid color "null"'),
        ("update_tag", {"tagId": UNKNOWN, "label": "A"}, "Tag not found"),
        ("set_tag_profiles", {"tagId": UNKNOWN}, "profiles is required"),
        ("set_tag_profiles", {"tagId": UNKNOWN, "profiles": [1]}, "profiles is required"),
        ("set_tag_profiles", {"tagId": UNKNOWN, "profiles": []}, "Tag not found"),
        ("delete_tag", {}, "tagId is required"),
        ("delete_tag", {"tagId": UNKNOWN}, "Tag not found"),
        ("get_profile", {}, "profileId is required"),
        ("get_profile", {"profileId": "x"}, "The profile id is malformed"),
        ("get_profile", {"profileId": UNKNOWN}, "Profile not found"),
        ("get_debrief", {"profileId": UNKNOWN}, "Profile not found"),
    ],
)
def test_a_tool_refuses_in_words_and_changes_nothing(
    by_hand: ByHand, account: Account, tool: str, arguments: dict[str, object], message: str
) -> None:
    before = list(account.tags)
    assert by_hand.refusal(tool, **arguments) == message
    assert account.tags == before
    assert by_hand.visitor.sandbox.world.audit.rows() == []


def test_one_stranger_lets_the_whole_set_be_refused(by_hand: ByHand, account: Account) -> None:
    tag, own = account.tags[0], account.profiles.id_at(0)
    message = by_hand.refusal("set_tag_profiles", tagId=tag.id, profiles=[own, UNKNOWN])
    assert message == f'unknown profile "{UNKNOWN}"'
    assert account.tags[0] == tag


def test_another_client_may_act_before_a_tool(by_hand: ByHand, account: Account) -> None:
    tag_id = account.tags[0].id
    deed = Meanwhile(when="before", path="/mcp", tag=tag_id, delete=True)
    by_hand.visitor.sandbox.world.meanwhile.add(deed)
    assert by_hand.refusal("update_tag", tagId=tag_id, label="A") == "Tag not found"


def test_another_account_s_things_are_as_unknown(visitor: Visitor, account: Account) -> None:
    elsewhere = granted(visitor, account=SECOND)
    assert elsewhere.call("get_account")["name"] == SECOND
    assert elsewhere.call("list_profiles", limit=1)["total"] == 23
    assert elsewhere.refusal("delete_tag", tagId=account.tags[0].id) == "Tag not found"
    stranger = account.profiles.id_at(0)
    assert elsewhere.refusal("get_profile", profileId=stranger) == "Profile not found"


def test_people_are_those_of_rest_with_how_many_there_are(by_hand: ByHand) -> None:
    people = rest(by_hand, "profiles", limit=25, page=2)["profiles"]
    assert by_hand.call("list_profiles", limit=25, page=2) == {"profiles": people, "total": 60}
    assert by_hand.call("get_profile", profileId=people[0]["id"]) == people[0]


def test_a_debrief_is_written_once_whoever_asks(by_hand: ByHand, account: Account) -> None:
    done = next(each for each in account.profiles.page(1, 60) if not each.is_pending)
    debrief = by_hand.call("get_debrief", profileId=done.id)
    said = rest(by_hand, f"playbook/ai/debrief/{done.id}")
    assert debrief == {name: said[name] for name in ("id", "content", "ratings")}


def test_nobody_pending_has_a_debrief(by_hand: ByHand, account: Account) -> None:
    pending = next(each for each in account.profiles.page(1, 60) if each.is_pending)
    message = by_hand.refusal("get_debrief", profileId=pending.id)
    assert message == "A debrief needs at least one completed assessment"


def test_the_account_is_that_of_rest_without_its_tags(by_hand: ByHand) -> None:
    account = rest(by_hand, "account")["data"]
    del account["tags"]
    assert by_hand.call("get_account") == account
