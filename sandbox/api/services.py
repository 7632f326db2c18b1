"""What is for programs of the account's own: a token of theirs, and whether it works.

Source: Profile API reference, section 2.2.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

from sandbox.api.answers import flat
from sandbox.services.asking import asked_as_json_or_basic
from sandbox.services.granting import Issuer, granted, told
from sandbox.services.testing import ping

services = Blueprint("services", __name__, url_prefix="/api/v4")

_ISSUER = Issuer("profile", "api", unknown_client=401)


@services.post("/auth")
def token() -> Response:
    """A token for the service's organization, in plain OAuth."""
    return told(granted(asked_as_json_or_basic(), _ISSUER))


@services.post("/test")
def test() -> Response:
    """Whether a token works, a person's or a service's. The answer is our assumption."""
    return flat({"ping": ping()})
