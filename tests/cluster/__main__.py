"""Shows the topology to an operator: `make cluster`. Ctrl-C ends all of it."""

import signal
import sys
import threading

from sandbox.seed import build
from sandbox.server import running
from tests.cluster.topology import Topology, topology
from tests.support import caddy

PORT = 8443
PEOPLE = 60


def main() -> int:
    """1 where there is no proxy to show it with."""
    if caddy.find() is None:
        sys.stderr.write(caddy.MISSING + "\n")
        return 1
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with running(build(PEOPLE)) as platform, topology(platform, PORT) as shown:
        sys.stdout.write(_told(shown))
        sys.stdout.flush()
        stop.wait()
    return 0


def _told(shown: Topology) -> str:
    one, two = (dashboard.process for dashboard in shown.dashboards)
    assert one is not None
    assert two is not None
    return f"""REDIS_URL of both: {shown.valkey.url}
Primary: 127.0.0.1:{shown.valkey.primary.port}   Replica: 127.0.0.1:{shown.valkey.replica.port}
Dashboards: {", ".join(one.address for one in shown.dashboards)} (processes {one.pid}, {two.pid})
The browser warns of the certificate, since only this run knows its authority.
Dashboard: {shown.front.origin}
"""


if __name__ == "__main__":
    sys.exit(main())
