"""Tells whoever listens of every exchange that was made for a person, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from webapp.api.errors import Unavailable
from webapp.api.exchange import Request
from webapp.api.known_answer import is_success
from webapp.bounded_http import Answer

OK, UNAVAILABLE, UNCLEAR = "ok", "unavailable", "unclear"


@dataclass(frozen=True, slots=True)
class Heard:
    """One exchange: what may be kept of it, which is no query, no body and no answer.

    `action` is the method and the path's template ("PATCH /tag/{id}/profiles"), `target` the id
    in the path. `outcome` is "ok"; "refused" with a status (403); "unavailable" where nothing was
    done, or a reading brought nothing; "unclear" where a change may have been made.
    """

    action: str
    target: str | None
    outcome: str


class Listener(Protocol):
    """Whoever keeps what was done. It is asked in the middle of a call, so it never raises."""

    def heard(self, heard: Heard) -> None:
        """One exchange is over."""
        ...


def told(listener: Listener | None, request: Request, send: Callable[[], Answer]) -> Answer:
    """What `send` gives or raises, once the listener was told of it."""
    outcome = _unanswered(request)
    try:
        answer = send()
        outcome = _answered(request, answer.status)
    except Unavailable as error:
        outcome = outcome if error.was_sent else UNAVAILABLE
        raise
    finally:
        if listener is not None:
            listener.heard(Heard(str(request), request.item_id, outcome))
    return answer


def _answered(request: Request, status: int) -> str:
    if is_success(request, status):
        return OK
    return f"refused {status}" if 400 <= status < 500 else _unanswered(request)


def _unanswered(request: Request) -> str:
    """A reading that brought nothing did nothing; see `Transport.send` for the rest."""
    return UNAVAILABLE if request.method == "GET" else UNCLEAR
