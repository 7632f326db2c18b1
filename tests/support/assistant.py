"""An assistant on the official SDK beside a test that drives a browser: it runs in a thread, and
its person comes to Profile's pages, and back to it, by the browser.
"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from queue import Queue
from typing import Any

import httpx2
from anyio import sleep_forever
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp.client.auth import OAuthClientProvider
from mcp.client.auth.utils import extract_field_from_www_auth
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata
from mcp_types import CallToolResult
from pydantic import AnyUrl
from werkzeug import Request, Response

from sandbox.wire import Server, listen
from tests.support.assistant_memory import Memory
from tests.support.waiting import PATIENCE, wait_until

NAME = "Quillby"
CONNECTED = f"{NAME} is connected"
PAGE = f"""<!doctype html>
<html lang="en"><title>{CONNECTED}</title><link rel="icon" href="data:,"><h1>{CONNECTED}</h1>"""


@dataclass(frozen=True)
class Landing:
    """Where the browser brings Profile's answers to, on loopback."""

    origin: str
    path: str = "/callback"
    answers: asyncio.Queue[dict[str, str]] = field(default_factory=asyncio.Queue)


@dataclass
class Assistant:
    """`wire` is what it asked over HTTP and how that was answered, by `POST /mcp 200`; a refusal
    is followed by its reason, where one was told: `POST /mcp 401 invalid_token`.
    """

    address: str
    portal: BlockingPortal
    landing: Landing
    memory: Memory = field(default_factory=Memory)
    wire: list[str] = field(default_factory=list)
    _sent_to: Queue[str] = field(default_factory=Queue)
    _client: Future[Client] = field(default_factory=Future)
    _sitting: Future[None] = field(default_factory=Future)

    def __post_init__(self) -> None:
        here = AnyUrl(self.landing.origin + self.landing.path)
        about = OAuthClientMetadata(client_name=NAME, redirect_uris=[here])
        self._provider = OAuthClientProvider(
            self.address, about, self.memory, self._send_the_person, self._meet_the_person
        )

    def another(self) -> "Assistant":
        """The same app in a workspace of its own: registered already, connected to nothing."""
        return Assistant(self.address, self.portal, self.landing, Memory(self.memory.client))

    def start(self) -> str:
        """Begin, or begin anew; returns the address that its person is to open."""
        self._sitting.cancel()
        self._client = Future()
        self._sitting = self.portal.start_task_soon(self._sit, self._client)
        return self._asks_its_person(self._sitting)

    def let_token_lapse(self) -> None:
        """By its own clock, so that it renews it first of all."""
        self._provider.context.token_expiry_time = 1.0  # seconds since 1970

    def tools(self) -> list[str]:
        """The names of all that it may call, once its person has let it in."""
        client = self._client.result(PATIENCE)
        return [tool.name for tool in self.portal.call(client.list_tools).tools]

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call one; returns what it answers."""
        answer = self._begin(tool, arguments).result(PATIENCE)
        assert not answer.is_error, answer.content
        told: dict[str, Any] = answer.structured_content
        return told

    def call_in_vain(self, tool: str) -> str:
        """Call one that only its person could help; returns the address that they are to open."""
        return self._asks_its_person(self._begin(tool, {}))

    def _asks_its_person(self, task: Future[Any]) -> str:
        wait_until(lambda: task.done() or not self._sent_to.empty(), "its person is asked")
        assert not task.done(), f"it ended without its person: {self.wire}"
        return self._sent_to.get()

    def _begin(self, tool: str, arguments: dict[str, Any]) -> Future[CallToolResult]:
        client = self._client.result(PATIENCE)
        return self.portal.start_task_soon(client.call_tool, tool, arguments)

    async def _sit(self, ready: Future[Client]) -> None:
        """Connected until the portal stops."""
        async with (
            httpx2.AsyncClient(auth=self._provider, event_hooks={"response": [self._note]}) as http,
            Client(streamable_http_client(self.address, http_client=http)) as client,
        ):
            ready.set_result(client)
            await sleep_forever()

    async def _note(self, response: httpx2.Response) -> None:
        request = response.request
        error = extract_field_from_www_auth(response, "error")
        if request.url.path == "/oauth/token" and response.is_error:
            await response.aread()
            error = response.json()["error"]
        said = (request.method, request.url.path, str(response.status_code), error)
        self.wire.append(" ".join(filter(None, said)))

    async def _send_the_person(self, address: str) -> None:
        self._sent_to.put(address)

    async def _meet_the_person(self) -> AuthorizationCodeResult:
        told = await self.landing.answers.get()
        return AuthorizationCodeResult(code=told["code"], state=told["state"], iss=told["iss"])


@contextmanager
def assistant_of(address: str) -> Iterator[Assistant]:
    """One that knows this address alone, not begun yet; ends with all that came of it."""
    with closing(listen("127.0.0.1", 0)) as listener, start_blocking_portal() as portal:
        landing = Landing(f"http://127.0.0.1:{listener.getsockname()[1]}")

        @Request.application
        def land(request: Request) -> Response:
            portal.call(landing.answers.put_nowait, request.args.to_dict())
            return Response(PAGE, mimetype="text/html")

        server = Server(listener, land)
        server.start()
        try:
            yield Assistant(address, portal, landing)
        finally:
            portal.call(portal.stop, True)
            server.stop()
