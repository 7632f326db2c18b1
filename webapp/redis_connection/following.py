"""Whether a replica has what was written: what its primary alone has dies with it."""

from redis import Redis
from redis.exceptions import ResponseError

from webapp.redis_connection.cluster import ClusterClient

BOUND = 0.5
"""Seconds to wait for a replica; one that follows takes milliseconds."""


def is_followed(redis: Redis, key: str) -> bool:
    """Whether a replica has everything that was written so far where `key` lies, within BOUND.

    True where none is to follow, or this user may not learn of it (INFO, WAIT). Raises
    redis.RedisError where the primary went away meanwhile: what was written may be lost.
    """
    primary = redis.primary_of(key) if isinstance(redis, ClusterClient) else redis
    try:
        if not primary.info("replication").get("connected_slaves"):
            return True
        asked = primary.pipeline(transaction=False)
        # WAIT looks at the writes of its own connection, which has made none yet.
        asked.set(f"followed:{{{key}}}", b"", px=1000)
        asked.wait(1, int(BOUND * 1000))
        return bool(asked.execute()[-1])
    except ResponseError as error:
        if "READONLY" in str(error):
            raise
        return True
