"""Every write that succeeded has a row that says who changed what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox.audit import Actor
from sandbox.server import Running
from sandbox.tag_writes import TagWrites
from tests.sandbox.visitor import MANAGER, SECOND, Visitor

TAG = "/api/v4/tag"


def rows(visitor: Visitor) -> list[dict[str, Any]]:
    """As they are given over HTTP."""
    said: list[dict[str, Any]] = visitor.http.get(
        f"{visitor.sandbox.login_url}/sandbox/audit"
    ).json()
    return said


def test_each_write_says_what_it_changed(visitor: Visitor, token: str) -> None:
    account = visitor.sandbox.world.accounts[0]
    one, two, three = (account.profiles.id_at(place) for place in range(3))
    made = visitor.send("POST", TAG, token, json={"label": "A", "color": "red"}).json()["tag"]
    address = f"{TAG}/{made['id']}"
    visitor.send("PATCH", address, token, json={"label": "B"})
    visitor.send("PATCH", f"{address}/profiles", token, json={"profiles": [two, one]})
    visitor.send("PATCH", f"{address}/profiles", token, json={"profiles": [three, two]})
    visitor.send("DELETE", address, token)

    assert {row["target"] for row in rows(visitor)} == {made["id"]}
    assert [(row["action"], row["details"]) for row in rows(visitor)] == [
        ("tag.create", {"label": "A", "color": "red"}),
        (
            "tag.change",
            {
                "before": {"label": "A", "color": "red"},
                "after": {"label": "B", "color": "red"},
            },
        ),
        ("tag.set_profiles", {"added": [two, one], "removed": []}),
        ("tag.set_profiles", {"added": [three], "removed": [one]}),
        ("tag.delete", {"label": "B", "color": "red", "removed": [three, two]}),
    ]


@pytest.mark.parametrize("account", [0, 1])
def test_a_row_says_who_wrote_when_and_by_which_app(visitor: Visitor, account: int) -> None:
    world, before = visitor.sandbox.world, datetime.now(UTC)
    token = (visitor.tokens(account=SECOND) if account else visitor.tokens(MANAGER))["access_token"]
    visitor.send("POST", TAG, token, json={"label": "A", "color": "red"})

    [row] = rows(visitor)

    person = world.people[0 if account else 1]
    by = (world.accounts[account].id, person.id, visitor.client.client_id)
    assert (row["account"], row["person"], row["client_id"]) == by
    assert before <= datetime.fromisoformat(row["at"]) <= datetime.now(UTC)
    assert token not in str(row)


def test_what_was_refused_or_only_read_has_no_row(visitor: Visitor, token: str) -> None:
    visitor.get("/api/v4/tags", token)
    visitor.send("POST", TAG, token, json={"label": "A", "color": "teal"})
    visitor.send("DELETE", f"{TAG}/6600000000000000000000ff", token)

    assert rows(visitor) == []


def test_rows_are_found_by_what_was_done_and_go_with_a_reset(sandbox: Running) -> None:
    world = sandbox.world
    world.audit.note(Actor("a", None, "c"), "grant.revoke", "g", reason="asked for")
    world.audit.note(Actor("a", "p", "c"), "tag.create", "t")

    [row] = world.audit.rows("grant.")
    assert (row.person, row.details) == (None, {"reason": "asked for"})
    world.reset()
    assert world.audit.rows() == []


def test_rows_stand_in_the_order_of_the_writes(sandbox: Running, restless: None) -> None:
    account = sandbox.world.accounts[0]
    writes = TagWrites(account.tags, sandbox.world.audit, Actor(account.id, None, "many"))
    tag = account.tags[0]
    ids = [account.profiles.id_at(place) for place in range(60)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: writes.set_profiles(tag.id, ids[:number]), range(60)))

    carriers = list(tag.profiles)
    for row in sandbox.world.audit.rows():
        added, removed = row.details["added"], row.details["removed"]
        assert isinstance(added, list)
        assert isinstance(removed, list)
        assert set(removed) <= set(carriers)
        assert not set(added) & set(carriers)
        carriers = [each for each in carriers if each not in removed] + added
    assert set(carriers) == set(account.tags[0].profiles)
    assert len(sandbox.world.audit.rows()) == 60
