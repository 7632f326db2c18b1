"""What a client asks without the browser: tokens and their end, their meaning, pushed
requests, registration.

Source: RFC 6749, sections 4.1.3 to 6; RFC 7009, 7591, 7662 and 9126. Answers carry
`Cache-Control: no-store`.
"""

from typing import cast

from authlib.consts import default_json_headers
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7591 import InvalidClientMetadataError
from flask import Blueprint, Response, abort, request

from sandbox.authorization.extensions import Par
from sandbox.authorization.grants import Revocation
from sandbox.authorization.introspection import Introspection
from sandbox.authorization.par import PushedAuthorization
from sandbox.authorization.registration import register
from sandbox.authorization.server import authorization_server
from sandbox.current import world

back_channel = Blueprint("back_channel", __name__)


@back_channel.post("/oauth/token")
def token() -> Response:
    """Tokens for a code or for a refresh token."""
    with world().ledger.lock:
        return cast(Response, authorization_server().create_token_response())


@back_channel.post("/oauth/revoke")
def revoke() -> Response:
    """200 for any token that is no longer good afterwards, known or not."""
    with world().ledger.lock:
        return _answer(Revocation.ENDPOINT_NAME)


@back_channel.post("/oauth/introspect")
def introspect() -> Response:
    """What a token is good for; 404 where nothing is told of tokens."""
    if not world().extensions.introspection:
        abort(404)
    return _answer(Introspection.ENDPOINT_NAME)


@back_channel.post("/oauth/par")
def par() -> Response:
    """201 with the URI that stands for the request from now on; 404 where nothing is pushed."""
    if world().extensions.par is Par.ABSENT:
        abort(404)
    return _answer(PushedAuthorization.ENDPOINT_NAME)


@back_channel.post("/oauth/register")
def new_client() -> Response:
    """201 with the client id of an app that registers itself."""
    try:
        if request.mimetype != "application/json":
            raise InvalidClientMetadataError("The body must be application/json.")
        told = register(request.get_data())
    except OAuth2Error as error:
        return cast(Response, authorization_server().handle_error_response(None, error))
    server = authorization_server()
    return server.handle_response(201, told, default_json_headers)


@back_channel.errorhandler(UnicodeDecodeError)
def not_text(_error: UnicodeDecodeError) -> Response:
    """400 for Basic credentials that are not UTF-8, on which Authlib stumbles."""
    refused = InvalidRequestError("The credentials are not UTF-8.")
    return cast(Response, authorization_server().handle_error_response(None, refused))


def _answer(endpoint: str) -> Response:
    return cast(Response, authorization_server().create_endpoint_response(endpoint))
