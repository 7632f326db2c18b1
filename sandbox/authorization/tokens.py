"""The token and revocation endpoints.

Source: RFC 6749, sections 4.1.3 to 6; RFC 7009. Answers carry `Cache-Control: no-store`.
"""

from typing import cast

from authlib.oauth2.rfc6749 import InvalidRequestError
from flask import Blueprint, Response

from sandbox.authorization.server import authorization_server
from sandbox.current import world

tokens = Blueprint("tokens", __name__)


@tokens.post("/oauth/token")
def token() -> Response:
    """Tokens for a code or for a refresh token."""
    with world().ledger.lock:
        return cast(Response, authorization_server().create_token_response())


@tokens.post("/oauth/revoke")
def revoke() -> Response:
    """200 for any token that is no longer good afterwards, known or not."""
    with world().ledger.lock:
        return cast(Response, authorization_server().create_endpoint_response("revocation"))


@tokens.errorhandler(UnicodeDecodeError)
def not_text(_error: UnicodeDecodeError) -> Response:
    """400 for Basic credentials that are not UTF-8, on which Authlib stumbles."""
    refused = InvalidRequestError("The credentials are not UTF-8.")
    return cast(Response, authorization_server().handle_error_response(None, refused))
