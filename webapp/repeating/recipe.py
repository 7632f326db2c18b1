"""All that an answer was made of, as it was read; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from webapp.api.exchange import Request
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_set import TokenSet
from webapp.background.owner import Owner
from webapp.redis_connection.read_along import Question
from webapp.responses.session_time import SessionTime

Environ = Mapping[str, Any]
Told = tuple[object, ...]

_PLACE = ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "REMOTE_ADDR", "wsgi.url_scheme")


class Fills(Protocol):
    """Makes a page with form tokens of its own."""

    def __call__(self, person: SignedIn) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Recipe:
    """`questions` are the keys of Redis with what they answered, the session first; `calls` what
    the platform was asked with these `tokens`, and answered. `began_at` is when the session began
    (Unix seconds); `told` is what the page says of the session's time, and `minute` when that was.
    `endpoint` is the route's name. `body` makes the page, which goes out in this `coding` ("": as
    it is); `headers` are all but its length.
    """

    questions: tuple[Question, ...] = field(repr=False)
    answers: tuple[Any, ...] = field(repr=False)
    calls: tuple[tuple[Request, bytes], ...] = field(repr=False)
    tokens: TokenSet = field(repr=False)
    person: SignedIn = field(repr=False)
    owner: Owner = field(repr=False)
    began_at: float
    told: Told
    minute: int
    endpoint: str
    headers: Sequence[tuple[str, str]]
    body: Fills = field(repr=False)
    coding: str

    def still_tells(self, now: float, idle: float, most: float) -> bool:
        """Whether a page that is drawn now would say the same of time, and its token still serves.
        `idle` and `most` are how long a session lasts (seconds).
        """
        left = SessionTime(idle_left=idle, most_left=self.began_at + most - now)
        is_same = minute(now) == self.minute and left.told == self.told
        return is_same and left.most_left > 0 and not self.tokens.is_due(now)


def minute(now: float) -> int:
    """Pages tell the time to the minute."""
    return int(now // 60)


def key_of(environ: Environ) -> tuple[object, ...]:
    """Who asks what, with every header that says how: another one may mean another answer."""
    headers = (each for each in environ.items() if each[0].startswith("HTTP_"))
    return (*(environ.get(name) for name in _PLACE), *headers)
