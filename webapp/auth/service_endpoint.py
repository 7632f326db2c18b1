"""The way to a service's token endpoint: one request, within bounds of time and size."""

import time
from collections.abc import Callable

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as NoAnswerInTime

from webapp.auth.service_answers import token_request, token_told
from webapp.auth.service_dialects import Service
from webapp.auth.service_errors import OddAnswer, ServiceSlow, ServiceUnreachable
from webapp.auth.token_set import TokenSet
from webapp.bounded_http import BoundedPools, TooLarge, whole_body
from webapp.deadlines import Deadline

LARGEST_ANSWER = 1 << 18
"""Bytes after decompression; a token answer is a few thousand."""

CONNECT_SECONDS = 3.0
WHOLE_SECONDS = 13.0
"""How long one request takes at most, however it drips."""


class ServiceEndpoint:
    """Asks for tokens; opens no connection yet. Redirects are not followed: the credentials go to
    the configured address alone.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        whole_seconds: float = WHOLE_SECONDS,
    ):
        self._http = BoundedPools()
        self._clock = clock
        self._whole = whole_seconds

    def ask(self, service: Service) -> TokenSet:
        """A new token of this service. Raises a ServiceTokenError."""
        try:
            with Deadline(self._whole):
                answer = self._send(service)
                body = whole_body(answer, LARGEST_ANSWER)
        except TooLarge:
            raise OddAnswer("Its answer is too large to be a token.") from None
        except NewConnectionError:  # of urllib3's time-outs by descent, but not by meaning
            raise ServiceUnreachable("No connection can be made.") from None
        except (NoAnswerInTime, TimeoutError):
            raise ServiceSlow("It did not answer in time.") from None
        except HTTPError as error:
            raise ServiceUnreachable(f"It gave no answer ({type(error).__name__}).") from None
        return token_told(answer.status, answer.headers, body, now=self._clock())

    def _send(self, service: Service) -> urllib3.BaseHTTPResponse:
        headers, body = token_request(service)
        return self._http.request(
            "POST",
            service.token_url,
            body=body,
            headers={**headers, "Connection": "close"},  # the next one is an hour away
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=self._whole),
            redirect=False,
            retries=False,
            preload_content=False,
        )
