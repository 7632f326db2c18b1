"""The production server: Granian, worker processes times threads."""

import time
from contextlib import ExitStack
from logging.config import dictConfig
from pathlib import Path
from urllib.parse import urlsplit

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from webapp import log_lines, metrics_listener, readiness, startup
from webapp.leaving import markable
from webapp.settings import Settings

WORKER = "webapp.worker:app"
"""What makes the application in each worker."""
MOST_WAITING = 16
"""Threads of a worker that wait for a turn, besides those whose turn it is; see `turns`."""


def serve(settings: Settings) -> None:
    """Serve until a signal ends it; each worker reads the same environment again.

    Raises SettingsError as `startup.check`.
    """
    lines = log_lines.configuration(settings.log_format, settings.log_level)
    dictConfig(lines)
    startup.check(settings)
    address = urlsplit(f"//{settings.bind}")
    server = _Server(
        WORKER,
        factory=True,
        address=address.hostname or "127.0.0.1",
        port=address.port or 8000,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads + MOST_WAITING,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_level=LogLevels.error,  # its warnings doubt the operator’s own WORKERS and THREADS
        log_dictconfig=lines,  # for each worker, before it calls the factory
        log_access=False,  # addresses of the sign-in carry codes
        websockets=False,
    )
    with ExitStack() as running:
        if settings.metrics_bind:
            parts = running.enter_context(readiness.watched(settings))
            running.enter_context(metrics_listener.listening(settings.metrics_bind, [parts]))
        if settings.drain_seconds:
            server.drains(running.enter_context(markable()), settings.drain_seconds)
        server.serve()


class _Server(Granian):  # type: ignore[misc, valid-type]  # one of two, by the interpreter
    """Granian, which takes its time to go."""

    _mark: Path | None = None
    _seconds = 0

    def drains(self, mark: Path, seconds: int) -> None:
        """Once it is told to stop, say so by this mark, and serve on for so many seconds."""
        self._mark, self._seconds = mark, seconds

    def shutdown(self, exit_code: int = 0) -> None:
        """Connections that wait to be accepted are lost when a server closes its socket; so let
        those who send them go elsewhere first.
        """
        if self._mark is not None:
            self._mark.touch()
            time.sleep(self._seconds)
        super().shutdown(exit_code)
