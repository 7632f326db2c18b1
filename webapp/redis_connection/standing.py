"""What stands behind REDIS_URL, in words for an operator."""

from redis import Redis, RedisCluster
from redis.exceptions import ResponseError
from redis.sentinel import SentinelConnectionPool

from webapp.redis_connection.primaries import told_by_primaries


def standing(redis: Redis) -> str:
    """Who serves, how many follow, and what is thrown away when memory is short; without a full
    stop. Raises redis.RedisError.
    """
    try:
        told = told_by_primaries(redis, "INFO")
    except ResponseError:
        return f"{_kind(redis, 1)}, which does not say more (INFO is forbidden)"
    replicas = sum(int(info.get("connected_slaves", 0)) for info in told)
    policies = sorted({str(info.get("maxmemory_policy", "untold")) for info in told})
    following = "no replica follows" if not replicas else f"replicas that follow: {replicas}"
    return f"{_kind(redis, len(told))}; {following}; maxmemory-policy {', '.join(policies)}"


def _kind(redis: Redis, primaries: int) -> str:
    if isinstance(redis, RedisCluster):
        return f"A Cluster of {primaries} primaries"
    pool = redis.connection_pool
    if isinstance(pool, SentinelConnectionPool):
        return f"The primary that {len(pool.sentinel_manager.sentinels)} Sentinels name"
    return "One server"
