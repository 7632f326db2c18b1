"""The account's logo, as a file.

Source: authentication page, `account:read` and `account:write`, which gives no path: all of this
is assumed.
"""

from webapp.api.envelope import LOGO
from webapp.api.errors import NotFound, NotOffered
from webapp.api.transport import Transport
from webapp.bounded_http import Limits

ACCEPTED = "image/png, image/jpeg, image/webp, image/gif"
SHOWN = Limits(read=5.0, whole=10.0, size=2 * 1024 * 1024)
"""For reading it: it is one small part of a page."""


class LogoApi:
    """Reading needs the scope `account:read`, changing `account:write`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self) -> bytes | None:
        """The file, of whichever type it turns out to be; None where there is none."""
        try:
            return self._transport.fetch(LOGO, ACCEPTED, SHOWN)
        except NotFound:
            return None

    def replace(self, content: bytes, media_type: str) -> None:
        """Another file in its place. Raises NotOffered where there is no such call."""
        try:
            self._transport.put(LOGO, content, media_type)
        except NotFound:
            raise NotOffered("The platform has no such call.") from None

    def remove(self) -> None:
        """No logo any more; there may have been none."""
        try:
            self._transport.order("DELETE", LOGO)
        except NotFound:
            return
