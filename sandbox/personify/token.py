"""Personify's token endpoint. Source: Personify API reference, section 2.

The page counts a missing parameter and a wrong grant type among the causes of `invalid_client`;
the latter is `unsupported_grant_type` here, as RFC 6749 has it. That the scope must be named, and
every status, are our assumptions.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

from sandbox.services.asking import asked_as_form
from sandbox.services.granting import Denied, Issuer, granted, told

token = Blueprint("token", __name__)

_ISSUER = Issuer("personify", "personify", unknown_client=400, scope="idp_api")


@token.post("/connect/token")
def give() -> Response:
    """A token for the service's tenant."""
    asked = asked_as_form()
    if asked.grant_type is None:
        raise Denied("invalid_client", "Invalid client credentials")
    return told(granted(asked, _ISSUER))
