"""What has been counted, as Prometheus reads it."""

import os

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector

from webapp.metrics.instruments import FOLDER, REGISTRY

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


def told() -> bytes:
    """By all workers where they share what they count, else by this process."""
    if FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    shared = CollectorRegistry()
    MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    return generate_latest(shared)
