"""Who may call: a live bearer token, and the scope that the call needs.

Source: RFC 6750, section 3; RFC 9728, section 5.1; Profile API documentation, "Scope
enforcement": before the handler runs, 403 with a descriptive message. That the person's role
counts too is our assumption.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request

from sandbox.api.answers import Refusal
from sandbox.audit import Actor
from sandbox.authorization.records import AccessToken
from sandbox.current import MCP_PATH, origins, world
from sandbox.roles import Role, not_for
from sandbox.scopes import SCOPES
from sandbox.world import Account, Person

METADATA_PATH = "/.well-known/oauth-protected-resource"
PROTECTED = ("/api/", MCP_PATH)

P = ParamSpec("P")
R = TypeVar("R")


def check_bearer() -> None:
    """Before every protected call. Raises Refusal (401) without a live token."""
    if not request.path.startswith(PROTECTED):
        return
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not value.strip():
        raise unauthorized(origins().api, token_sent=False)
    token = world().ledger.bearer(value.strip())
    if token is None:
        raise unauthorized(origins().api, token_sent=True)
    token.grant.last_used_at = datetime.now(UTC)
    g.token = token


def needs(scope: str, *, whatever_role: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets a view be called only with a token that has the scope, and by somebody whose role lets
    them do what it allows, unless `whatever_role`.
    """

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            require(scope, whatever_role=whatever_role)
            return view(*args, **kwargs)

        return guarded

    return guard


def require(scope: str, *, whatever_role: bool = False) -> None:
    """Raises Refusal (403) if the token of this call lacks the scope, or its person the right."""
    if not granted(scope):
        raise forbidden(scope)
    role = None if whatever_role or not world().extensions.roles else _role()
    if role is not None and not role.may(scope):
        raise Refusal(403, not_for(role, scope))


def granted(scope: str) -> bool:
    """Whether the token of this call has the scope."""
    token: AccessToken = g.token
    return scope in token.scopes


def _role() -> Role | None:
    """What the person of this call is in its account."""
    person = signed_in()
    return person.roles.get(connected_account().id) if person else None


def connected_account() -> Account:
    """The one account that the token of this call is for."""
    token: AccessToken = g.token
    return world().account(token.grant.account_id)


def signed_in() -> Person | None:
    """Whose token this is; None where the world knows nobody of that id."""
    token: AccessToken = g.token
    return world().person(token.grant.person_id)


def caller() -> Actor:
    """Who makes this call, as the audit names them."""
    grant = g.token.grant
    via = "mcp" if request.path == MCP_PATH else "rest"
    return Actor(grant.account_id, grant.person_id, grant.client_id, via)


def unauthorized(api_origin: str, *, token_sent: bool) -> Refusal:
    """401 that points at the resource metadata, so that a client finds where to sign in."""
    challenge = f'resource_metadata="{api_origin}{METADATA_PATH}"'
    if not token_sent:
        return _challenged(401, "An access token is needed", challenge)
    return _challenged(401, "The access token is not valid", f'error="invalid_token", {challenge}')


def forbidden(scope: str) -> Refusal:
    """403 that names the scope and says what it would have allowed."""
    meaning = SCOPES.get(scope, "do this")
    return _challenged(
        403,
        f"This connection was not granted {scope}, so it may not {meaning}",
        f'error="insufficient_scope", scope="{scope}"',
    )


def _challenged(code: int, message: str, challenge: str) -> Refusal:
    return Refusal(code, message, {"WWW-Authenticate": f"Bearer {challenge}"})
