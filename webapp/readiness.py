"""Whether what the dashboard stands on is there: asked every few seconds, told with the metrics.

Asked by the process that starts the workers, whether anybody uses the dashboard or not.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from webapp.auth.discovery import Discovery
from webapp.auth.errors import LoginUnavailable
from webapp.bounded_http import BoundedPools
from webapp.redis_connection import Eviction, connect
from webapp.settings import EVICTING_REDIS, Settings

READY = "dashboard_ready"
"""1 or 0, by part: "redis" keeps sessions, "discovery" says where Profile's login is."""

log = logging.getLogger(__name__)

REDIS_EVERY, DISCOVERY_EVERY = 5.0, 60.0
"""Seconds."""


class Parts(Collector):
    """What was last seen of each part; of one that was never asked, nothing is told."""

    def __init__(self) -> None:
        self._seen: dict[str, bool] = {}

    def saw(self, part: str, *, is_ready: bool) -> None:
        """It was asked just now."""
        self._seen[part] = is_ready

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """For Prometheus' library."""
        told = GaugeMetricFamily(
            READY, "Whether it is there, seen every few seconds.", None, ["part"]
        )
        for part, is_ready in self._seen.copy().items():
            told.add_metric([part], is_ready)
        yield told


@contextmanager
def watched(settings: Settings) -> Iterator[Parts]:
    """The parts, watched until the block ends."""
    parts, over = Parts(), threading.Event()
    with connect(settings.redis_url) as redis:
        keeps_sessions = partial(_keeps_sessions, Eviction(redis), settings)
        login_is_found = partial(_login_is_found, settings.profile_api_url)
        for work in (
            ("redis", keeps_sessions, REDIS_EVERY),
            ("discovery", login_is_found, DISCOVERY_EVERY),
        ):
            threading.Thread(target=_watch, args=(parts, over, *work), daemon=True).start()
        try:
            yield parts
        finally:
            over.set()


def _keeps_sessions(eviction: Eviction, settings: Settings) -> bool:
    try:
        return not eviction.is_possible() or EVICTING_REDIS in settings.allow_weak
    except RedisError:
        return False


def _login_is_found(api_url: str) -> bool:
    try:
        Discovery(api_url, BoundedPools()).server()
    except LoginUnavailable:
        return False
    return True


def _watch(
    parts: Parts, over: threading.Event, part: str, ask: Callable[[], bool], seconds: float
) -> None:
    while not over.is_set():
        try:
            parts.saw(part, is_ready=ask())
        except Exception:
            log.exception("Whether %s is there could not be asked.", part)
        over.wait(seconds)
