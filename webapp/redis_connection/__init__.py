"""The way to Redis, whether it stands at an address or is watched by Sentinels."""

from webapp.redis_connection.address import parse
from webapp.redis_connection.connecting import connect
from webapp.redis_connection.eviction import Eviction
from webapp.redis_connection.patience import patiently

__all__ = ["Eviction", "connect", "parse", "patiently"]
