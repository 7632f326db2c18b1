"""Authorization requests that a client sends ahead, so that the browser carries a reference alone.

Source: RFC 9126.
"""

from authlib.consts import default_json_headers
from authlib.integrations.flask_oauth2.requests import FlaskOAuth2Request
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import Endpoint, InvalidRequestError, OAuth2Request
from flask import request

from sandbox.authorization.clients import CLIENT_AUTHENTICATION
from sandbox.authorization.extensions import Par
from sandbox.authorization.grants import CodeGrant
from sandbox.authorization.pushed import PushedRequest
from sandbox.current import world


class PushedAuthorization(Endpoint):  # type: ignore[misc] # Authlib carries no types
    """Takes a request that the authorization endpoint would take. Source: RFC 9126, section 2."""

    ENDPOINT_NAME = "pushed_authorization_request"

    def create_endpoint_response(
        self, asked: OAuth2Request
    ) -> tuple[int, dict[str, object], list[tuple[str, str]]]:
        client = self.server.authenticate_client(asked, CLIENT_AUTHENTICATION, self.ENDPOINT_NAME)
        if asked.form.get("client_id") != client.client_id:
            raise InvalidRequestError("client_id must name the client that authenticates.")
        if "request_uri" in asked.form:
            raise InvalidRequestError("A pushed request cannot name another one.")
        asked.payload = PushedRequest(asked.form)
        try:
            self.server.get_consent_grant(asked)
        except OAuth2Error as error:  # told here, not by way of a redirect
            raise OAuth2Error(error.get_error_description(), error=error.error) from error
        uri = world().pushed.keep(asked.payload)
        told = {"request_uri": uri, "expires_in": world().pushed.seconds}
        return 201, told, default_json_headers


class PushWhereRequired:
    """Refuses a request that comes by the browser where it has to be pushed."""

    def __call__(self, grant: CodeGrant) -> None:
        grant.register_hook("after_validate_authorization_request_payload", self.check)

    def check(self, grant: CodeGrant, _result: None) -> None:
        pushed = isinstance(grant.request.payload, PushedRequest)
        if world().extensions.par is Par.REQUIRED and not pushed:
            raise InvalidRequestError("The authorization request has to be pushed.")


def authorization_request() -> OAuth2Request:
    """What this call of the authorization endpoint asks: the pushed request that it names, and
    then that alone, or else its own parameters.

    Raises OAuth2Error, which leads to a page, where the request that it names is not good.
    """
    asked = FlaskOAuth2Request(request)
    uri = request.args.get("request_uri")
    if uri is not None:
        pushed = world().pushed.open(uri, request.args.get("client_id"))
        if pushed is None or world().extensions.par is Par.ABSENT:
            raise unknown_request_uri()
        asked.payload = pushed
    return asked


def spend() -> bool:
    """Ends the pushed request that this call names, if any; False where it had ended before."""
    uri = request.args.get("request_uri")
    return uri is None or world().pushed.spend(uri)


def unknown_request_uri() -> OAuth2Error:
    """Source: RFC 9101, section 6.2: `invalid_request_uri`."""
    return OAuth2Error(
        "The request_uri is unknown, spent, expired or of another app.", error="invalid_request_uri"
    )
