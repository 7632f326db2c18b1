"""Sign-ins that were refused, for the security log, and whose attempts count together."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from webapp.auth import errors
from webapp.network_place import counted_as
from webapp.rates import TooOften
from webapp.security_log import Event, Reason
from webapp.services import services

_REASONS: dict[type[Exception], Reason] = {
    errors.AttemptUnknown: Reason.UNKNOWN_ATTEMPT,
    errors.IssuerMismatch: Reason.FOREIGN_ISSUER,
    errors.ConsentDenied: Reason.DENIED,
    errors.AnswerRefused: Reason.UNUSABLE_ANSWER,
    TooOften: Reason.TOO_OFTEN,
}


@contextmanager
def noted_refusals() -> Iterator[None]:
    """Write every refusal of this step into the security log."""
    try:
        yield
    except tuple(_REASONS) as error:
        reason = next(reason for kind, reason in _REASONS.items() if isinstance(error, kind))
        services().security.record(
            Event.SIGN_IN_REFUSED, reason=reason, address=request.remote_addr
        )
        raise


def opener() -> str:
    """Stands for the network address that begins sign-ins; tells nothing of it without our key."""
    address = counted_as(request.remote_addr).encode()
    return hmac.digest(services().settings.secret_keys[0], b"opener" + address, "sha256").hex()
