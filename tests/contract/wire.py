"""One account of one platform, read by plain HTTP and by our own clients."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
import pytest

from tests.contract.sides import Side, Token
from webapp import bounded_http as http
from webapp.api import PlatformApi, Transport
from webapp.bounded_http import Host, Limits

T = TypeVar("T")
Json = dict[str, Any]
API = "/api/v4"
_ID = re.compile(r"[0-9a-fA-F]{24}")
METADATA = "/.well-known/oauth-protected-resource"


class Disagreement(AssertionError):
    """What is not as agreed, by paths, members and types: no value is in it, so it may be shown."""


def agreed(holds: bool, what: str) -> None:
    """Raises Disagreement unless it holds."""
    if not holds:
        raise Disagreement(what)


def shaped(value: object, kind: type[T], path: str) -> T:
    """A JSON value as one of the shapes. Raises Disagreement, which names no value."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise Disagreement(f"{path}: {error}") from None


class _Reading(Host):
    """A host that is asked by nothing but GET, whoever asks."""

    def exchange(self, method: str, *args: Any, **kwargs: Any) -> http.Answer:
        """As of a Host. Raises Disagreement for any other method."""
        agreed(method == "GET", f"{method} must never be sent to a real platform")
        return super().exchange(method, *args, **kwargs)


@dataclass(frozen=True)
class Answer:
    """A whole answer; `named` says to what, without an id."""

    named: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Json:
        """The body, which must be a JSON object and be called so."""
        kind = self.headers.get("content-type", "")
        agreed(kind.startswith("application/json"), f"{self.named} is not called JSON")
        try:
            return msgspec.json.decode(self.body, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Disagreement(f"{self.named} is no JSON object") from None


@dataclass(frozen=True)
class Wire:
    """Reads as one person; no method of it writes."""

    origin: str
    token: Token = field(repr=False)
    host: Host
    is_platform: bool

    @property
    def api(self) -> PlatformApi:
        """Our own clients, on the same connections."""
        return PlatformApi(Transport(self.origin, self.host, self.token))

    def get(self, path: str, token: Token | None = None, **query: object) -> Answer:
        """Whatever comes of a GET, with a token or without."""
        said = {"Authorization": f"Bearer {token.access_token()}"} if token else {}
        target = path + ("?" + urlencode(query) if query else "")
        answer = self.host.exchange("GET", target, said, Limits())
        named = _ID.sub("{id}", path.removeprefix(API))
        return Answer(named, answer.status, answer.headers, answer.body)

    def read(self, path: str, key: str, **query: object) -> Any:
        """The payload of a call that is granted, taken out of its envelope."""
        answer = self.get(API + path, self.token, **query)
        if answer.status == 403 and self.is_platform:
            pytest.skip(f"The token was not granted what {answer.named} needs")
        agreed(answer.status == 200, f"{answer.named} was answered with {answer.status}")
        said = answer.json()
        agreed(said.get("code") == answer.status, f"{answer.named}: code is not the status")
        agreed(said.get("status", "success") == "success", f"{answer.named}: not a success")
        agreed(key in said, f"{answer.named}: there is no {key}")
        return said[key]

    def read_assumed(self, path: str, key: str, **query: object) -> Any:
        """As `read`, of a call that is not documented."""
        self.assumed(self.get(API + path, self.token, **query).status not in {404, 405}, path)
        return self.read(path, key, **query)

    def assumed(self, holds: bool, what: str) -> None:
        """An assumption: the sandbox must keep it; that the platform does not is worth to know."""
        if not holds and self.is_platform:
            pytest.xfail(f"Assumed, and not so: {what}")
        agreed(holds, what)


@contextmanager
def wire_to(side: Side, origin: str, token: Token) -> Iterator[Wire]:
    """Connections to a side that end with the test; those to the platform can only read."""
    host = (_Reading if side.is_platform else Host)(origin)
    try:
        yield Wire(origin, token, host, side.is_platform)
    finally:
        host.close()
