"""Counters, gauges and durations that cost a microsecond, and are shared by processes if wished.

The library chooses when it is imported whether values lie in memory or in files that processes
share, and a metric takes that choice when it is made. Workers may be forked from a process that
imported it long before; so ours are made when first used.

Source: prometheus_client, `values.get_value_class` and “Multiprocess Mode” of its manual.
"""

import os
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakSet

import prometheus_client
from prometheus_client import CollectorRegistry, values

REGISTRY = CollectorRegistry()
"""Of this process alone, where nothing is shared."""

FOLDER = "PROMETHEUS_MULTIPROC_DIR"

MOST_KINDS = 600
"""Combinations of labels of one metric. What comes later has OTHER in the place of its first label,
which may be one of many words; the rest, of few words each, stay: how it went is never lost.
"""
OTHER = "other"

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0)
"""Seconds."""

_making = Lock()
_every: "WeakSet[_Instrument]" = WeakSet()


def share(folder: Path) -> None:
    """From now on, values lie in files of this folder, in this process and in its workers."""
    os.environ[FOLDER] = str(folder)  # for those that import the library anew
    os.register_at_fork(after_in_child=_anew)
    _anew()


def _anew() -> None:
    """Files of this very process, and no lock that a thread of its parent held as it was forked."""
    global _making
    _making = Lock()
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
    for each in _every:
        each.forget()


class _Instrument:
    kind: Any
    options: dict[str, Any]
    suffixes: tuple[str, ...]

    def __init__(self, name: str, meaning: str, *labels: str):
        self.name, self._meaning, self.labels = name, meaning, labels
        self._metric: Any = None
        self._children: dict[tuple[str, ...], Any] = {}
        _every.add(self)

    def forget(self) -> None:
        """Be made anew when next used."""
        self._metric, self._children = None, {}

    @property
    def sample_names(self) -> set[str]:
        """As they can be asked for."""
        return {self.name + suffix for suffix in self.suffixes}

    def known(self, *labels: str) -> None:
        """Told from now on, as 0: of a count that begins with 1, Prometheus sees no increase."""
        self._of(labels)

    def _of(self, labels: tuple[str, ...]) -> Any:
        child = self._children.get(labels)
        return self._new(labels) if child is None else child

    def _new(self, labels: tuple[str, ...]) -> Any:
        with _making:
            if len(self._children) >= MOST_KINDS:
                labels = (OTHER, *labels[1:])
            if self._metric is None:
                registry = None if FOLDER in os.environ else REGISTRY
                self._metric = self.kind(
                    self.name, self._meaning, self.labels, registry=registry, **self.options
                )
            child = self._metric.labels(*labels) if labels else self._metric
            self._children[labels] = child
            return child


class Counter(_Instrument):
    """Only ever grows."""

    kind = prometheus_client.Counter
    options: dict[str, Any] = {}  # noqa: RUF012  # read only
    suffixes = ("_total",)

    def add(self, *labels: str, by: int = 1) -> None:
        """One more, or so many, with these labels."""
        self._of(labels).inc(by)


class Gauge(_Instrument):
    """Goes up and down; of several workers, the sum of those that live."""

    kind = prometheus_client.Gauge
    options: dict[str, Any] = {"multiprocess_mode": "livesum"}  # noqa: RUF012  # read only
    suffixes = ("",)

    def set(self, value: float) -> None:
        """What it is in this process."""
        self._of(()).set(value)

    def change(self, by: float) -> None:
        """What it has become more, or less, in this process."""
        self._of(()).inc(by)


class Duration(_Instrument):
    """How often something took how long."""

    kind = prometheus_client.Histogram
    options: dict[str, Any] = {"buckets": BUCKETS}  # noqa: RUF012  # read only
    suffixes = ("_bucket", "_sum", "_count")

    def took(self, seconds: float, *labels: str) -> None:
        """Once more, so long."""
        self._of(labels).observe(seconds)
