"""The tools as the MCP SDK serves them.

Source: Profile API reference, section 8; MCP, "Tools": what a tool refuses is a result with
`isError`, a tool that nobody knows is an error of the protocol.
"""

import logging

import msgspec
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ToolForClients

from sandbox.api.answers import Refusal
from sandbox.api.profile_rules import told
from sandbox.api.tag_rules import UNKNOWN
from sandbox.mcp import account, debriefs, profile_writes, profiles, tags
from sandbox.mcp.admission import admitted, note_call
from sandbox.mcp.tools import Answer, Tool
from sandbox.profile_writes import Declined
from sandbox.tags import NoSuchTag

_NOUNS = (tags, profiles, profile_writes, debriefs, account)
TOOLS = {tool.name: tool for noun in _NOUNS for tool in noun.TOOLS}


async def _list_tools(
    _context: ServerRequestContext, _asked: PaginatedRequestParams | None
) -> ListToolsResult:
    """Every tool, whatever the connection was granted."""
    return ListToolsResult(tools=[_described(tool) for tool in TOOLS.values()])


async def _call_tool(
    _context: ServerRequestContext, asked: CallToolRequestParams
) -> CallToolResult:
    """Runs a tool in this thread, which serves this call alone."""
    tool, arguments = TOOLS.get(asked.name), asked.arguments or {}
    if tool is None:
        raise MCPError(INVALID_PARAMS, f'unknown tool "{asked.name}"')
    if not admitted(tool, arguments):
        raise MCPError(INVALID_REQUEST, "insufficient scope")  # in its place a 403 is sent
    try:
        return _given(tool.answer(arguments))
    except Refusal as refused:
        return _refused(refused.message)
    except NoSuchTag:
        return _refused(UNKNOWN)
    except Declined as declined:
        return _refused(told(declined).message)
    finally:
        note_call(tool, arguments, "ok")


def _given(answer: Answer) -> CallToolResult:
    said = msgspec.json.encode(answer).decode()
    return CallToolResult(content=[TextContent(text=said)], structured_content=answer)


def _refused(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=message)], is_error=True)


def _described(tool: Tool) -> ToolForClients:
    return ToolForClients(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema(),
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=tool.hints.read_only,
            destructive_hint=tool.hints.destructive,
            idempotent_hint=tool.hints.idempotent,
            open_world_hint=tool.hints.open_world,
        ),
    )


logging.getLogger("mcp.server").setLevel(logging.WARNING)  # two lines a call at INFO
SERVER = Server(
    "profile-sandbox",
    title="Profile (sandbox)",
    version="1",
    instructions="Behavioural profiles of the people of one account, and the tags they carry.",
    on_list_tools=_list_tools,
    on_call_tool=_call_tool,
)
