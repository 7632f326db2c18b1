"""How the MCP endpoint is spoken to, what it offers, and what it leaves behind."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest
import requests

from sandbox.debriefs import Ways
from sandbox.seed import build
from sandbox.server import running
from tests.sandbox.by_hand import TOOLS, UNKNOWN, WRITES_TO_PEOPLE, ByHand, granted
from tests.sandbox.visitor import CALLBACK, Visitor, error


@pytest.fixture
def by_hand(visitor: Visitor) -> ByHand:
    return granted(visitor)


def test_every_tool_says_what_it_is_and_does(by_hand: ByHand) -> None:
    tools = by_hand.tools()
    assert tools.keys() == TOOLS.keys()
    for name, tool in tools.items():
        hints = tool["annotations"]
        told = (hints["readOnlyHint"], hints["destructiveHint"], hints["idempotentHint"])
        assert (name, told) == (name, TOOLS[name][1])
        assert hints["openWorldHint"] is (tool["name"] in WRITES_TO_PEOPLE)
        assert tool["title"]
        assert tool["description"].endswith(".")


def test_no_tool_takes_an_account(by_hand: ByHand) -> None:
    for name, tool in by_hand.tools().items():
        assert not [taken for taken in tool["inputSchema"]["properties"] if "account" in taken]
        assert tool["inputSchema"]["additionalProperties"] is False
        message = by_hand.refusal(name, **TOOLS[name][2], accountId=UNKNOWN)
        assert message == 'unknown argument "accountId"'


def test_a_client_may_introduce_itself_and_keeps_no_session(by_hand: ByHand) -> None:
    client = {"name": "Quillby", "version": "1"}
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    answer = by_hand.send("initialize", about)
    said = answer.json()["result"]
    assert (said["protocolVersion"], "tools" in said["capabilities"]) == ("2025-06-18", True)
    assert "Mcp-Session-Id" not in answer.headers
    told = by_hand.post({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert (told.status_code, told.content) == (202, b"")


def test_a_tool_that_nobody_knows_is_an_error_of_the_protocol(by_hand: ByHand) -> None:
    assert by_hand.try_tool("drop_account").json()["error"]["code"] == -32602


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_is_neither_a_stream_nor_a_session_to_end(by_hand: ByHand, method: str) -> None:
    answer = by_hand.visitor.send(method, "/mcp", by_hand.token)
    assert error(answer)[0] == 405
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Accept", "text/html", 406),
        ("Accept", "application/json", 200),
        ("Content-Type", "text/plain", 400),
        ("Origin", "http://elsewhere.test", 403),
        ("MCP-Protocol-Version", "1999-01-01", 400),
    ],
)
def test_a_call_must_have_good_headers(
    by_hand: ByHand, header: str, value: str, status: int
) -> None:
    assert by_hand.send("tools/list", None, **{header: value}).status_code == status


def test_what_is_no_message_is_refused(by_hand: ByHand) -> None:
    wrong: tuple[Any, ...] = ([], "x", {"jsonrpc": "2.0"})
    for sent in wrong:
        assert by_hand.post(sent).status_code == 400


def test_a_token_is_in_no_log_and_no_answer(
    by_hand: ByHand, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        answer = by_hand.try_tool("list_tags")
    assert by_hand.token not in caplog.text + answer.text + json.dumps(dict(answer.headers))
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_tool_that_takes_its_time_holds_up_nobody(by_hand: ByHand, visitor: Visitor) -> None:
    world = visitor.sandbox.world
    world.debriefs.ways = Ways(seconds=600)
    people = world.accounts[0].profiles
    fresh = next(each for each in people.page(1, 60) if each.disc and not world.debriefs.read(each))
    with requests.Session() as http, ThreadPoolExecutor(1) as pool:
        other = ByHand(Visitor(visitor.sandbox, visitor.client, http), by_hand.token)
        writing = pool.submit(other.call, "get_debrief", profileId=fresh.id)
        try:
            world.witness.wait_for("/mcp")
            account = by_hand.try_tool("get_account")
            waited = writing.done()
        finally:
            world.debriefs.clear()
        assert (account.status_code, waited) == (200, False)
        assert writing.result(10)["content"]


def threads_at_work() -> set[threading.Thread]:
    """Without the timers of dashboards that other tests ran in this process."""
    return {each for each in threading.enumerate() if not isinstance(each, threading.Timer)}


def test_no_call_leaves_a_thread_or_a_file_open() -> None:
    threads, process = threads_at_work(), psutil.Process()
    with running(build(1)) as sandbox, requests.Session() as http:
        client = sandbox.world.register("Team Dashboard", [CALLBACK])
        by_hand = granted(Visitor(sandbox, client, http))
        by_hand.tools()
        files, busy = process.num_fds(), len(threads_at_work())
        for _ in range(5):
            by_hand.call("list_tags")
        assert process.num_fds() <= files
        assert len(threads_at_work()) <= busy
    begun = threads_at_work() - threads
    for thread in begun:
        thread.join(10)
    assert not [thread for thread in begun if thread.is_alive()]


def test_without_the_sdk_it_says_what_to_install(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    answer = visitor.http.post(f"{visitor.sandbox.api_url}/mcp", json={})
    sentence = "MCP is not installed here: add the extra profile-dashboard[mcp]"
    assert error(answer) == (501, sentence)
    assert visitor.get("/api/v4/account").status_code == 401
