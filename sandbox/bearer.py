"""The bearer token of a call, and the refusal of a call without a good one.

Source: RFC 6750, sections 2.1 and 3.
"""

from flask import request

from sandbox.api.answers import Refusal


def bearer_sent() -> str | None:
    """The value in the `Authorization` header; None where there is none of this kind."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() or None if scheme.lower() == "bearer" else None


def not_good(*, token_sent: bool, where: str = "") -> Refusal:
    """401 with the challenge; `where` is what it adds for a client that seeks its way in."""
    error = 'error="invalid_token"' if token_sent else ""
    said = " ".join(["Bearer", ", ".join(filter(None, (error, where)))]).strip()
    message = "The access token is not valid" if token_sent else "An access token is needed"
    return Refusal(401, message, {"WWW-Authenticate": said})
