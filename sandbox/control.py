"""Addresses that steer the sandbox itself. They exist because it is one, on loopback, with
nothing real in it; the platform has nothing like them.
"""

import msgspec
from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from sandbox.authorization.extensions import Extensions
from sandbox.current import origins, world
from sandbox.debriefs import Ways
from sandbox.faults import Fault
from sandbox.meanwhile import Meanwhile

control = Blueprint("control", __name__, url_prefix="/sandbox")


class _Oddities(msgspec.Struct, forbid_unknown_fields=True):
    on: bool


@control.get("/faults")
def faults() -> Response:
    """The rules in force; `left` is how many times each still applies (null: until cleared)."""
    rules = world().faults.in_force()
    return _json([{**msgspec.to_builtins(fault), "left": left} for fault, left in rules])


@control.post("/faults")
def add_fault() -> Response:
    """Puts a rule in force: a JSON object with the fields of `sandbox.faults.Fault`."""
    world().faults.add(msgspec.json.decode(request.get_data(), type=Fault))
    return faults()


@control.delete("/faults")
def clear_faults() -> Response:
    """Drops every rule."""
    world().faults.clear()
    return faults()


@control.post("/oddities")
def set_oddities() -> Response:
    """Documented oddities on or off: `{"on": false}`."""
    world().oddities = msgspec.json.decode(request.get_data(), type=_Oddities).on
    return _json({"on": world().oddities})


@control.post("/extensions")
def set_extensions() -> Response:
    """What the platform has from now on: a JSON object with the fields of
    `sandbox.authorization.extensions.Extensions`; what is left out is as in a new world.
    """
    world().extensions = msgspec.json.decode(request.get_data(), type=Extensions)
    return _json(world().extensions)


@control.post("/debriefs")
def set_debriefs() -> Response:
    """How debriefs are written from now on: a JSON object with the fields of
    `sandbox.debriefs.Ways`; what is left out is as in a world of tests.
    """
    world().debriefs.ways = msgspec.json.decode(request.get_data(), type=Ways)
    return _json(world().debriefs.ways)


@control.get("/meanwhile")
def meanwhile() -> Response:
    """What another client is still to do; `skip` is how many calls each lets pass first."""
    return _json(world().meanwhile.waiting())


@control.post("/meanwhile")
def add_meanwhile() -> Response:
    """Another client's deed: a JSON object with the fields of `sandbox.meanwhile.Meanwhile`."""
    world().meanwhile.add(msgspec.json.decode(request.get_data(), type=Meanwhile))
    return meanwhile()


@control.delete("/meanwhile")
def clear_meanwhile() -> Response:
    """Drops what it has not done yet."""
    world().meanwhile.clear()
    return meanwhile()


@control.get("/audit")
def audit() -> Response:
    """The writes that succeeded, oldest first."""
    return _json(world().audit.rows())


@control.get("/outbox")
def outbox() -> Response:
    """What would have been sent to people, oldest first; for a browser, the page that shows it."""
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        return redirect(f"{origins().login}/sandbox/outbox.html", 303)
    return _json(world().outbox.messages())


@control.delete("/outbox")
def clear_outbox() -> Response:
    """Forgets it, and with it how long nobody may be written to again."""
    world().outbox.clear()
    return outbox()


@control.post("/expire-tokens")
def expire_tokens() -> Response:
    """Every live access token expires now; refresh tokens stay good."""
    return _json({"expired": world().ledger.expire_access_tokens()})


@control.post("/reset")
def reset() -> Response:
    """Puts the world back as it was seeded."""
    world().reset()
    return _json({"reset": True})


@control.get("/log")
def log() -> Response:
    """What arrived, oldest first, and how often."""
    witness = world().witness
    return _json({"counts": witness.counts(), "arrivals": witness.arrivals()})


@control.delete("/log")
def clear_log() -> Response:
    """Forgets what arrived."""
    world().witness.clear()
    return log()


@control.errorhandler(msgspec.DecodeError)
def malformed(error: msgspec.DecodeError) -> Response:
    """400 that says which field is wrong."""
    return _json({"message": str(error)}, 400)


def _json(body: object, code: int = 200) -> Response:
    return Response(msgspec.json.encode(body), code, mimetype="application/json")
