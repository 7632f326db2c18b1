"""The production server: Granian, worker processes times threads."""

from logging.config import dictConfig
from urllib.parse import urlsplit

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from webapp import log_lines, startup
from webapp.settings import Settings


def serve(settings: Settings) -> None:
    """Serve until a signal ends it; each worker reads the same environment again.

    Raises SettingsError as `startup.check`.
    """
    lines = log_lines.configuration(settings.log_format, settings.log_level)
    dictConfig(lines)
    startup.check(settings)
    address = urlsplit(f"//{settings.bind}")
    Granian(
        "webapp:create_app",
        factory=True,
        address=address.hostname or "127.0.0.1",
        port=address.port or 8000,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_level=LogLevels.error,  # its warnings doubt the operator’s own WORKERS and THREADS
        log_dictconfig=lines,  # for each worker, before it calls the factory
        log_access=False,  # addresses of the sign-in carry codes
        websockets=False,
    ).serve()
