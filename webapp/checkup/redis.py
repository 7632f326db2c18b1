"""Redis: is it there, does it keep what it is given, may we write?"""

import secrets

from redis.exceptions import RedisError

from webapp.checkup.row import Row, failed, ok
from webapp.redis_connection import Eviction, connect, standing
from webapp.settings import EVICTING_REDIS, Settings

PROBE_LIVES = 10
"""Seconds after which what is written to try it is gone in any case."""


def check_redis(settings: Settings) -> Row:
    """Reachable, writable, and not evicting."""
    with connect(settings.redis_url) as redis:
        try:
            redis.ping()
        except RedisError as error:
            return failed(
                f"It does not answer ({type(error).__name__}).",
                "Start it, or mend REDIS_URL: host, port, user, password, TLS.",
            )
        try:
            evicts = Eviction(redis).is_possible()
            key, value = f"check:{secrets.token_hex(8)}", secrets.token_bytes(8)
            redis.set(key, value, ex=PROBE_LIVES)
            is_kept = redis.getdel(key) == value
            stands = standing(redis)
        except RedisError as error:
            return failed(
                f"It answers, but cannot be written ({type(error).__name__}).",
                "Name a primary that has memory left, and let this user write.",
            )
    return _verdict(is_kept, evicts, EVICTING_REDIS in settings.allow_weak, stands)


def _verdict(is_kept: bool, evicts: bool, is_accepted: bool, stands: str) -> Row:
    if not is_kept:
        return failed("It does not keep what was written.", "Name one server, and its primary.")
    if evicts and not is_accepted:
        return failed(
            f"It may throw sessions away to make room, or does not say whether it does. {stands}.",
            "Set its maxmemory-policy to noeviction, and let us call INFO.",
        )
    if evicts:
        accepted = "Answers and can be written; that it may evict is accepted by ALLOW_WEAK."
        return ok(f"{accepted} {stands}.")
    return ok(f"Answers, can be written, and does not evict. {stands}.")
