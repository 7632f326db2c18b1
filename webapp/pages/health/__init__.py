"""Whether this process lives, and whether it can serve."""

from flask import Blueprint, Response
from redis.exceptions import RedisError

from webapp.current import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def alive() -> Response:
    """The process answers; says nothing of Redis, so that nobody restarts us for its sake."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """200 when sessions can be read, else 503."""
    try:
        services().redis.ping()
    except RedisError:
        return Response("Redis does not answer\n", status=503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
