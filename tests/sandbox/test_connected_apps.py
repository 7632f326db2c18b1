"""The apps that were connected before: of every kind, with a past, and back after a reset."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from sandbox.activity import Entry
from sandbox.api.actions import ACTIONS
from sandbox.authorization.clients import Client
from sandbox.authorization.records import Grant
from sandbox.population.tags import Tag
from sandbox.scopes import SCOPES
from sandbox.seed import build
from tests.sandbox.visitor import SECOND, Visitor

WORLD = build(60)
GRANTS = WORLD.ledger.earlier


def of(name: str) -> list[Grant]:
    """The grants of an app, by the beginning of its name."""
    return [grant for grant in GRANTS if client(grant).name.startswith(name)]


def client(grant: Grant) -> Client:
    return WORLD.clients[grant.client_id]


def days(moment: datetime | None) -> float:
    assert moment is not None
    return (datetime.now(UTC) - moment) / timedelta(days=1)


def past(grant: Grant) -> list[Entry]:
    return grant.journal.page(1, 1_000)[0]


def test_of_two_assistants_one_was_used_today_and_one_never() -> None:
    busy, idle = of("Wrenlight")[0], of("Pellmere")
    assert days(busy.last_used_at) < 1
    assert all(grant.last_used_at is None and past(grant) == [] for grant in idle)
    for grant in (busy, *idle):
        assert client(grant).dynamic
        assert client(grant).is_public


def test_a_tool_with_every_scope_was_used_yesterday() -> None:
    grant = of("Stonegable")[0]
    assert grant.scopes == tuple(SCOPES)
    assert 1 <= days(grant.last_used_at) < 2
    assert (client(grant).dynamic, client(grant).is_public) == (False, False)
    assert client(grant).about.publisher == "Stonegable Systems"


def test_one_that_may_write_was_forgotten_for_two_hundred_days() -> None:
    [grant] = of("Ferrywick")
    assert days(grant.last_used_at) >= 200
    assert {"profiles:write", "tags:manage"} == set(grant.scopes)


def test_one_is_in_the_second_account_alone_and_runs_out() -> None:
    grants = of("Almsford")
    assert {grant.account_id for grant in grants} == {WORLD.accounts[1].id}
    assert WORLD.accounts[1].name == SECOND
    assert days(grants[0].expires_at) < -29
    assert grants[0].updated_at
    assert grants[0].updated_at > grants[0].granted_at


def test_one_app_acts_for_one_person_in_both_accounts() -> None:
    owned = [grant for grant in of("Wrenlight") if grant.person_id == WORLD.people[0].id]
    assert len({grant.account_id for grant in owned}) == 2


def test_everybody_has_connected_something_where_they_may() -> None:
    by_person = Counter(grant.person_id for grant in GRANTS)
    assert by_person.keys() == {person.id for person in WORLD.people}
    for grant in GRANTS:
        person = WORLD.person(grant.person_id)
        assert person is not None
        assert grant.account_id in person.roles
        assert set(grant.scopes) <= set(client(grant).scopes)


def test_whoever_published_them_is_invented() -> None:
    for each in WORLD.clients.values():
        addresses = [*each.redirect_uris, *each.about[1:]]
        hosts = {urlsplit(address).hostname or "" for address in addresses if address}
        assert all(host.endswith(".test") or host == "127.0.0.1" for host in hosts)


@pytest.mark.parametrize("grant", GRANTS, ids=lambda grant: grant.id)
def test_what_an_app_did_fits_its_scopes_and_its_days(grant: Grant) -> None:
    entries = past(grant)
    times = [datetime.fromisoformat(entry.at) for entry in entries]
    assert times == sorted(times, reverse=True)
    if times:
        assert grant.last_used_at is not None
        assert abs(times[0] - grant.last_used_at) < timedelta(seconds=1)
        assert times[-1] > grant.granted_at - timedelta(seconds=1)
    assert len({entry.id for entry in entries}) == len(entries)
    assert {entry.action for entry in entries} <= set(ACTIONS.values())
    nouns = {entry.action.split(".")[0].rstrip("s") for entry in entries if entry.outcome == "ok"}
    allowed = {"profile": "profiles:read", "debrief": "profiles:read", "account": "account:read"}
    assert {allowed.get(noun, "tags:manage") for noun in nouns} <= set(grant.scopes)


def test_something_was_refused_and_more_happened_than_is_kept() -> None:
    refused = Counter(entry.outcome for entry in past(of("Wrenlight")[0]))
    assert refused["denied"] == 8
    entries, total = of("Stonegable")[0].journal.page(1, 1_000)
    assert (len(entries), total) == (500, 1_240)
    assert {entry.via for entry in past(of("Wrenlight")[0])} == {"mcp"}
    assert {entry.via for entry in entries} == {"rest"}


def test_what_was_done_was_done_to_people_and_tags_that_there_are() -> None:
    for grant in GRANTS:
        account = WORLD.account(grant.account_id)
        tags: tuple[Tag, ...] = tuple(account.tags)
        known = {tag.id for tag in tags}
        targets = {entry.target for entry in past(grant)} - {None}
        assert all(each in known or account.profiles.holds(str(each)) for each in targets)


def test_the_past_stays_when_an_app_goes_on(visitor: Visitor) -> None:
    ledger = visitor.sandbox.world.ledger
    busy, same = ledger.earlier[0], visitor.sandbox.world.earlier().grants[0]
    ledger.issue(busy, "sbxat_of_an_assistant", "profiles:read", None)
    assert visitor.get("/api/v4/profiles", "sbxat_of_an_assistant").status_code == 200
    newest, *before = past(busy)
    assert (newest.action, newest.via) == ("profiles.list", "rest")
    assert before == past(same)
    assert busy.journal.page(1, 1)[1] == 65


def test_a_reset_puts_back_what_was_revoked_and_used(visitor: Visitor, token: str) -> None:
    world = visitor.sandbox.world
    before = {grant.id: (grant.last_used_at, grant.journal.page(1, 1)[1]) for grant in GRANTS}
    for grant in world.ledger.earlier:
        grant.journal.note("tags.list")
        visitor.send("DELETE", f"/api/v4/grants/{grant.id}", token)
    assert len(world.ledger.live(world.people[0].id)) == 1
    world.reset()
    assert {grant.id: grant.journal.page(1, 1)[1] for grant in world.ledger.earlier} == {
        grant_id: total for grant_id, (_, total) in before.items()
    }
    assert not any(grant.has_ended for grant in world.ledger.earlier)
    assert all(grant.client_id in world.clients for grant in world.ledger.earlier)


def test_the_apps_can_be_left_out() -> None:
    plain = build(60, connected_apps=False)
    assert (plain.ledger.earlier, plain.clients) == ([], {})
    plain.reset()
    assert plain.ledger.earlier == []


def test_an_account_without_people_has_apps_all_the_same() -> None:
    empty = build(0)
    for grant in empty.ledger.earlier:
        assert len(past(grant)) == min(grant.journal.page(1, 1)[1], 500)
