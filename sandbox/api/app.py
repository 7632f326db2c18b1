"""The API origin as one Flask app."""

from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sandbox.api.account import account
from sandbox.api.actions import note_call
from sandbox.api.aliases import aliases
from sandbox.api.answers import Refusal, refusal
from sandbox.api.assessments import assessments
from sandbox.api.debriefs import debriefs
from sandbox.api.grants import grants
from sandbox.api.invites import invites
from sandbox.api.logo import logo
from sandbox.api.metadata import metadata
from sandbox.api.profile_rules import told
from sandbox.api.profiles import profiles
from sandbox.api.protect import check_bearer
from sandbox.api.services import services
from sandbox.api.tags import tags
from sandbox.control import control
from sandbox.current import Origins, place
from sandbox.mcp.views import mcp
from sandbox.profile_writes import Declined
from sandbox.services.granting import Denied, refused
from sandbox.world import World

_REST = (
    *(metadata, profiles, invites, debriefs, tags),
    *(account, logo, assessments, aliases, grants, services),
)


def create_api(world: World, addresses: Origins) -> Flask:
    """The REST API of this world at `addresses.api`, with MCP beside it."""
    app = Flask(__name__, static_folder=None)
    app.config["TRUSTED_HOSTS"] = [urlsplit(addresses.api).hostname, "localhost"]
    place(app, world, addresses)
    for blueprint in (*_REST, mcp, control):
        app.register_blueprint(blueprint)
    app.before_request(check_bearer)
    app.after_request(note_call)
    app.register_error_handler(Refusal, refusal)
    app.register_error_handler(Denied, refused)
    app.register_error_handler(Declined, lambda declined: refusal(told(declined)))
    app.register_error_handler(HTTPException, _in_envelope)
    return app


def _in_envelope(error: HTTPException) -> Response:
    """What Flask itself refuses (no such path, wrong method), in the platform's envelope."""
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    return refusal(Refusal(error.code or 500, error.name, kept))
