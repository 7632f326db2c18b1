"""The production server: Granian, worker processes times threads."""

from urllib.parse import urlsplit

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from webapp.settings import Settings


def serve(settings: Settings) -> None:
    """Serve until a signal ends it; each worker reads the same environment again."""
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
        log_access=False,  # addresses of the sign-in carry codes
        websockets=False,
    ).serve()
