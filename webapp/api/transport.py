"""The one way out: every call to the platform's API is made by `Transport`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec
from urllib3 import HTTPConnectionPool

from webapp.api.envelope import Endpoint, unwrap
from webapp.api.exchange import Answer, Limits, Request, exchange
from webapp.api.headers import headers_of
from webapp.api.hearing import Listener, told
from webapp.api.known_answer import asking_for_news, body_of, is_success
from webapp.api.patience import asked_again
from webapp.api.refusals import refusal
from webapp.api.token_source import TokenSource
from webapp.memory import NOTHING, Memory

T = TypeVar("T")

Noted = Callable[[Request, bytes], object]
API_ROOT = "/api/v4"
LIMITS = Limits()
DECODED = 3
"""Weight of an answer with what is decoded of it, in weights of its body."""


class Transport:
    """Calls as one person: the platform's origin, a connection pool to it, and their tokens."""

    def __init__(
        self,
        base_url: str,
        http: HTTPConnectionPool,
        tokens: TokenSource,
        limits: Limits = LIMITS,
        *,
        listener: Listener | None = None,
        is_patient: bool = False,
        root: str = API_ROOT,
        called: str = "",
        more_headers: Mapping[str, str] | None = None,
        memory: Memory = NOTHING,
        noted: Noted | None = None,
    ) -> None:
        """`base_url` is the API's origin, without the `root` that every path begins with; `http`
        is the pool for that host; `more_headers` go with every call. `listener` hears of every
        exchange; another root than the API's own is `called` so. With `is_patient` a reading that
        fails is made once more, which who waits for a page had better decide for themselves. What
        readings bring is in `memory` while the answers are the same; each is `noted` with its body.
        """
        self._base_url, self._http = base_url, http
        self._root = urlsplit(base_url).path.rstrip("/") + root
        self._tokens, self._limits = tokens, limits
        self._listener, self._noted = listener, noted
        self._is_patient, self._called = is_patient, called
        self._more_headers = more_headers or {}
        self.memory = memory

    def __repr__(self) -> str:
        return f"Transport({self._base_url!r})"

    def get(
        self,
        endpoint: Endpoint,
        kind: type[T],
        query: Mapping[str, int | str] | None = None,
        item_id: str | None = None,
        limits: Limits | None = None,
    ) -> T:
        """The payload of `endpoint` as a `kind`; every ApiError but Conflict; see `send`."""
        request = self._request("GET", endpoint, item_id, query=query)
        request, known = asking_for_news(request, self.memory)
        answer = asked_again(partial(self._answered, request, limits), self._is_patient)
        body = body_of(answer, request.target, known, self.memory)
        if self._noted:
            self._noted(request, body)
        unwrapped = partial(unwrap, body, endpoint, kind)
        return self.memory.kept((request.target, kind), (body,), unwrapped, DECODED * len(body))

    def send(
        self,
        method: str,
        endpoint: Endpoint,
        kind: type[T],
        item_id: str | None = None,
        body: Mapping[str, Any] | None = None,
        limits: Limits | None = None,
    ) -> T:
        """Have `endpoint` change something, and give the payload of its answer as a `kind`.

        It is sent again in one case only: after a 401, with which nothing was done. After any
        other failure but a refusal (4xx) or an Unavailable that was not sent, whether it was done
        is not known. Every ApiError may be raised; `body` goes out as JSON; `limits` are for
        calls that may take less, or must take more, than all others.
        """
        request = self._request(method, endpoint, item_id, body)
        return unwrap(self._answered(request, limits).body, endpoint, kind)

    def order(
        self,
        method: str,
        endpoint: Endpoint,
        item_id: str | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> None:
        """Have something done, whatever a success says of it; raises as `send`."""
        self._answered(self._request(method, endpoint, item_id, body), None)

    def fetch(self, endpoint: Endpoint, accepts: str, limits: Limits) -> bytes:
        """A file, of one of the media types that `accepts` lists; raises as `get`."""
        return self._answered(replace(self._request("GET", endpoint), accepts=accepts), limits).body

    def put(self, endpoint: Endpoint, content: bytes, media_type: str) -> None:
        """Have a file stored, whatever the answer says of it; raises as `send`."""
        stored = self._request("PUT", endpoint, None, content)
        self._answered(replace(stored, sends=media_type), None)

    def _request(
        self,
        method: str,
        endpoint: Endpoint,
        item_id: str | None = None,
        body: Mapping[str, Any] | bytes | None = None,
        query: Mapping[str, int | str] | None = None,
    ) -> Request:
        if isinstance(body, Mapping):
            body = msgspec.json.encode(body)
        target = self._root + endpoint.path(item_id) + ("?" + urlencode(query) if query else "")
        return Request(method, self._called + endpoint.template, target, body, item_id)

    def _answered(self, request: Request, limits: Limits | None) -> Answer:
        """A success; asked again once, with another token, where the first one was refused."""
        within = limits or self._limits
        token = self._tokens.access_token()
        answer = self._send(request, token, within)
        if answer.status == 401:
            token = self._tokens.renew(token)
            answer = self._send(request, token, within)
        if not is_success(request, answer.status):
            raise refusal(answer, request, token)
        return answer

    def _send(self, request: Request, token: str, limits: Limits) -> Answer:
        headers = {**headers_of(request, token), **self._more_headers}
        send = partial(exchange, self._http, request, headers, limits)
        return told(self._listener, request, send)
