"""Where Prometheus asks: a listener of its own, apart from what browsers reach.

It runs in the process that starts the workers, and adds up what lies in the files of each. Nobody
signs in there: that is why it is bound to a private address.
"""

import logging
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.exposition import start_wsgi_server

from webapp.metrics.exposition import Workers
from webapp.metrics.instruments import share

PATH = "/metrics"
AGAIN_SECONDS = 5.0
"""Between two tries to listen where the port is taken, as by the process that we follow."""

log = logging.getLogger(__name__)


@contextmanager
def listening(bind: str, more: Iterable[Any] = ()) -> Iterator[None]:
    """Until the block ends, metrics of all workers that are started in it can be had at `bind`,
    with those of the collectors `more`. A port that is taken stops nobody: it is tried again.
    """
    with tempfile.TemporaryDirectory(prefix="dashboard-metrics-") as folder:
        share(Path(folder))
        listener = _Listener(bind, Path(folder), more)
        os.register_at_fork(after_in_child=listener.forget)  # a worker must not hold the port
        listener.start()
        try:
            yield
        finally:
            listener.stop()


class _Listener:
    def __init__(self, bind: str, folder: Path, more: Iterable[Any]):
        self._address = urlsplit(f"//{bind}")
        self._registry = CollectorRegistry()
        for collector in (Workers(folder), *more):
            self._registry.register(collector)
        self._stopped = threading.Event()
        self._server: WSGIServer | None = None

    def start(self) -> None:
        """At once where the port is free; later where it is not."""
        if not self._listens():
            log.warning("Metrics cannot be had yet: %s is taken.", self._address.netloc)
            threading.Thread(target=self._try_again, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def forget(self) -> None:
        if self._server is not None:
            self._server.socket.close()

    def _try_again(self) -> None:
        while not self._stopped.wait(AGAIN_SECONDS) and not self._listens():
            pass

    def _listens(self) -> bool:
        host, port = self._address.hostname or "127.0.0.1", self._address.port or 0
        try:
            self._server, _ = start_wsgi_server(port, host, self._registry)
        except OSError:
            return False
        self._server.set_app(_only_metrics(make_wsgi_app(self._registry)))
        return True


def _only_metrics(app: Any) -> Any:
    """The library answers at any path; here nothing is at any other."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH:
            found: Iterable[bytes] = app(environ, start_response)
            return found
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"Metrics are at /metrics.\n"]

    return answer
