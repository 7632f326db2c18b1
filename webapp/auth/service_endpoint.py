"""The way to a service's token endpoint: one request, within bounds of time and size."""

import time
from collections.abc import Callable

from webapp.auth.service_answers import token_request, token_told
from webapp.auth.service_dialects import Service
from webapp.auth.service_errors import OddAnswer, ServiceSlow, ServiceUnreachable
from webapp.auth.token_set import TokenSet
from webapp.bounded_http import (
    Answer,
    Hosts,
    HttpFailure,
    Limits,
    NoConnection,
    OutOfTime,
    TooLarge,
)
from webapp.upstream import Call, handed_on

LARGEST_ANSWER = 1 << 18
"""Bytes after decompression; a token answer is a few thousand."""

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
        self._hosts = Hosts()
        self._clock = clock
        self._limits = Limits(read=whole_seconds, whole=whole_seconds, size=LARGEST_ANSWER)

    def ask(self, service: Service) -> TokenSet:
        """A new token of this service. Raises a ServiceTokenError."""
        try:
            with Call("POST service token") as call:
                answer = self._send(service)
                call.answered(answer.status)
        except TooLarge:
            raise OddAnswer("Its answer is too large to be a token.") from None
        except NoConnection:
            raise ServiceUnreachable("No connection can be made.") from None
        except OutOfTime:
            raise ServiceSlow("It did not answer in time.") from None
        except HttpFailure as failure:
            raise ServiceUnreachable(f"It gave no answer ({type(failure).__name__}).") from None
        return token_told(answer, now=self._clock())

    def _send(self, service: Service) -> Answer:
        """On a connection of its own: the next is an hour away."""
        headers, body = token_request(service)
        return self._hosts.exchange(
            "POST",
            service.token_url,
            headers | handed_on(),
            self._limits,
            body,
            on_new_connection=True,
        )
