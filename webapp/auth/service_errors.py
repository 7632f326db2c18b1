"""What can go wrong with a service's token, one class per meaning, and what to do about it.

None of it is a person's trouble: no page that somebody signed in to meets one of these.
"""

from webapp.auth.errors import AuthError


class ServiceTokenError(AuthError):
    """No token of a service; its text is safe to show, and `advice` is for who runs this."""

    advice = "Try again; if it stays so, ask whoever runs the service."


class InvalidClient(ServiceTokenError):
    """The service does not accept our client credentials: somebody must act."""

    advice = (
        "Compare client id, secret and the way that they are sent with what was handed out; "
        "have a new secret made if this one was revoked."
    )


class GrantRefused(ServiceTokenError):
    """It knows a reason of its own not to give this client a token (RFC 6749 section 5.2)."""

    advice = "Have the service allow client credentials for this client."


class ServiceUnreachable(ServiceTokenError):
    """No answer came, or it says that it cannot answer (5xx)."""

    advice = "Check address and network; look at the service's status; then try again."


class ServiceSlow(ServiceUnreachable):
    """No whole answer came in time."""


class OddAnswer(ServiceTokenError):
    """Something answered that is not the token endpoint that we know."""

    advice = "Check the address: something else than the service's token endpoint answers there."


class ServiceLimited(ServiceTokenError):
    """Too many requests (429); `retry_after` is in seconds from now, where it was told."""

    advice = "Wait; if it comes again, look for who else uses this client."

    def __init__(self, *said: str, retry_after: int | None = None):
        super().__init__(*said)
        self.retry_after = retry_after


class BeingRenewed(ServiceTokenError):
    """Another process asks for the token, and did not get an answer while we waited."""

    advice = ServiceUnreachable.advice
