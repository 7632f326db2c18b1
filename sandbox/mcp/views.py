"""`POST /mcp`. Source: Profile API reference, section 8; MCP, "Streamable HTTP".

There is no `GET`: the sandbox sends nothing that was not asked for.
"""

from importlib.util import find_spec

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal
from sandbox.current import MCP_PATH, origins
from sandbox.mcp.admission import raise_refused

mcp = Blueprint("mcp", __name__)


@mcp.before_app_request
def installed() -> None:
    """Raises Refusal (501) without the SDK, before anybody is sent to sign in for nothing."""
    if request.path == MCP_PATH and find_spec("mcp") is None:
        raise Refusal(501, "MCP is not installed here: add the extra profile-dashboard[mcp]")


@mcp.post(MCP_PATH)
def exchange() -> Response:
    """One message of a client and its answer."""
    from sandbox.mcp.exchange import answer  # takes a second, and is an extra

    answered = answer(request, origins().api)
    raise_refused()
    return answered
