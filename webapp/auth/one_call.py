"""The wire under Authlib: one POST on a connection of its own, within bounds of time and size."""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.auth import ClientAuth
from urllib3 import Timeout
from urllib3.exceptions import HTTPError

from webapp.bounded_http import BoundedPools, TooLarge, whole_body
from webapp.deadlines import Deadline, NotBegun

LARGEST_ANSWER = 1 << 18
"""Bytes after decompression; a token answer is a few thousand."""


class NoWholeAnswer(HTTPError):
    """An answer that broke off, would not end in time, or would not end at all."""


@dataclass(frozen=True)
class Answer:
    """An answer as it came."""

    status_code: int
    content: bytes = field(repr=False)

    def json(self) -> Any:
        """What it says as JSON. Raises ValueError or RecursionError where it is none.

        Python reads no whole number of thousands of digits, and would give all of it up: each is
        read as a float.
        """
        text = self.content.decode(json.detect_encoding(self.content), "replace")
        return json.loads(text, parse_int=float)


class OneCall:
    """What Authlib takes for a session. No proxy, no redirect, no second try, no cookie: a token
    goes where it is to go, once.
    """

    def __init__(self, trust: ssl.SSLContext, timeout: tuple[float, float], own: dict[str, str]):
        self._trust = trust
        self._timeout = timeout
        self._own = {**own, "Connection": "close", "Accept-Encoding": "gzip, deflate"}

    def post(
        self,
        url: str,
        data: Mapping[str, str | None],
        auth: ClientAuth,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a form, without what is None in it, and return with all of the answer read, within
        the sum of the two timeouts. Raises a urllib3.exceptions.HTTPError, and NotBegun.
        """
        form = urlencode({name: value for name, value in data.items() if value is not None})
        sent = {
            "Accept": "application/json",
            **(headers or {}),
            "Content-Type": "application/x-www-form-urlencoded",
            **self._own,
        }
        url, sent, body = auth.prepare("POST", url, sent, form)
        try:
            with Deadline(sum(self._timeout)):
                return self._answer(url, sent, body)
        except NotBegun:
            raise
        except (TimeoutError, TooLarge):
            raise NoWholeAnswer from None

    def _answer(self, url: str, headers: dict[str, str], body: str) -> Answer:
        connect, read = self._timeout
        with BoundedPools(num_pools=1, ssl_context=self._trust) as pools:
            answer = pools.urlopen(
                "POST",
                url,
                body=body.encode(),
                headers=headers,
                timeout=Timeout(connect=connect, read=read),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                return Answer(answer.status, whole_body(answer, LARGEST_ANSWER))
            except HTTPError:
                raise NoWholeAnswer from None
