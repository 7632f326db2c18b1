"""Those who take writes: one server, or each primary of a Cluster."""

from typing import Any

from redis import Redis, RedisCluster


def told_by_primaries(redis: Redis, *command: str) -> list[Any]:
    """What each of them answers. Raises redis.RedisError when one does not."""
    if not isinstance(redis, RedisCluster):
        return [redis.execute_command(*command)]  # type: ignore[no-untyped-call]  # redis-py ships no type
    told = redis.execute_command(*command, target_nodes=RedisCluster.PRIMARIES)
    return list(told.values()) if len(redis.get_primaries()) > 1 else [told]
