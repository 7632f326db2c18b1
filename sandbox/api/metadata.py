"""The API's description of itself: where to get tokens for it.

Source: RFC 9728, section 2; Profile API documentation, "Discovery".
"""

from flask import Blueprint

from sandbox.api.protect import METADATA_PATH
from sandbox.current import MCP_PATH, origins
from sandbox.scopes import SCOPES

metadata = Blueprint("metadata", __name__)


@metadata.get(METADATA_PATH)
def describe() -> dict[str, object]:
    """The resource, its authorization server, and its scopes."""
    return _described(origins().api)


@metadata.get(METADATA_PATH + MCP_PATH)
def describe_mcp() -> dict[str, object]:
    """The same of the MCP endpoint, for a client that looks under its path (RFC 9728, 3.1)."""
    return _described(origins().mcp)


def _described(resource: str) -> dict[str, object]:
    return {
        "resource": resource,
        "authorization_servers": [origins().login],
        "scopes_supported": list(SCOPES),
        "bearer_methods_supported": ["header"],
    }
