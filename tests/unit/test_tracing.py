from collections.abc import Iterable, Iterator
from threading import Thread
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from webapp import request_id, tracing
from webapp.request_watch import ENDPOINT, RequestWatch
from webapp.upstream import Call, handed_on

TRACE, OUTSIDE = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
PARENT = f"00-{TRACE}-{OUTSIDE}-01"


class CanaryError(Exception):
    """Its message is nobody's business."""


@pytest.fixture
def kept() -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracing.trace_by(provider)
    yield exporter
    tracing.trace_by(None)


def answer(app: Any, *, has_proxies: bool) -> None:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/people/canary",
        "HTTP_TRACEPARENT": PARENT,
        "HTTP_TRACESTATE": "vendor=canary",
    }
    RequestWatch(app, has_proxies=has_proxies)(environ, lambda *_: None)


def plain(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    assert not any("canary" in str(value) for name, value in environ.items() if "HTTP" in name)
    environ[ENDPOINT] = "people.one"
    with Call("GET /profile/{id}"):
        environ["handed_on"] = handed_on()
    start("200 OK", [])
    return [environ["handed_on"].get("traceparent", "").encode()]


def trace_of(span: ReadableSpan) -> str:
    return format(span.context.trace_id, "032x") if span.context else ""


@pytest.mark.parametrize("has_proxies", [True, False])
def test_a_trace_goes_on_from_a_proxy_of_our_own_and_from_nobody_else(
    kept: InMemorySpanExporter, has_proxies: bool
) -> None:
    answer(plain, has_proxies=has_proxies)

    call, request = kept.get_finished_spans()
    assert (trace_of(request) == TRACE) is has_proxies
    assert trace_of(call) == trace_of(request)
    assert (call.name, request.name) == ("GET /profile/{id}", "GET people.one")


def test_what_is_handed_on_is_the_call_and_nothing_else_that_came(
    kept: InMemorySpanExporter,
) -> None:
    with request_id.under("abc123def456"), Call("GET /tags"):
        headers = handed_on()

    (call,) = kept.get_finished_spans()
    assert call.context
    assert set(headers) == {"X-Request-ID", "traceparent"}
    assert headers["X-Request-ID"] == "abc123def456"
    here = f"00-{trace_of(call)}-{call.context.span_id:016x}-"
    assert headers["traceparent"].startswith(here)


def test_an_error_is_told_by_its_kind_alone(kept: InMemorySpanExporter) -> None:
    with pytest.raises(CanaryError), Call("GET /tags"):
        raise CanaryError("canary")

    (call,) = kept.get_finished_spans()
    assert not call.status.is_ok
    assert not call.events
    assert call.status.description is None
    assert dict(call.attributes or {}) == {"outcome": "canary_error"}


def test_work_behind_a_request_goes_on_in_its_trace(kept: InMemorySpanExporter) -> None:
    def ask() -> None:
        with Call("GET /tags"):
            pass

    with Call("POST debrief"):
        thread = Thread(target=request_id.carried(ask))
    thread.start()
    thread.join()

    first, behind = kept.get_finished_spans()
    assert trace_of(first) == trace_of(behind)
