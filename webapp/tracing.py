"""OpenTelemetry spans of requests and of what they ask elsewhere, where a collector is named.

Without one nothing of OpenTelemetry is imported, and whoever begins a span gets none. What a span
says is a word of ours, a status or the request's reference: no path, no query, no message of an
error.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider

PARENT = "traceparent"
"""The header by which a trace goes on elsewhere (W3C Trace Context)."""
SERVICE = "profile-dashboard"
DELAY_MS = 1000
"""How long spans wait to be sent together."""

_tracer: Any = None


class Span(NamedTuple):
    """One that has begun."""

    span: Any
    token: Any


def is_installed() -> bool:
    """Whether the extra `tracing` is."""
    try:
        import opentelemetry.exporter.otlp.proto.http.trace_exporter
        import opentelemetry.sdk.trace  # noqa: F401
    except ImportError:
        return False
    return True


def start(endpoint: str) -> None:
    """From now on this process sends spans to the collector at this address. To be called where
    they are sent from, and not before it is forked. OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_HEADERS
    and OTEL_TRACES_SAMPLER are the library's own to read.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    name = os.environ.get("OTEL_SERVICE_NAME") or SERVICE
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=DELAY_MS))
    trace_by(provider)


def trace_by(provider: "TracerProvider | None") -> None:
    """Spans go to this provider; with None there are none."""
    global _tracer
    _tracer = provider and provider.get_tracer("webapp")


def begin(name: str, *, is_call: bool, parent: str = "") -> Span | None:
    """The current span from now on; `parent` is a PARENT header. None where none is wanted."""
    if _tracer is None:
        return None
    from opentelemetry import context, trace

    kind = trace.SpanKind.CLIENT if is_call else trace.SpanKind.SERVER
    span = _tracer.start_span(name, context=_extracted(parent) if parent else None, kind=kind)
    return Span(span, context.attach(trace.set_span_in_context(span)))


def end(begun: Span, name: str, facts: Mapping[str, str | int], *, is_error: bool) -> None:
    """It was this, and is over."""
    from opentelemetry import context, trace

    span, token = begun
    span.update_name(name)
    span.set_attributes(facts)
    if is_error:
        span.set_status(trace.StatusCode.ERROR)
    span.end()
    context.detach(token)


def handed_on() -> dict[str, str]:
    """The header by which the current trace goes on elsewhere; no other that came with it."""
    if _tracer is None:
        return {}
    carrier: dict[str, str] = {}
    _propagator().inject(carrier)
    return {PARENT: carrier[PARENT]} if PARENT in carrier else {}


def current() -> "Context | None":
    """Where in which trace we are, for another thread."""
    if _tracer is None:
        return None
    from opentelemetry import context

    return context.get_current()


@contextmanager
def within(known: "Context | None") -> Iterator[None]:
    """A block that goes on there."""
    if known is None:
        yield
        return
    from opentelemetry import context

    token = context.attach(known)
    try:
        yield
    finally:
        context.detach(token)


def _extracted(parent: str) -> Any:
    return _propagator().extract({PARENT: parent})


def _propagator() -> Any:
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator()
