"""One connection of libcurl's, and one exchange on it.

Source: libcurl's documentation, libcurl-easy(3) and CURLOPT_PREREQFUNCTION(3).
"""

from collections.abc import Mapping

import pycurl

from webapp.bounded_http.answer import Answer, Taken
from webapp.bounded_http.failures import HttpFailure, TooLarge, failure
from webapp.bounded_http.limits import Limits
from webapp.bounded_http.options import of_limits, of_request, trusted


class Handle:
    """For one thread at a time; of an exchange nothing stays in it but the connection."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._curl = pycurl.Curl()
        self._trusted = trusted() if origin.startswith("https:") else ()

    def close(self) -> None:
        """With its connection."""
        self._curl.close()

    def exchange(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        limits: Limits,
        body: bytes | None,
        *,
        is_alone: bool,
    ) -> Answer:
        """As of `Host`."""
        if not target.startswith("/"):
            raise ValueError("What is asked for must be a path: else it would lead elsewhere.")
        taken, sending = Taken(limits.size), _Sending(is_once=method != "GET")
        set_option = self._curl.setopt
        try:
            for option, value in self._trusted:
                set_option(option, value) if value else self._curl.unsetopt(option)
            url = self._origin + target
            for option, value in of_request(method, url, headers, body, is_alone=is_alone):
                set_option(option, value)
            for option, value in of_limits(limits):
                set_option(option, value)
            set_option(pycurl.HEADERFUNCTION, taken.line)
            set_option(pycurl.WRITEFUNCTION, taken.chunk)
            set_option(pycurl.PREREQFUNCTION, sending.begin)
            self._curl.perform()
            return taken.whole(self._curl.getinfo(pycurl.RESPONSE_CODE))
        except pycurl.error as error:
            raise self._meaning(error, taken, sending) from None
        finally:
            self._curl.reset()

    def _meaning(self, error: pycurl.error, taken: Taken, sending: "_Sending") -> HttpFailure:
        if taken.is_too_large:
            status = self._curl.getinfo(pycurl.RESPONSE_CODE)
            return TooLarge(f"{self._origin}: too large", status=status)
        return failure(error, self._origin, was_sent=sending.has_begun, has_begun=taken.has_begun)


class _Sending:
    """Whether a request was begun, which libcurl begins again where a kept connection turns out to
    be broken: the host may have seen it, and then some may not be sent a second time.
    """

    __slots__ = ("_is_once", "has_begun")

    def __init__(self, *, is_once: bool) -> None:
        self._is_once = is_once
        self.has_begun = False

    def begin(self, *_: object) -> int:
        """Called by libcurl once there is a connection, before anything is written to it."""
        if self.has_begun and self._is_once:
            return int(pycurl.PREREQFUNC_ABORT)
        self.has_begun = True
        return int(pycurl.PREREQFUNC_OK)
