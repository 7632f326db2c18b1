"""What v3 has for programs of the account's own: a token of theirs, and whether it works.

Source: Profile API documentation of v3, "Machine-to-Machine": JSON alone. Both answers are our
assumption.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

from sandbox.legacy.answers import success
from sandbox.legacy.protect import AUTH_PATH
from sandbox.services.asking import asked_as_json
from sandbox.services.granting import Issuer, granted, told
from sandbox.services.testing import ping

services = Blueprint("services", __name__)

_ISSUER = Issuer("profile", "v3", unknown_client=401)


@services.post(AUTH_PATH)
def token() -> Response:
    """A token for the service's organization, in plain OAuth as v4 has it."""
    return told(granted(asked_as_json(), _ISSUER))


@services.post("/v3/test")
def test() -> Response:
    """Whether a token works, a person's or a service's."""
    return success({"ping": ping()})
