"""Whoever comes to allow one thing more, and what becomes of it where they do not."""

from collections.abc import Mapping

from flask import Response, g

from webapp.auth.browser_session import current_session
from webapp.auth.connection import Connection
from webapp.auth.errors import ConsentDenied
from webapp.auth.flow import Finished
from webapp.auth.signed_in import SignedIn
from webapp.responses import scopes
from webapp.responses.redirects import go
from webapp.responses.stays_off import StaysOff, tell_next


def came_to_allow(said: Mapping[str, str], person: SignedIn | None) -> list[str]:
    """The scopes for whose sake somebody who is signed in is asked once more; none for others."""
    if person is None or said.get("only"):
        return []
    return scopes.known(said.get("more") or said.get("scope", "")).split()


def told_of_denial(error: ConsentDenied) -> Response:
    """Back to the page that offers what was not allowed, which says so. Raises the error again
    where nobody is signed in, or came for anything else.
    """
    if g.signed_in is None or not error.more:
        raise error
    return go(_told(error.more, error.next, error.back, was_denied=True))


def went_on(finished: Finished, connection: Connection) -> str:
    """The page to go on with: what was wished for, unless it needs what was left out after all."""
    missing = [scope for scope in finished.more.split() if scope not in connection.scope]
    if not missing:
        return finished.next
    return _told(" ".join(missing), finished.next, finished.back, was_denied=False)


def _told(more: str, next_path: str, back: str, *, was_denied: bool) -> str:
    told = StaysOff(more=more, next=next_path, back=back or next_path, was_denied=was_denied)
    tell_next(current_session(), told)
    return told.back
