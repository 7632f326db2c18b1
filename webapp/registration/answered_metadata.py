"""What of a usable client is otherwise than asked for, in sentences. Pure.

Source: RFC 7591 sections 2 and 3.2.1.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from webapp.registration.values import Request


def notes(request: Request, said: Mapping[str, object], expires: datetime | None) -> Iterator[str]:
    """A sentence for each thing that whoever runs the dashboard should know."""
    yield from _of_scope(request, said.get("scope"))
    yield from _of_auth(request, said.get("token_endpoint_auth_method"))
    grants, uris = said.get("grant_types"), said.get("redirect_uris")
    if isinstance(grants, list) and "refresh_token" not in grants:
        yield "It gets no refresh tokens: people sign in again whenever their access runs out."
    if isinstance(uris, list) and len(uris) > 1:
        yield "It has other redirect addresses besides ours: have Profile’s support remove them."
    yield from _of_end(said.get("client_secret_expires_at"), expires)


def _of_scope(request: Request, scope: object) -> Iterator[str]:
    """No word of it, no news: the server then decides at each sign-in."""
    if not isinstance(scope, str):
        return
    missing = [each for each in request.wish.scopes if each not in scope.split()]
    if missing:
        yield (
            f"It may not ask for {', '.join(missing)}: what needs that will not work. Take what "
            "PROFILE_SCOPES has of it away, or ask Profile’s support for it."
        )


def _of_auth(request: Request, method: object) -> Iterator[str]:
    if method is None:
        yield (
            f"The server does not say how the client is to authenticate; {request.client_auth} is "
            "what was asked for. `webapp check` says whether it serves."
        )
    elif method != request.client_auth:
        yield f"The server chose {method}, not {request.client_auth} as asked: it was taken over."


def _of_end(sent: object, expires: datetime | None) -> Iterator[str]:
    if expires is None:
        if sent != 0:
            yield "The server does not say readably whether the secret ends: ask Profile’s support."
    elif expires <= datetime.now(UTC):
        yield f"Its secret ended on {day(expires)} already, by this machine’s clock."
    else:
        yield f"Its secret ends on {day(expires)}: register again before, or nobody can sign in."


def day(moment: datetime) -> str:
    """The date in UTC, as people and files are told it."""
    return f"{moment:%Y-%m-%d} (UTC)"
