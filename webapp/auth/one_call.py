"""The wire under Authlib: one POST on a connection of its own, within bounds of time and size."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.auth import ClientAuth

from webapp.bounded_http import Hosts, Limits

LARGEST_ANSWER = 1 << 18
"""Bytes after decompression; a token answer is a few thousand."""


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

    def __init__(self, hosts: Hosts, timeout: tuple[float, float], own: dict[str, str]):
        connect, read = timeout
        self._hosts = hosts
        self._limits = Limits(connect, read, whole=connect + read, size=LARGEST_ANSWER)
        self._own = own

    def post(
        self,
        url: str,
        data: Mapping[str, str | None],
        auth: ClientAuth,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a form, without what is None in it, and return with all of the answer read, within
        the sum of the two timeouts. Raises an HttpFailure.
        """
        form = urlencode({name: value for name, value in data.items() if value is not None})
        sent = {
            "Accept": "application/json",
            **(headers or {}),
            "Content-Type": "application/x-www-form-urlencoded",
            **self._own,
        }
        url, sent, body = auth.prepare("POST", url, sent, form)
        answer = self._hosts.exchange(
            "POST", url, sent, self._limits, body.encode(), on_new_connection=True
        )
        return Answer(answer.status, answer.body)
