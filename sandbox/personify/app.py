"""Personify's origin as one Flask app."""

from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal
from sandbox.control import control
from sandbox.current import Origins, place
from sandbox.personify.answers import problem
from sandbox.personify.exhibitors import exhibitors
from sandbox.personify.token import token
from sandbox.services.granting import Denied, refused
from sandbox.world import World


def create_personify(world: World, addresses: Origins) -> Flask:
    """Personify's token endpoint and REST API at `addresses.personify`."""
    app = Flask(__name__, static_folder=None)
    app.config["TRUSTED_HOSTS"] = [urlsplit(addresses.personify).hostname, "localhost"]
    place(app, world, addresses)
    for blueprint in (token, exhibitors, control):
        app.register_blueprint(blueprint)
    app.register_error_handler(Refusal, problem)
    app.register_error_handler(Denied, refused)
    app.register_error_handler(HTTPException, _as_problem)
    return app


def _as_problem(error: HTTPException) -> Response:
    """What Flask itself refuses, in the same form."""
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    return problem(Refusal(error.code or 500, error.name, kept))
