"""Whether this process lives, and whether it can serve."""

from flask import Blueprint, Response, abort, request
from redis.exceptions import RedisError

from webapp.leaving import is_leaving
from webapp.metrics import exposition
from webapp.pages.health.nearness import is_near
from webapp.services import services
from webapp.settings import EVICTING_REDIS

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def alive() -> Response:
    """The process answers; says nothing of Redis, so that nobody restarts us for its sake."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """200 when sessions can be read and will be kept, and Profile's login is known; else 503."""
    if is_leaving():
        return _not_ready("This dashboard is about to stop")
    try:
        evicts = services().eviction.is_possible()
        if evicts and EVICTING_REDIS not in services().settings.allow_weak:
            return _not_ready("Redis may throw sessions away: set its maxmemory-policy")
    except RedisError:
        return _not_ready("Redis does not answer")
    if not services().endpoint.is_found():
        return _not_ready("Profile's login is not found: see `webapp check`")
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz/process")
def takes_requests() -> Response:
    """503 only when this dashboard is about to stop, for a proxy that has others to go to: Redis
    would be away for all of them, and its absence is told by a page of ours.
    """
    if is_leaving():
        return _not_ready("This dashboard is about to stop")
    return alive()


@blueprint.get("/metrics")
def metrics() -> Response:
    """For whoever looks at a dashboard on their own machine; for any other they are at METRICS_BIND
    alone, and here is nothing.
    """
    if not is_near(request, services().settings.public_url):
        abort(404)
    return Response(exposition.told(), content_type=exposition.CONTENT_TYPE)


def _not_ready(reason: str) -> Response:
    return Response(f"{reason}\n", status=503, mimetype="text/plain")
