"""The official SDK's client finds its own way from the address of the MCP endpoint to the tools."""

from collections.abc import Awaitable, Callable

import anyio
import pytest
import requests
from mcp.client.client import ConnectMode
from mcp_types import TextContent

from sandbox.server import Running
from tests.sandbox.assistant import Assistant
from tests.sandbox.visitor import ALL, SECOND
from tests.support.consent import Consent

TAG = {"label": "Night shift", "color": "zinc"}


@pytest.fixture
def assistant(sandbox: Running) -> Assistant:
    return Assistant(f"{sandbox.api_url}/mcp")


def run(test: Callable[[], Awaitable[None]]) -> None:
    """Runs what a test does with the SDK, which is asynchronous."""
    anyio.run(test)


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
            assistant.provider.context.token_expiry_time = 1.0
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


def test_after_its_grant_is_revoked_it_needs_the_person_again(
    assistant: Assistant, sandbox: Running
) -> None:
    world = sandbox.world

    async def use() -> None:
        async with assistant.connected() as client:
            await client.call_tool("list_tags", {})
            kept = assistant.memory.tokens
            [grant] = world.ledger.grants
            world.ledger.revoke(grant)
            world.witness.clear()
            await client.call_tool("list_tags", {})
        assert kept is not None
        assert refreshed(sandbox, assistant, kept.refresh_token) == (400, "invalid_grant")

    run(use)

    assert world.witness.arrivals("/mcp")[0].status == 401
    assert len(assistant.asked) == 2
    assert [grant.revoked_at is None for grant in world.ledger.grants] == [False, True]


def granted(sandbox: Running) -> list[tuple[str, ...]]:
    """The scopes of every grant, oldest first."""
    return [grant.scopes for grant in sandbox.world.ledger.grants]


def refreshed(sandbox: Running, assistant: Assistant, token: str | None) -> tuple[int, str]:
    """What comes of a refresh token: status and error."""
    assert assistant.memory.client is not None
    asked = {
        "grant_type": "refresh_token",
        "refresh_token": token,
        "client_id": assistant.memory.client.client_id,
    }
    answer = requests.post(f"{sandbox.login_url}/oauth/token", data=asked, timeout=10)
    return answer.status_code, answer.json().get("error", "")
