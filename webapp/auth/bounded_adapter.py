"""`requests`, which Authlib speaks through, within bounds of time and size."""

import io
import ssl
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from webapp.bounded_http import BoundedPools, TooLarge, whole_body
from webapp.deadlines import Deadline

LARGEST_ANSWER = 1 << 18
"""Bytes after decompression; a token answer is a few thousand."""


class NoWholeAnswer(requests.RequestException):
    """An answer that broke off, would not end in time, or would not end at all."""


class BoundedAdapter(HTTPAdapter):
    """Takes an answer whole, within the sum of the two timeouts."""

    def __init__(self, trust: ssl.SSLContext):
        self._trust = trust
        super().__init__()

    def init_poolmanager(self, *_: Any, **__: Any) -> None:
        """Connections that a deadline can cut."""
        self.poolmanager = BoundedPools(ssl_context=self._trust)

    def send(self, request: requests.PreparedRequest, *_: Any, **how: Any) -> requests.Response:
        """Send, and return with all of the body read. Raises a requests.RequestException."""
        try:
            with Deadline(sum(how["timeout"])):
                answer = super().send(request, **{**how, "stream": True})
                answer.raw = io.BytesIO(whole_body(answer.raw, LARGEST_ANSWER))
        except (TimeoutError, TooLarge, urllib3.exceptions.HTTPError):
            raise NoWholeAnswer from None
        return answer
