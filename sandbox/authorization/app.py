"""The login origin as one Flask app."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from sandbox.authorization.back_channel import back_channel
from sandbox.authorization.consent import consent
from sandbox.authorization.metadata import metadata
from sandbox.authorization.server import install
from sandbox.authorization.sign_in import sign_in
from sandbox.control import control
from sandbox.current import Origins, place
from sandbox.invited import invited
from sandbox.world import World

_PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_WITH_FORMS = {"sign_in", "consent", "invited"}


def create_authorization(world: World, addresses: Origins) -> Flask:
    """The authorization server of this world at `addresses.login`."""
    app = Flask(__name__, template_folder="../templates", static_folder="../static")
    app.config["TRUSTED_HOSTS"] = [urlsplit(addresses.login).hostname, "localhost"]
    place(app, world, addresses)
    install(app, world, addresses)
    for blueprint in (metadata, sign_in, consent, back_channel, invited, control):
        app.register_blueprint(blueprint)
    app.before_request(_own_forms_only)
    app.after_request(_guard_pages)
    return app


def _own_forms_only() -> None:
    """Refuses a form that another origin's page sends with this browser's cookie."""
    sender = request.headers.get("Origin")
    if request.blueprint in _WITH_FORMS and sender not in {None, request.host_url[:-1]}:
        abort(403)


def _guard_pages(response: Response) -> Response:
    if response.mimetype == "text/html":
        for name, value in _PAGE_HEADERS.items():
            response.headers.setdefault(name, value)
    return response
