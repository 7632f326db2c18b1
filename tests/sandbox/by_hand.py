"""An assistant that speaks MCP by hand: one message, one answer, nothing kept in between."""

from dataclasses import dataclass
from typing import Any

import requests

from tests.sandbox.visitor import ALL, Visitor

ACCEPT = "application/json, text/event-stream"
Result = dict[str, Any]

UNKNOWN = "6600000000000000000000ff"
READS, ADDS, OVERWRITES = (True, False, True), (False, False, False), (False, True, True)
# Each tool with its scope, its hints (reads only, destroys, may be repeated) and a call of it.
TOOLS: dict[str, tuple[str, tuple[bool, bool, bool], dict[str, Any]]] = {
    "list_tags": ("tags:manage", READS, {}),
    "create_tag": ("tags:manage", ADDS, {"label": "A", "color": "red"}),
    "update_tag": ("tags:manage", OVERWRITES, {"tagId": UNKNOWN}),
    "set_tag_profiles": ("tags:manage", OVERWRITES, {"tagId": UNKNOWN, "profiles": []}),
    "delete_tag": ("tags:manage", OVERWRITES, {"tagId": UNKNOWN}),
    "list_profiles": ("profiles:read", READS, {"limit": 1}),
    "get_profile": ("profiles:read", READS, {"profileId": UNKNOWN}),
    "create_profile": ("profiles:write", ADDS, {"email": "ines.varga@example.test"}),
    "update_profile": ("profiles:write", OVERWRITES, {"profileId": UNKNOWN}),
    "delete_profile": ("profiles:write", OVERWRITES, {"profileId": UNKNOWN}),
    "get_debrief": ("profiles:read", READS, {"profileId": UNKNOWN}),
    "get_account": ("account:read", READS, {}),
}

WRITES_TO_PEOPLE = {"create_profile"}


@dataclass
class ByHand:
    """Calls the MCP endpoint with a token."""

    visitor: Visitor
    token: str

    def post(self, sent: Any, **headers: str) -> requests.Response:
        """Sends a JSON value as it is."""
        said = {"Accept": ACCEPT, **headers}
        return self.visitor.send("POST", "/mcp", self.token, json=sent, headers=said)

    def send(self, method: str, params: Result | None = None, **headers: str) -> requests.Response:
        """Sends a request of the protocol."""
        message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params or {}}
        return self.post(message, **headers)

    def try_tool(self, name: str, **arguments: object) -> requests.Response:
        """Calls a tool, whatever comes of it."""
        return self.send("tools/call", {"name": name, "arguments": arguments})

    def call(self, name: str, **arguments: object) -> Result:
        """What a tool gives, which must be the same for people and for programs."""
        result = self._result(name, arguments)
        assert not result["isError"], result
        given: Result = result["structuredContent"]
        return given

    def refusal(self, name: str, **arguments: object) -> str:
        """The sentence with which a tool refuses."""
        result = self._result(name, arguments)
        assert result["isError"]
        assert "structuredContent" not in result
        return str(result["content"][0]["text"])

    def tools(self) -> dict[str, Result]:
        """The tools there are, by name."""
        answer = self.send("tools/list")
        return {tool["name"]: tool for tool in answer.json()["result"]["tools"]}

    def _result(self, name: str, arguments: Result) -> Result:
        answer = self.try_tool(name, **arguments)
        assert answer.status_code == 200, answer.text
        result: Result = answer.json()["result"]
        return result


def granted(visitor: Visitor, scopes: str = ALL, **changes: str) -> ByHand:
    """An assistant that was granted these scopes."""
    pair = visitor.tokens(granted=scopes, **changes)
    return ByHand(visitor, pair["access_token"])
