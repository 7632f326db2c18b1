"""The services: those that are configured are asked, and the others named."""

from webapp.auth.sealing import Sealer
from webapp.auth.service_dialects import Dialect
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.checkup.row import Row, State, skipped
from webapp.redis_connection import connect
from webapp.service_calls.calls import ServiceCalls
from webapp.service_calls.finding import Finding
from webapp.service_calls.probing import probe
from webapp.settings import Settings

TOKEN_SECONDS = 8.0
"""That a token may take; with the call and the wait for Redis it stays below a check's time."""


def check_service(settings: Settings, dialect: Dialect) -> Row:
    """Token and one call of this service."""
    with connect(settings.redis_url) as redis:
        endpoint = ServiceEndpoint(whole_seconds=TOKEN_SECONDS)
        calls = ServiceCalls(settings, redis, Sealer(settings.secret_keys), endpoint)
        tokens = calls.source(dialect.key)
        return skipped("Not configured.") if tokens is None else _row(probe(calls, tokens))


def _row(found: Finding) -> Row:
    return Row(
        check="",
        state=State.OK if found.is_well else State.FAILED,
        said=found.said,
        advice=found.advice,
        answer=found.answer,
        milliseconds=found.milliseconds,
        token_age=found.token_age,
        token_left=found.token_left,
    )
