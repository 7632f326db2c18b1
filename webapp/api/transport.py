"""The one way out: every call to the platform's API is made by `Transport`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec

from webapp.api.calling import Calls
from webapp.api.envelope import Endpoint, unwrap
from webapp.api.exchange import Request
from webapp.api.gate import Gate
from webapp.api.hearing import Listener
from webapp.api.known_answer import asking_for_news, body_of
from webapp.api.patience import SecondTries, asked_again
from webapp.api.token_source import TokenSource
from webapp.bounded_http import Host, Limits
from webapp.memory import NOTHING, Memory

T = TypeVar("T")

Noted = Callable[[Request, bytes], object]
API_ROOT = "/api/v4"
LIMITS = Limits()
DECODED = 3
"""Weight of an answer with what is decoded of it, in weights of its body."""


class Transport:
    """Calls as one person: the platform's origin, the way to it, and their tokens."""

    def __init__(
        self,
        base_url: str,
        host: Host,
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
        gate: Gate | None = None,
    ) -> None:
        """`base_url` is the API's origin, without the `root` that every path begins with;
        `more_headers` go with every call. `listener` hears of every
        exchange; another root than the API's own is `called` so. With `is_patient` a reading that
        fails is made once more, which who waits for a page had better decide for themselves. What
        readings bring is in `memory` while the answers are the same; each is `noted` with its body.
        All calls to the host pass the `gate`.
        """
        self._base_url, self._noted = base_url, noted
        self._root = urlsplit(base_url).path.rstrip("/") + root
        self._called, self._calls = (
            called,
            Calls(
                host,
                tokens,
                limits,
                listener=listener,
                more_headers=more_headers or {},
                gate=gate,
                is_patient=is_patient,
            ),
        )
        self._tries = (gate.second_tries if gate else SecondTries()) if is_patient else None
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
        answer = asked_again(partial(self._calls.answer, request, limits), self._tries)
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
        return unwrap(self._calls.answer(request, limits).body, endpoint, kind)

    def order(
        self,
        method: str,
        endpoint: Endpoint,
        item_id: str | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> None:
        """Have something done, whatever a success says of it; raises as `send`."""
        self._calls.answer(self._request(method, endpoint, item_id, body), None)

    def fetch(self, endpoint: Endpoint, accepts: str, limits: Limits) -> bytes:
        """A file, of one of the media types that `accepts` lists; raises as `get`."""
        return self._calls.answer(
            replace(self._request("GET", endpoint), accepts=accepts), limits
        ).body

    def put(self, endpoint: Endpoint, content: bytes, media_type: str) -> None:
        """Have a file stored, whatever the answer says of it; raises as `send`."""
        stored = self._request("PUT", endpoint, None, content)
        self._calls.answer(replace(stored, sends=media_type), None)

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
