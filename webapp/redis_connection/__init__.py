"""The way to Redis: at an address, watched by Sentinels, or a Cluster."""

from webapp.redis_connection.address import parse
from webapp.redis_connection.connecting import connect
from webapp.redis_connection.eviction import Eviction
from webapp.redis_connection.following import is_followed
from webapp.redis_connection.patience import patiently
from webapp.redis_connection.standing import standing

__all__ = ["Eviction", "connect", "is_followed", "parse", "patiently", "standing"]
