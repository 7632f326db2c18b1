"""What every call says of itself."""

import re

from webapp.api.errors import TokenRefused
from webapp.api.exchange import Request

SENDABLE = re.compile(r"[!-~]+")  # RFC 6749 appendix A.12; a line break must not reach a header


def headers_of(request: Request, token: str) -> dict[str, str]:
    """The headers of a request with this token. Raises TokenRefused for one that cannot be sent."""
    if not SENDABLE.fullmatch(token):
        raise TokenRefused("There is no token that can be sent.")
    headers = {
        "Accept": request.accepts,
        "Authorization": f"Bearer {token}",
    }
    if request.body is not None:
        headers["Content-Type"] = request.sends
    if request.etag:
        headers["If-None-Match"] = request.etag
    return headers
