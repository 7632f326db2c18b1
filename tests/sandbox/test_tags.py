"""Tags are written to as the platform has it documented, and else as the README assumes."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
import time_machine

from sandbox.identifiers import well_formed
from sandbox.scopes import SCOPES
from sandbox.seed import build
from sandbox.server import Running, running
from sandbox.tags import NoSuchTag, TagBook
from tests.sandbox.visitor import CALLBACK, MAIN, SECOND, Visitor, error

UNKNOWN = "6600000000000000000000ff"
TAG = "/api/v4/tag"
GREEN = {"label": "Night shift", "color": "emerald"}
Write = tuple[str, str, Any]


def book(visitor: Visitor) -> TagBook:
    """The main account's."""
    return visitor.sandbox.world.accounts[0].tags


def people(sandbox: Running, count: int, account: int = 0) -> list[str]:
    """The first ids of an account."""
    return [sandbox.world.accounts[account].profiles.id_at(place) for place in range(count)]


def written(answer: requests.Response) -> dict[str, Any]:
    """The tag in the answer of a write, which must have the envelope."""
    said = answer.json()
    assert (answer.status_code, said.keys()) == (200, {"code", "status", "tag"}), said
    assert (said["code"], said["status"]) == (200, "success")
    tag: dict[str, Any] = said["tag"]
    assert tag.keys() == {"id", "createdAt", "updatedAt", "label", "color", "profiles"}
    return tag


def writes(tag_id: str) -> list[Write]:
    """One good call of each kind."""
    return [
        ("POST", TAG, GREEN),
        ("PATCH", f"{TAG}/{tag_id}", GREEN),
        ("PATCH", f"{TAG}/{tag_id}/profiles", {"profiles": []}),
        ("DELETE", f"{TAG}/{tag_id}", None),
    ]


def refused(visitor: Visitor, token: str, write: Write, **sent: Any) -> tuple[int, str]:
    """How a call is refused; none may leave a trace."""
    before = tuple(book(visitor))
    method, path, body = write
    told = error(visitor.send(method, path, token, **(sent or {"json": body})))
    assert book(visitor) == before
    assert visitor.sandbox.world.audit.rows() == []
    return told


def test_a_new_tag_stands_last_and_nobody_carries_it(visitor: Visitor, token: str) -> None:
    tag = written(visitor.send("POST", TAG, token, json=GREEN))

    assert well_formed(tag["id"])
    assert (tag["label"], tag["color"], tag["profiles"]) == ("Night shift", "emerald", [])
    assert re.fullmatch(r"[-\d]{10}T[:\d]{8}\.\d{6}-05:00", tag["createdAt"])
    assert tag["createdAt"] == tag["updatedAt"]
    listed = visitor.get("/api/v4/tags", token, limit=100).json()["tags"]
    assert (listed[-1], len(listed)) == (tag, 11)


@pytest.mark.parametrize("label", [" two  spaces ", "<b>&\"'", "x" * 100_000, "ليلى", "\x00"])
def test_a_label_is_kept_as_it_was_sent(visitor: Visitor, token: str, label: str) -> None:
    tag = written(visitor.send("POST", TAG, token, json=GREEN | {"label": label}))

    assert tag["label"] == book(visitor)[-1].label == label


def test_two_tags_may_share_a_label_and_never_an_id(visitor: Visitor, token: str) -> None:
    first = written(visitor.send("POST", TAG, token, json=GREEN))
    written(visitor.send("DELETE", f"{TAG}/{first['id']}", token))
    ids = {written(visitor.send("POST", TAG, token, json=GREEN))["id"] for _ in range(3)}

    assert len(ids | {first["id"]}) == 4
    assert [tag.label for tag in book(visitor)].count("Night shift") == 3


@pytest.mark.parametrize("change", [{"label": "Board"}, {"color": "zinc"}, GREEN, {}])
def test_a_change_leaves_the_rest_as_it_was(
    visitor: Visitor, token: str, change: dict[str, str]
) -> None:
    [before] = visitor.get("/api/v4/tags", token, limit=1).json()["tags"]

    tag = written(visitor.send("PATCH", f"{TAG}/{before['id']}", token, json=change))

    assert tag == before | change | {"updatedAt": tag["updatedAt"]}
    assert visitor.get("/api/v4/tags", token, limit=1).json()["tags"] == [tag]


def test_each_write_is_later_than_the_one_before_even_where_the_clock_stands(
    visitor: Visitor,
) -> None:
    tag = book(visitor)[0]
    with time_machine.travel(datetime.now(UTC), tick=False):
        for _ in range(3):
            after = book(visitor).change(tag.id)
            assert datetime.fromisoformat(after.updated_at) > datetime.fromisoformat(tag.updated_at)
            assert after.created_at == tag.created_at
            tag = after


def test_the_profiles_that_are_sent_replace_those_there_are(visitor: Visitor, token: str) -> None:
    tag, ids = book(visitor)[0], people(visitor.sandbox, 4)[::-1]
    address = f"{TAG}/{tag.id.upper()}/profiles"

    sent = [ids[0].upper(), *ids, ids[1]]
    set_to = written(visitor.send("PATCH", address, token, json={"profiles": sent}))

    assert (set_to["id"], set_to["profiles"]) == (tag.id, ids)
    assert book(visitor)[0].profiles == tuple(ids)
    assert written(visitor.send("PATCH", address, token, json={"profiles": []}))["profiles"] == []


def test_a_deleted_tag_is_given_once_more_and_is_gone(visitor: Visitor, token: str) -> None:
    [before] = visitor.get("/api/v4/tags", token, limit=1).json()["tags"]

    assert written(visitor.send("DELETE", f"{TAG}/{before['id']}", token)) == before

    assert before["id"] not in [tag.id for tag in book(visitor)]
    again = visitor.send("DELETE", f"{TAG}/{before['id']}", token)
    assert error(again) == (404, "Tag not found")


def test_no_call_reads_one_tag(visitor: Visitor, token: str) -> None:
    answer = visitor.get(f"{TAG}/{book(visitor)[0].id}", token)

    assert error(answer)[0] == 405
    assert set(answer.headers["Allow"].split(", ")) == {"DELETE", "OPTIONS", "PATCH"}
    assert visitor.get(TAG, token).status_code == 405


@pytest.mark.parametrize("kind", range(4))
def test_every_write_needs_the_scope_before_anything_else(visitor: Visitor, kind: int) -> None:
    others = visitor.tokens(granted=" ".join(SCOPES.keys() - {"tags:manage"}))["access_token"]
    just = visitor.tokens(granted="tags:manage")["access_token"]
    write = writes(book(visitor)[0].id)[kind]

    assert refused(visitor, others, write)[0] == 403
    assert refused(visitor, others, write, data="{", headers={})[0] == 403
    assert refused(visitor, "sbxat_unknown", write)[0] == 401
    written(visitor.send(write[0], write[1], just, json=write[2]))


@pytest.mark.parametrize("value", [..., None, 5, [], "", " \t\n "])
def test_a_label_that_is_none_is_missed(visitor: Visitor, token: str, value: Any) -> None:
    body = {"color": "red"} if value is ... else {"color": "red", "label": value}
    required = (400, "label is required")

    assert refused(visitor, token, ("POST", TAG, body)) == required
    if value is not ...:
        write = ("PATCH", f"{TAG}/{book(visitor)[0].id}", body)
        assert refused(visitor, token, write) == required


@pytest.mark.parametrize(
    ("value", "named"),
    [
        *((..., ""), ("", ""), ("teal", "teal"), ("Red", "Red"), (" red", " red"), ('"', '"')),
        *((None, "null"), (5, "5"), (["red"], '["red"]')),
    ],
)
def test_a_color_that_is_none_is_named(
    visitor: Visitor, token: str, value: Any, named: str
) -> None:
    body = {"label": "x"} if value is ... else {"label": "x", "color": value}
    invalid = (400, f'invalid color "{named}"')

    assert refused(visitor, token, ("POST", TAG, body)) == invalid
    if value is not ...:
        write = ("PATCH", f"{TAG}/{book(visitor)[0].id}", body)
        assert refused(visitor, token, write) == invalid


@pytest.mark.parametrize("body", [{}, {"profiles": None}, {"profiles": "x"}, {"profiles": [1]}, []])
def test_profiles_that_are_no_ids_are_missed(visitor: Visitor, token: str, body: Any) -> None:
    write = ("PATCH", f"{TAG}/{book(visitor)[0].id}/profiles", body)

    assert refused(visitor, token, write) == (400, "profiles is required")


def test_one_id_of_nobody_here_lets_the_whole_set_be_refused(visitor: Visitor, token: str) -> None:
    world, own = visitor.sandbox.world, people(visitor.sandbox, 2)
    [foreign] = people(visitor.sandbox, 1, account=1)
    beyond = world.accounts[0].profiles.id_at(60)
    tag_id = book(visitor)[0].id
    for stranger in (foreign, UNKNOWN, beyond, tag_id, world.people[0].id, "x", "", "<b>"):
        body = {"profiles": [own[0], stranger, own[1]]}
        told = refused(visitor, token, ("PATCH", f"{TAG}/{tag_id}/profiles", body))
        assert told == (400, f'unknown profile "{stranger}"')


@pytest.mark.parametrize("kind", [1, 2, 3])
def test_another_account_s_tag_cannot_be_told_from_an_unknown_one(
    visitor: Visitor, kind: int
) -> None:
    token = visitor.tokens(account=MAIN)["access_token"]
    accounts = visitor.sandbox.world.accounts
    theirs = tuple(accounts[1].tags)
    for tag_id in (UNKNOWN, theirs[0].id, accounts[0].id):
        assert refused(visitor, token, writes(tag_id)[kind]) == (404, "Tag not found")
    assert refused(visitor, token, writes("x")[kind]) == (400, "The tag id is malformed")
    assert refused(visitor, token, writes("g" * 24)[kind]) == (400, "The tag id is malformed")
    assert accounts[1].tags == theirs


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_what_is_no_json_is_refused(visitor: Visitor, token: str, kind: int) -> None:
    write = writes(book(visitor)[0].id)[kind]
    json = {"Content-Type": "application/json; charset=utf-8"}

    for text in ("", "{", "{}{}", b'{"label": "\xed"}', '{"label": ' + "[" * 100_000):
        assert refused(visitor, token, write, data=text, headers=json)[0] == 400
    for text in ("[]", "null", '"label"', "5"):
        assert refused(visitor, token, write, data=text, headers=json)[0] == 400
    for other in ("text/plain", "application/x-www-form-urlencoded", ""):
        told = refused(visitor, token, write, data="{}", headers={"Content-Type": other})
        assert told[0] == 415


def test_each_account_writes_to_its_own(visitor: Visitor) -> None:
    before = tuple(book(visitor))
    token = visitor.tokens(account=SECOND)["access_token"]

    tag = written(visitor.send("POST", TAG, token, json=GREEN))

    assert visitor.sandbox.world.accounts[1].tags[-1].id == tag["id"]
    assert book(visitor) == before
    assert tag["id"] not in [each.id for each in before]


def test_reset_puts_the_tags_back(visitor: Visitor, token: str) -> None:
    before = tuple(book(visitor))
    made = written(visitor.send("POST", TAG, token, json=GREEN))
    visitor.send("DELETE", f"{TAG}/{before[0].id}", token)
    visitor.send("PATCH", f"{TAG}/{before[1].id}", token, json=GREEN)
    assert book(visitor) != before

    visitor.sandbox.world.reset()

    assert book(visitor) == before
    assert book(visitor).create("x", "red").id == made["id"]


def test_a_hundred_thousand_people_can_carry_a_tag(http: requests.Session) -> None:
    with running(build(100_000)) as large:
        visitor = Visitor(large, large.world.register("Team Dashboard", [CALLBACK]), http)
        token, ids = visitor.tokens()["access_token"], people(large, 100_000)
        address = f"{TAG}/{book(visitor)[0].id}/profiles"

        tag = written(visitor.send("PATCH", address, token, json={"profiles": ids}))

    assert tag["profiles"] == ids
    assert large.world.accounts[0].profiles.seeded.at.cache_info().currsize == 0


def test_many_writers_at_once_lose_nothing(sandbox: Running, restless: None) -> None:
    tags = sandbox.world.accounts[0].tags
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: tags.create(str(number), "red"), range(200)))
        list(pool.map(lambda tag: tags.set_profiles(tag.id, [tag.label]), made))

    assert [tag.profiles for tag in tags[10:]] == [(tag.label,) for tag in tags[10:]]
    assert len({tag.id for tag in tags}) == len(tags) == 210


def test_what_was_read_before_a_write_stays_as_it_was(sandbox: Running) -> None:
    tags = sandbox.world.accounts[0].tags
    seen, page = iter(tags), tags[:3]
    gone = tags.delete(tags[0].id)

    assert [next(seen), page[0]] == [gone, gone]
    assert gone not in tags
    with pytest.raises(NoSuchTag):
        tags.find(gone.id)
