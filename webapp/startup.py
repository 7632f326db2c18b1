"""What is said once, before the first worker starts: weaknesses that are accepted, and Redis."""

import logging

from redis.exceptions import RedisError

from webapp.redis_connection import Eviction, connect
from webapp.settings import EVICTING_REDIS, WEAKNESSES, Settings, SettingsError, refusal

log = logging.getLogger(__name__)


def check(settings: Settings) -> None:
    """Raises SettingsError for a Redis that evicts, unless that is accepted.

    A Redis that does not answer stops nobody: a dashboard that is started again while Redis is
    away serves as soon as it is back. Until then `/readyz` says no, and it asks the same.
    """
    if settings.secure and not settings.trusted_proxies:
        log.warning(
            "PUBLIC_URL is https, but TRUSTED_PROXIES is 0: everybody counts as one address."
        )
    accepted = list(settings.accepted)
    if _evicts(settings):
        if EVICTING_REDIS not in settings.allow_weak:
            raise SettingsError([refusal(EVICTING_REDIS)])
        accepted.append(WEAKNESSES[EVICTING_REDIS])
    for weakness in accepted:
        log.warning("Accepted by ALLOW_WEAK: %s.", weakness)


def _evicts(settings: Settings) -> bool:
    """False for a Redis that does not answer: nobody knows yet."""
    with connect(settings.redis_url) as redis:
        try:
            return Eviction(redis).is_possible()
        except RedisError as error:
            log.warning("Redis does not answer yet: %s. Until it does, pages are 503.", error)
            return False
