"""The log of what this dashboard did through the connection that this request acts for."""

from webapp.current.call import work_owner
from webapp.own_log import Log
from webapp.services import services


def own_log() -> Log:
    """As it is now; what this very request does comes later. Raises RedisError and KeyMissing."""
    return services().own_log.read(work_owner())
