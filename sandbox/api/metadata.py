"""The API's description of itself: where to get tokens for it.

Source: RFC 9728, section 2; Profile API documentation, "Discovery".
"""

from flask import Blueprint

from sandbox.api.protect import METADATA_PATH
from sandbox.current import origins
from sandbox.scopes import SCOPES

metadata = Blueprint("metadata", __name__)


@metadata.get(METADATA_PATH)
def describe() -> dict[str, object]:
    """The resource, its authorization server, and its scopes."""
    return {
        "resource": origins().api,
        "authorization_servers": [origins().login],
        "scopes_supported": list(SCOPES),
        "bearer_methods_supported": ["header"],
    }
