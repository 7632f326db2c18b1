"""What went wrong with a service, in words for who runs this, and what to do about it. Pure.

Nothing of it is the service's own text, which may echo what it was sent.
"""

from redis.exceptions import RedisError

from webapp.api import errors
from webapp.auth.errors import KeyMissing
from webapp.auth.service_dialects import PERSONIFY, Service
from webapp.auth.service_errors import ServiceTokenError

EXPECTED = (errors.ApiError, ServiceTokenError, RedisError, KeyMissing)
"""Whatever a call to a service may raise."""

_CALLS: dict[type[Exception], tuple[str, str]] = {
    errors.TokenRefused: (
        "It gave a token and rejects it.",
        "Check that API and token address are of the same environment.",
    ),
    errors.Forbidden: (
        "It forbids the call (403).",
        "Have the service give this client the right to it.",
    ),
    errors.NotFound: ("It has no such thing (404).", "Check the API's address."),
    errors.NotOffered: ("It has no such call (405).", "Check the API's address."),
    errors.Rejected: ("It cannot accept the call (400).", "Check the API's address."),
    errors.TooMany: (
        "It asks for fewer calls (429).",
        "Wait; if it comes again, look for who else uses this client.",
    ),
    errors.TooSlow: ("It did not answer in time.", "Look at the service's status; try again."),
    errors.Unavailable: (
        "It gave no answer, or says that it cannot answer (5xx).",
        "Check address and network; look at the service's status; try again.",
    ),
    errors.UnexpectedAnswer: (
        "It answered with something else than documented.",
        "Check the API's address: something else may answer there.",
    ),
    RedisError: ("Its token cannot be kept: Redis fails.", "Mend Redis first."),
    KeyMissing: ("Its token was sealed with another key.", "Give all processes the same keys."),
}
_TENANT = "Compare PERSONIFY_TENANT_ID with what was handed out; it goes with every call."
_OF_PERSONIFY: dict[type[Exception], str] = {
    errors.Forbidden: _TENANT,
    errors.Rejected: _TENANT,
    errors.NotFound: "Compare PERSONIFY_EVENT_ID and PERSONIFY_API_URL with what was handed out.",
}


def said_of(error: Exception, service: Service) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if isinstance(error, ServiceTokenError):
        return f"No token. {error}", error.advice
    kinds = type(error).__mro__
    said, advice = next(
        (_CALLS[kind] for kind in kinds if kind in _CALLS), ("It failed.", "Try again.")
    )
    if service.dialect.key == PERSONIFY.key:
        advice = next((_OF_PERSONIFY[kind] for kind in kinds if kind in _OF_PERSONIFY), advice)
    return said, advice
