"""The v3 origin as one Flask app."""

from urllib.parse import urlsplit

from flask import Flask, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sandbox.api.actions import note
from sandbox.api.answers import Refusal
from sandbox.control import control
from sandbox.current import Origins, place
from sandbox.legacy.account import account
from sandbox.legacy.answers import refusal
from sandbox.legacy.protect import check_bearer
from sandbox.legacy.services import services
from sandbox.legacy.tags import tags
from sandbox.services.granting import Denied, refused
from sandbox.world import World

# What each call is called in the journal of the grant under which it is made.
_ACTIONS = {
    "account.mine": "account.read",
    "account.current": "account.read",
    "account.one": "account.read",
    "tags.of_account": "tags.list",
}


def create_legacy(world: World, addresses: Origins) -> Flask:
    """The API v3 of this world at `addresses.v3`."""
    app = Flask(__name__, static_folder=None)
    app.config["TRUSTED_HOSTS"] = [urlsplit(addresses.v3).hostname, "localhost"]
    place(app, world, addresses)
    for blueprint in (account, tags, services, control):
        app.register_blueprint(blueprint)
    app.before_request(check_bearer)
    app.after_request(_note_call)
    app.register_error_handler(Refusal, refusal)
    app.register_error_handler(Denied, refused)
    app.register_error_handler(HTTPException, _in_envelope)
    return app


def _note_call(response: Response) -> Response:
    """Every action of an app is logged, here as in v4."""
    action = _ACTIONS.get(request.endpoint or "")
    if "token" in g and action and request.method != "OPTIONS":
        named = (request.view_args or {}).get("account_id")
        note(action, named, outcome="denied" if response.status_code == 403 else "ok")
    return response


def _in_envelope(error: HTTPException) -> Response:
    """What Flask itself refuses, in the envelope."""
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    return refusal(Refusal(error.code or 500, error.name, kept))
