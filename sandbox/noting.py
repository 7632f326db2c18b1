"""What may be noted of a call: from which client, with which grant type, and the parts of its query
and its form that are no secrets.
"""

import json
from io import BytesIO
from typing import Any

from werkzeug.wrappers import Request

from sandbox.faults import OriginName
from sandbox.witness import Arrival
from sandbox.world import World

Environ = dict[str, Any]
Fields = dict[str, str]

# Where tokens are asked for with credentials, beside the login origin.
TOKEN_PATHS = {"/api/v4/auth", "/v3/auth", "/connect/token"}
_SAFE = {
    *("limit", "page", "includeTags", "Page", "ItemsPerPage"),
    *("scope", "prompt", "resource", "response_mode", "code_challenge_method"),
}


def note(world: World, origin: OriginName, environ: Environ) -> Arrival:
    """Tells the world's witness of a call that begins."""
    request = Request(environ, populate_request=False)
    asks = origin == "login" or request.path in TOKEN_PATHS
    form = _sent(request, environ) if asks else {}
    return world.witness.saw(
        origin,
        request.method,
        request.path,
        query=_noted(request.args.to_dict()),
        form=_noted(form),
        client_id=_named(request, form) if asks else _holder(request, world),
        grant_type=form.get("grant_type"),
    )


def _holder(request: Request, world: World) -> str | None:
    """The client to whom the token of a call was given."""
    said = request.authorization
    return world.ledger.client_of(said.token or "") if said else None


def _named(request: Request, form: Fields) -> str | None:
    """The client as it says itself."""
    said = request.authorization
    basic = said.username if said else None
    return basic or form.get("client_id") or request.args.get("client_id")


def _noted(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name in _SAFE}


def _sent(request: Request, environ: Environ) -> Fields:
    """The fields of a form or of JSON; its bytes are put back for whoever reads next."""
    body = request.get_data(cache=True)
    fields: Fields = {}
    if request.mimetype == "application/x-www-form-urlencoded":
        fields = request.form.to_dict()
    elif request.mimetype == "application/json" and request.path in TOKEN_PATHS:
        fields = _members(body)
    environ["wsgi.input"] = BytesIO(body)
    return fields


def _members(body: bytes) -> Fields:
    """The texts of a JSON object; none where it is no object."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    members = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in members if isinstance(value, str)}
