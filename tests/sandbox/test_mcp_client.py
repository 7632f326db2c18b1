"""The official SDK's client finds its own way from the address of the MCP endpoint to the tools."""

from collections.abc import Awaitable, Callable

import pytest
from anyio.from_thread import start_blocking_portal
from mcp.client.client import ConnectMode
from mcp_types import TextContent

from sandbox.server import Running
from tests.sandbox.assistant import Assistant
from tests.sandbox.visitor import ALL, SECOND, Visitor
from tests.support.consent import Consent

TAG = {"label": "Night shift", "color": "zinc"}


@pytest.fixture
def assistant(sandbox: Running) -> Assistant:
    return Assistant(f"{sandbox.api_url}/mcp")


def run(test: Callable[[], Awaitable[None]]) -> None:
    """Runs what a test does with the SDK, which is asynchronous; in a thread of its own, since
    Playwright, once it was used, keeps an event loop in this one.
    """
    with start_blocking_portal() as portal:
        portal.call(test)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_it_needs_the_address_alone(
    assistant: Assistant, sandbox: Running, mode: ConnectMode
) -> None:
    async def use() -> None:
        async with assistant.connected(mode) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            made = await client.call_tool("create_tag", TAG)
            refused = await client.call_tool("create_tag", {"label": "", "color": "red"})
        assert "list_tags" in names
        assert made.structured_content["label"] == "Night shift"
        assert refused.is_error
        assert [part.text for part in refused.content if isinstance(part, TextContent)] == [
            "label is required"
        ]

    run(use)

    world, registered = sandbox.world, assistant.memory.client
    assert registered is not None
    assert world.clients[registered.client_id].name == "Quillby"
    assert [row.client_id for row in world.audit.rows()] == [registered.client_id]
    calls = world.witness.counts()
    assert calls["POST /mcp 401"] == calls["POST /oauth/register 201"] == len(assistant.asked) == 1


def test_it_acts_for_the_account_that_was_chosen(assistant: Assistant) -> None:
    assistant.consent = Consent(account=SECOND)

    async def use() -> None:
        async with assistant.connected() as client:
            account = await client.call_tool("get_account", {})
        assert account.structured_content["name"] == SECOND

    run(use)


def test_it_renews_its_tokens_without_the_person(assistant: Assistant, sandbox: Running) -> None:
    async def use() -> None:
        async with assistant.connected() as client:
            sandbox.world.ledger.expire_access_tokens()
            assistant.provider.context.token_expiry_time = 1.0  # seconds since 1970
            assert not (await client.call_tool("list_tags", {})).is_error

    run(use)

    assert len(assistant.asked) == 1
    assert sandbox.world.witness.arrivals(grant_type="refresh_token", status=200)


def test_it_comes_back_for_a_scope_that_was_denied(assistant: Assistant, sandbox: Running) -> None:
    assistant.consent = Consent(denied={"tags:manage"})

    async def use() -> None:
        async with assistant.connected() as client:
            await client.call_tool("get_account", {})
            assistant.consent = Consent()
            assert not (await client.call_tool("list_tags", {})).is_error

    run(use)

    assert [len(assistant.asked), *map(set, granted(sandbox))] == [
        2,
        set(ALL.split()) - {"tags:manage"},
        set(ALL.split()),
    ]
    assert len(sandbox.world.witness.arrivals("/mcp", status=403)) == 1


def test_after_its_person_revokes_it_it_needs_them_again(
    assistant: Assistant, sandbox: Running, visitor: Visitor
) -> None:
    witness = sandbox.world.witness

    async def use() -> None:
        async with assistant.connected() as client:
            await client.call_tool("list_tags", {})
            revoke_as_the_dashboard_does(visitor, "Quillby")
            witness.clear()
            await client.call_tool("list_tags", {})

    run(use)

    assert [call.status for call in witness.arrivals("/mcp")] == [401, 200]
    assert len(assistant.asked) == 2


def test_a_revoked_assistant_is_refused_new_tokens(assistant: Assistant, sandbox: Running) -> None:
    witness, ledger = sandbox.world.witness, sandbox.world.ledger

    async def use() -> None:
        async with assistant.connected() as client:
            ledger.revoke(ledger.grants[-1])
            assistant.provider.context.token_expiry_time = 1.0  # seconds since 1970
            witness.clear()
            await client.call_tool("list_tags", {})

    run(use)

    refused = witness.arrivals("/oauth/token", grant_type="refresh_token")
    assert [call.status for call in refused] == [400]
    assert len(assistant.asked) == 2
    assert witness.arrivals("/mcp")[0].status == 401


def test_what_it_did_is_told_to_its_person(assistant: Assistant, visitor: Visitor) -> None:
    async def use() -> None:
        async with assistant.connected() as client:
            await client.list_tools()
            await client.call_tool("create_tag", TAG)

    run(use)

    token = visitor.tokens()["access_token"]
    grant_id = connected(visitor, token, "Quillby")
    told = visitor.get(f"/api/v4/grants/{grant_id}/activity", token).json()["activity"]
    assert [(entry["action"], entry["via"]) for entry in told] == [("tag.create", "mcp")]


def connected(visitor: Visitor, token: str, name: str) -> str:
    """The id of the grant of an app with this name."""
    grants = visitor.get("/api/v4/grants", token, limit=100).json()["grants"]
    [grant_id] = [grant["id"] for grant in grants if grant["client"].get("name") == name]
    return str(grant_id)


def revoke_as_the_dashboard_does(visitor: Visitor, name: str) -> None:
    """The same person ends an app's connection from the dashboard."""
    token = visitor.tokens()["access_token"]
    answer = visitor.send("DELETE", f"/api/v4/grants/{connected(visitor, token, name)}", token)
    assert answer.status_code == 204


def granted(sandbox: Running) -> list[tuple[str, ...]]:
    """The scopes of every grant, oldest first."""
    return [grant.scopes for grant in sandbox.world.ledger.grants]
