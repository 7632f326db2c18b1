"""Another client changes a tag exactly where a test says so, and once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sandbox.faults import Fault, Kind
from sandbox.meanwhile import Meanwhile, Meanwhiles
from sandbox.population.profiles import Profile
from sandbox.population.tags import Tag
from tests.sandbox.visitor import Visitor

TAGS = "/api/v4/tags"
PROFILES = "/api/v4/profiles"


def first(visitor: Visitor) -> Tag:
    """The main account's first tag, as it is."""
    return visitor.sandbox.world.accounts[0].tags[0]


def read(visitor: Visitor, token: str) -> list[str]:
    """Who carries it, as the API says."""
    ids: list[str] = visitor.get(TAGS, token, limit=1).json()["tags"][0]["profiles"]
    return ids


def stranger(visitor: Visitor) -> str:
    """Somebody who does not carry it yet."""
    profiles, carriers = visitor.sandbox.world.accounts[0].profiles, first(visitor).profiles
    return next(each for each in map(profiles.id_at, range(60)) if each not in carriers)


def test_before_a_call_it_is_seen_by_it_and_after_a_call_by_the_next(
    visitor: Visitor, token: str
) -> None:
    tag, meanwhile = first(visitor), visitor.sandbox.world.meanwhile
    one, *others = tag.profiles
    meanwhile.add(Meanwhile(when="before", tag=tag.id, path=TAGS, remove=(one,)))
    meanwhile.add(Meanwhile(when="after", tag=tag.id, path=TAGS, add=(one, others[0])))

    assert [read(visitor, token) for _ in range(3)] == [others, [*others, one], [*others, one]]
    assert meanwhile.waiting() == []


def test_between_a_read_and_a_write_it_is_lost_to_whoever_writes_the_whole_set(
    visitor: Visitor, token: str
) -> None:
    tag, new = first(visitor), stranger(visitor)
    visitor.sandbox.world.meanwhile.add(
        Meanwhile(when="after", tag=tag.id, method="GET", path=TAGS, add=(new,))
    )
    known = read(visitor, token)
    assert new in first(visitor).profiles

    address = f"/api/v4/tag/{tag.id}/profiles"
    visitor.send("PATCH", address, token, json={"profiles": known})

    assert new not in first(visitor).profiles
    rows = visitor.sandbox.world.audit.rows()
    clients = ["another client", visitor.client.client_id]
    assert [row.client_id for row in rows] == clients
    account = visitor.sandbox.world.accounts[0].id
    assert [(row.account, row.target) for row in rows] == [(account, tag.id)] * 2
    assert [row.details for row in rows] == [
        {"added": [new], "removed": []},
        {"added": [], "removed": [new]},
    ]


def test_only_calls_that_match_count_and_so_many_pass_first(visitor: Visitor, token: str) -> None:
    tag, meanwhile = first(visitor), visitor.sandbox.world.meanwhile
    meanwhile.add(
        Meanwhile(when="before", tag=tag.id, method="GET", path=TAGS, skip=2, profiles=())
    )
    visitor.get(PROFILES, token)
    visitor.send("POST", TAGS, token)
    assert [read(visitor, token) for _ in range(2)] == [list(tag.profiles)] * 2
    assert [deed.skip for deed in meanwhile.waiting()] == [0]

    assert read(visitor, token) == []


def test_calls_of_the_login_and_those_that_a_fault_answers_do_not_count(
    visitor: Visitor, token: str
) -> None:
    world = visitor.sandbox.world
    world.meanwhile.add(Meanwhile(when="before", tag=first(visitor).id, profiles=()))
    world.faults.add(Fault(Kind.BROKEN, path=TAGS, times=1))
    visitor.ask()
    visitor.get(TAGS, token)
    assert len(world.meanwhile.waiting()) == 1

    assert read(visitor, token) == []


def test_after_a_call_means_before_its_answer_arrives(visitor: Visitor, token: str) -> None:
    tag, world = first(visitor), visitor.sandbox.world
    world.meanwhile.add(Meanwhile(when="after", tag=tag.id, method="DELETE", label="Late"))
    world.meanwhile.add(Meanwhile(when="after", tag=tag.id, method="PATCH", label="Theirs"))
    address = f"/api/v4/tag/{tag.id}"

    ours = visitor.send("PATCH", address, token, json={"label": "Ours"}).json()["tag"]
    assert (ours["label"], first(visitor).label) == ("Ours", "Theirs")
    visitor.send("DELETE", address, token)

    assert [row.action for row in world.audit.rows()] == ["tag.change"] * 2 + ["tag.delete"]
    assert world.meanwhile.waiting() == []


@pytest.mark.parametrize(
    ("deed", "actions"),
    [
        ({"label": "B"}, ["tag.change"]),
        ({"color": "teal"}, ["tag.change"]),
        ({"profiles": ["a"], "add": ["b", "a"], "remove": ["c"]}, ["tag.set_profiles"]),
        ({"profiles": [], "label": "B"}, ["tag.set_profiles", "tag.change"]),
        ({"delete": True, "label": "B"}, ["tag.delete"]),
        ({}, []),
    ],
)
def test_each_deed_is_asked_for_over_http_and_has_its_row(
    visitor: Visitor, token: str, deed: dict[str, Any], actions: list[str]
) -> None:
    tag, address = first(visitor), f"{visitor.sandbox.login_url}/sandbox/meanwhile"
    added = visitor.http.post(address, json={"when": "before", "tag": tag.id, **deed}).json()
    assert added == visitor.http.get(address).json()
    assert added[0].items() >= deed.items()

    visitor.get(TAGS, token)

    assert [row.action for row in visitor.sandbox.world.audit.rows()] == actions
    now = visitor.sandbox.world.accounts[0].tags[0]
    assert (now.id == tag.id) is not deed.get("delete", False)
    if "add" in deed:
        assert now.profiles == ("a", "b")
    if "tag.change" in actions:
        assert now.label == deed.get("label", tag.label)
        assert now.color == deed.get("color", tag.color)


def test_a_tag_of_the_other_account_can_be_meant_too(visitor: Visitor, token: str) -> None:
    world = visitor.sandbox.world
    world.meanwhile.add(Meanwhile(when="before", tag=world.accounts[1].tags[0].id, delete=True))

    visitor.get(TAGS, token)

    assert (len(world.accounts[0].tags), len(world.accounts[1].tags)) == (10, 2)
    assert [row.account for row in world.audit.rows()] == [world.accounts[1].id]


def test_each_happens_once_however_many_call_at_once(restless: None) -> None:
    meanwhile = Meanwhiles()
    for number in range(64):
        meanwhile.add(Meanwhile(when="after", tag=str(number), skip=number))
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: meanwhile.take("GET", TAGS), range(64)))

    assert sorted(int(deed.tag or -1) for [deed] in taken) == list(range(64))


@pytest.mark.parametrize("way", ["reset", "delete"])
def test_what_is_dropped_does_not_happen(visitor: Visitor, token: str, way: str) -> None:
    world, address = visitor.sandbox.world, f"{visitor.sandbox.api_url}/sandbox/meanwhile"
    world.meanwhile.add(Meanwhile(when="before", tag=first(visitor).id, delete=True))
    if way == "reset":
        world.reset()
    else:
        assert visitor.http.delete(address).json() == []

    visitor.get(TAGS, token)

    assert (len(world.accounts[0].tags), world.audit.rows()) == (10, [])


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ({"when": "before"}, "Expected one of tag, profile and invite"),
        ({"when": "before", "tag": "x", "invite": "a@b.test"}, "Expected one of tag, profile"),
        ({"when": "before", "profile": "x", "details": {"name": "A"}}, "$.details"),
        ({"tag": "x"}, "when"),
        ({"when": "during", "tag": "x"}, "$.when"),
        ({"when": "after", "tag": "x", "skip": -1}, "$.skip"),
        ({"when": "after", "tag": "x", "lable": "B"}, "lable"),
        ({"when": "after", "tag": "x", "method": "get"}, "$.method"),
    ],
)
def test_a_deed_that_makes_no_sense_is_refused_with_the_reason(
    visitor: Visitor, deed: dict[str, Any], reason: str
) -> None:
    answer = visitor.http.post(f"{visitor.sandbox.api_url}/sandbox/meanwhile", json=deed)

    assert answer.status_code == 400
    assert reason in answer.json()["message"]
    assert visitor.sandbox.world.meanwhile.waiting() == []


def somebody(visitor: Visitor, *, pending: bool) -> Profile:
    """The first of the main account who is, or is not, pending."""
    people = visitor.sandbox.world.accounts[0].profiles.page(1, 60)
    return next(each for each in people if each.is_pending is pending)


def test_somebody_is_invited_between_our_reading_and_our_invite(
    visitor: Visitor, token: str
) -> None:
    world = visitor.sandbox.world
    deed = Meanwhile(when="after", method="GET", path=PROFILES, invite="Ines@example.test")
    world.meanwhile.add(deed)
    known = visitor.get(PROFILES, token, limit=100).json()["profiles"]
    assert "Ines@example.test" not in str(known)

    ours = visitor.send("POST", "/api/v4/profile", token, json={"email": "ines@example.test"})

    messages = world.outbox.messages()
    assert [each.to for each in messages] == ["Ines@example.test"] * 2
    assert {each.profile for each in messages} == {ours.json()["tag"]["id"]}
    assert {each.link for each in messages} == {messages[0].link}
    clients = [row.client_id for row in world.audit.rows("profile.invite")]
    assert clients == ["another client", visitor.client.client_id]


def test_an_invite_goes_by_sms_and_from_whichever_account_is_named(
    visitor: Visitor, token: str
) -> None:
    world = visitor.sandbox.world
    second = world.accounts[1].id
    world.meanwhile.add(Meanwhile(when="before", invite="+15550100123", account=second))

    visitor.get(PROFILES, token)

    [message] = world.outbox.messages()
    assert (message.account, message.channel) == (second, "sms")


def test_somebody_is_deleted_before_our_change_and_not_twice(visitor: Visitor, token: str) -> None:
    person, world = somebody(visitor, pending=False), visitor.sandbox.world
    for _ in range(2):
        world.meanwhile.add(Meanwhile(when="before", profile=person.id, delete=True))

    answer = visitor.send("PATCH", f"/api/v4/profile/{person.id}", token, json={})

    assert answer.status_code == 404
    assert [row.action for row in world.audit.rows()] == ["profile.delete"]
    assert world.meanwhile.waiting() == []


def test_somebody_is_changed_over_http(visitor: Visitor, token: str) -> None:
    person = somebody(visitor, pending=False)
    deed = {"when": "after", "profile": person.id, "details": {"last_name": "B", "email": None}}
    answer = visitor.http.post(f"{visitor.sandbox.login_url}/sandbox/meanwhile", json=deed)
    assert answer.status_code == 200

    visitor.get(PROFILES, token)

    now = visitor.sandbox.world.accounts[0].profiles.find(person.id)
    assert now is not None
    assert (now.first_name, now.last_name, now.email) == (person.first_name, "B", "")


def test_what_the_platform_would_refuse_another_client_does_not_do(
    visitor: Visitor, token: str
) -> None:
    world = visitor.sandbox.world
    done, pending = somebody(visitor, pending=False), somebody(visitor, pending=True)
    world.meanwhile.add(Meanwhile(when="before", invite=done.email))
    world.meanwhile.add(Meanwhile(when="before", profile=pending.id, details={"email": None}))

    visitor.get(PROFILES, token)

    assert (world.outbox.messages(), world.audit.rows()) == ([], [])
