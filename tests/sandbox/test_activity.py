"""The journal of a grant: what its app did, by which call, and whether it was let."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest

from sandbox.activity import KEPT, Entry, Journal
from sandbox.api.actions import ACTIONS
from sandbox.api.app import create_api
from sandbox.api.protect import PROTECTED
from sandbox.current import Origins
from sandbox.faults import Fault, Kind
from sandbox.seed import build
from tests.sandbox.visitor import Visitor

UNKNOWN = "6600000000000000000000ff"


def noted(visitor: Visitor) -> list[tuple[str, str | None, str]]:
    """Action, target and outcome of the latest consent's calls, oldest first."""
    entries, _ = visitor.sandbox.world.ledger.grants[-1].journal.page(1, KEPT)
    return [(each.action, each.target, each.outcome) for each in reversed(entries)]


def test_every_call_of_the_api_has_an_action_and_no_action_is_without_a_call() -> None:
    api = create_api(build(1), Origins("http://127.0.0.1:1", "http://127.0.0.1:2"))
    endpoints = {
        rule.endpoint for rule in api.url_map.iter_rules() if rule.rule.startswith(PROTECTED)
    }
    assert endpoints == ACTIONS.keys()


def test_each_call_is_noted_with_what_it_was_about(visitor: Visitor, token: str) -> None:
    account = visitor.sandbox.world.accounts[0]
    person = account.profiles.id_at(0)
    made = visitor.send("POST", "/api/v4/tag", token, json={"label": "A", "color": "red"}).json()
    tag = made["tag"]["id"]
    for method, path, sent in (
        ("GET", "account", {}),
        ("GET", "profiles", {}),
        ("GET", f"profile/{person.upper()}", {}),
        ("GET", f"playbook/ai/debrief/{person}", {}),
        ("POST", f"playbook/ai/debrief/{person}", {}),
        ("GET", "tags", {}),
        ("PATCH", f"tag/{tag}", {"json": {"label": "B"}}),
        ("PATCH", f"tag/{tag}/profiles", {"json": {"profiles": []}}),
        ("DELETE", f"tag/{tag}", {}),
        ("GET", "grants", {}),
        ("GET", f"grants/{UNKNOWN}/activity", {}),
        ("DELETE", f"grants/{UNKNOWN}", {}),
    ):
        visitor.send(method, f"/api/v4/{path}", token, **sent)

    assert noted(visitor) == [
        ("tag.create", tag, "ok"),
        ("account.read", None, "ok"),
        ("profiles.list", None, "ok"),
        ("profile.read", person, "ok"),
        ("debrief.read", person, "ok"),
        ("debrief.write", person, "ok"),
        ("tags.list", None, "ok"),
        ("tag.change", tag, "ok"),
        ("tag.set_profiles", tag, "ok"),
        ("tag.delete", tag, "ok"),
        ("grants.list", None, "ok"),
        ("grant.activity", UNKNOWN, "ok"),
        ("grant.revoke", UNKNOWN, "ok"),
    ]


def test_what_the_scopes_do_not_allow_is_noted_as_denied(visitor: Visitor) -> None:
    token = visitor.tokens(granted="account:read")["access_token"]
    visitor.get(f"/api/v4/profile/{UNKNOWN}", token)
    visitor.get("/api/v4/account", token, includeTags="true")
    visitor.get("/api/v4/account", token)
    assert noted(visitor) == [
        ("profile.read", UNKNOWN, "denied"),
        ("account.read", None, "denied"),
        ("account.read", None, "ok"),
    ]


def test_what_never_came_to_a_call_is_not_noted(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.faults.add(Fault(Kind.BROKEN, origin="api", times=1))
    visitor.get("/api/v4/profiles", token)
    assert visitor.get("/api/v4/nowhere", token).status_code == 404
    assert visitor.send("PUT", "/api/v4/tags", token).status_code == 405
    visitor.send("OPTIONS", "/api/v4/tags", token)
    visitor.sandbox.world.ledger.expire_access_tokens()
    visitor.get("/api/v4/profiles", token)
    assert noted(visitor) == []


@pytest.mark.parametrize("identifier", ["<b>", "a" * 5_000, "sbxat_secret"])
def test_an_id_that_is_none_is_not_kept(visitor: Visitor, token: str, identifier: str) -> None:
    visitor.get(f"/api/v4/profile/{identifier}", token)
    assert noted(visitor) == [("profile.read", None, "ok")]


def test_each_consent_has_a_journal_of_its_own(visitor: Visitor, token: str) -> None:
    visitor.get("/api/v4/tags", token)
    visitor.get("/api/v4/profiles", visitor.tokens()["access_token"])
    assert noted(visitor) == [("profiles.list", None, "ok")]


def test_it_is_told_page_by_page_the_newest_first(visitor: Visitor, token: str) -> None:
    for path in ("tags", "account", "profiles"):
        visitor.get(f"/api/v4/{path}", token)
    address = f"/api/v4/grants/{visitor.sandbox.world.ledger.grants[0].id}/activity"

    def page(number: int) -> dict[str, Any]:
        answer = visitor.get(address, token, limit=2, page=number)
        assert answer.headers["Cache-Control"] == "no-store"
        said: dict[str, Any] = answer.json()
        return said

    first = page(1)
    assert first.keys() == {"code", "status", "total", "activity"}
    assert (first["code"], first["status"], first["total"]) == (200, "success", 3)
    assert [entry["action"] for entry in first["activity"]] == ["profiles.list", "account.read"]
    newest = first["activity"][0]
    assert newest.keys() == {"id", "at", "action", "target", "via", "outcome"}
    assert abs(datetime.fromisoformat(newest["at"]) - datetime.now(UTC)).total_seconds() < 10
    assert (newest["target"], newest["via"], newest["outcome"]) == (None, "rest", "ok")
    second = page(2)
    assert [entry["action"] for entry in second["activity"]] == ["account.read", "tags.list"]
    assert second["total"] == 4
    assert page(9)["activity"] == []


def test_the_latest_five_hundred_are_kept_and_all_are_counted() -> None:
    journal = Journal()
    for number in range(KEPT + 20):
        journal.note(f"number {number}")
    entries, total = journal.page(1, KEPT + 20)
    assert (len(entries), total) == (KEPT, KEPT + 20)
    assert len({entry.id for entry in entries}) == KEPT
    assert journal.page(KEPT + 1, 1) == ([], KEPT + 20)


def test_two_calls_at_once_are_both_noted_after_what_was_before() -> None:
    asked, twice = [], Event()

    def earlier() -> list[Entry]:
        asked.append(1)
        if len(asked) == 2:
            twice.set()
        twice.wait(0.2)
        return [Entry("68", "2026-01-01T00:00:00.000Z", "tags.list", None, "rest", "ok")]

    journal = Journal(earlier, 7)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(journal.note, ["account.read", "profiles.list"]))
    entries, total = journal.page(1, 10)
    assert {entry.action for entry in entries[:2]} == {"account.read", "profiles.list"}
    assert ([entry.id for entry in entries[2:]], total, asked) == (["68"], 9, [1])


def test_another_door_notes_in_the_same_journal() -> None:
    journal = Journal()
    journal.note("tags.list", via="mcp", outcome="denied")
    [entry], _ = journal.page(1, 10)
    assert (entry.action, entry.via, entry.outcome) == ("tags.list", "mcp", "denied")
