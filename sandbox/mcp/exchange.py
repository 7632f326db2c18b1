"""One call of HTTP, answered by the SDK in an event loop of its own.

The sandbox has a thread for each call, so the loop begins and ends with the call: nothing is to be
stopped when the sandbox stops, and a tool that takes its time holds up nobody else.
"""

from urllib.parse import urlsplit

import anyio
import httpx2
from flask import Request
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from werkzeug.wrappers import Response

from sandbox.mcp.server import SERVER


def answer(call: Request, origin: str) -> Response:
    """What the SDK answers. JSON, without a session: each call stands for itself."""
    headers = list(call.headers.items())
    sent = httpx2.Request(call.method, call.base_url, headers=headers, content=call.get_data())
    received = anyio.run(_exchanged, sent, origin)
    told = received.headers.multi_items()
    return Response(received.content, received.status_code, [*told, ("Cache-Control", "no-store")])


async def _exchanged(sent: httpx2.Request, origin: str) -> httpx2.Response:
    sessions = StreamableHTTPSessionManager(
        SERVER, json_response=True, stateless=True, security_settings=_own_pages_only(origin)
    )
    async with sessions.run():
        received = await httpx2.ASGITransport(sessions.handle_request).handle_async_request(sent)
        await received.aread()
    return received


def _own_pages_only(origin: str) -> TransportSecuritySettings:
    """Source: MCP, "Streamable HTTP", security warning: the `Origin` must be checked."""
    port = urlsplit(origin).port
    hosts = [urlsplit(origin).netloc, f"localhost:{port}"]
    return TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
