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
from webapp.bounded_http import Hosts
from webapp.redis_connection import Eviction, connect
from webapp.settings import EVICTING_REDIS, Settings

READY = "dashboard_ready"
"""1 or 0, by part, as /readyz has it: "redis" keeps sessions, "discovery" says where Profile's
login is, be it as that was read some hours ago.
"""
CONFIRMED = "dashboard_login_confirmed"
"""1 or 0: Profile's login could be read anew when that was last tried."""

log = logging.getLogger(__name__)

REDIS_EVERY, DISCOVERY_EVERY = 5.0, 60.0
"""Seconds."""


class Parts(Collector):
    """What was last seen of each part; of one that was never asked, nothing is told."""

    def __init__(self) -> None:
        self._seen: dict[str, bool] = {}
        self._is_confirmed: bool | None = None

    def saw(self, part: str, *, is_ready: bool) -> None:
        """It was asked just now."""
        self._seen[part] = is_ready

    def looked_for(self, login: Discovery) -> None:
        """It is looked for now, as each worker does it, and not only when it is old."""
        login.doubt()
        self.saw("discovery", is_ready=login.is_fresh())
        self._is_confirmed = login.is_confirmed()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """For Prometheus' library."""
        told = GaugeMetricFamily(
            READY, "Whether it is there, seen every few seconds.", None, ["part"]
        )
        for part, is_ready in self._seen.copy().items():
            told.add_metric([part], is_ready)
        yield told
        if self._is_confirmed is not None:
            yield GaugeMetricFamily(
                CONFIRMED, "Whether Profile's login could be read anew.", self._is_confirmed
            )


@contextmanager
def watched(settings: Settings) -> Iterator[Parts]:
    """The parts, watched until the block ends."""
    parts, over = Parts(), threading.Event()
    login = Discovery(settings.profile_api_url, Hosts())
    with connect(settings.redis_url) as redis:
        eviction = Eviction(redis)

        def ask_redis() -> None:
            parts.saw("redis", is_ready=_keeps_sessions(eviction, settings))

        for work in (
            ("redis", ask_redis, REDIS_EVERY),
            ("discovery", partial(parts.looked_for, login), DISCOVERY_EVERY),
        ):
            threading.Thread(target=_watch, args=(over, *work), daemon=True).start()
        try:
            yield parts
        finally:
            over.set()


def _keeps_sessions(eviction: Eviction, settings: Settings) -> bool:
    try:
        return not eviction.is_possible() or EVICTING_REDIS in settings.allow_weak
    except RedisError:
        return False


def _watch(over: threading.Event, part: str, ask: Callable[[], None], seconds: float) -> None:
    while not over.is_set():
        try:
            ask()
        except Exception:
            log.exception("Whether %s is there could not be asked.", part)
        over.wait(seconds)
