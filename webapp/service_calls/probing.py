"""Whether a service serves us: its token, and one call that changes nothing."""

import time
from collections.abc import Callable

import msgspec
from redis.exceptions import RedisError

from webapp.api import Transport
from webapp.api.envelope import Endpoint
from webapp.api.hearing import Heard
from webapp.auth.errors import KeyMissing
from webapp.auth.service_dialects import Service
from webapp.auth.service_token import ServiceTokenSource
from webapp.bounded_http import Limits
from webapp.service_calls.calls import ServiceCalls
from webapp.service_calls.finding import Finding
from webapp.service_calls.telling import EXPECTED, said_of

LIMITS = Limits(connect=3, read=8, whole=8, size=1 << 20)
"""A probe is worth waiting for less than a page is."""


class _Last:
    """Keeps what came of the last exchange."""

    outcome = ""

    def heard(self, heard: Heard) -> None:
        """One exchange is over."""
        self.outcome = heard.outcome


class _Paged(msgspec.Struct):
    """`paginationMetadata` of the Personify API reference, section 3."""

    total: int = msgspec.field(name="totalCount")


def probe(
    calls: ServiceCalls,
    tokens: ServiceTokenSource,
    clock: Callable[[], float] = time.time,
    limits: Limits = LIMITS,
) -> Finding:
    """Ask one service. What fails is said, never raised; bounded in time."""
    last, service = _Last(), tokens.service
    started = time.monotonic()
    said, advice, is_well = "It serves.", "", True
    try:
        tokens.access_token()
        started = time.monotonic()
        if _is_callable(service):
            _call(calls.transport(tokens, limits, last), service)
        else:
            said = "It gives tokens; PERSONIFY_EVENT_ID would let a call be made."
    except EXPECTED as error:
        is_well = False
        said, advice = said_of(error, service)
    age, left = _times(tokens, clock())
    return Finding(
        key=service.dialect.key,
        name=service.dialect.name,
        is_well=is_well,
        said=said,
        advice=advice,
        answer=last.outcome,
        milliseconds=round((time.monotonic() - started) * 1000),
        token_age=age,
        token_left=left,
    )


def _is_callable(service: Service) -> bool:
    return bool(service.client.event_id) or "{id}" not in service.dialect.check.template


def _call(transport: Transport, service: Service) -> None:
    check = service.dialect.check
    endpoint = Endpoint(check.template, check.payload)
    if check.method == "GET":
        transport.get(endpoint, _Paged, check.query, service.client.event_id)
    else:
        # what it answers is documented nowhere, but an API answers with JSON
        transport.send(check.method, endpoint, object, body=dict(check.body or {}))


def _times(tokens: ServiceTokenSource, now: float) -> tuple[float | None, float | None]:
    try:
        kept = tokens.kept()
    except (RedisError, KeyMissing):
        return None, None
    if not kept.access_token:
        return None, None
    return max(0.0, now - kept.obtained_at), max(0.0, kept.expires_at - now)
