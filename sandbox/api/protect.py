"""Who may call: a live bearer token, and the scope that the call needs.

Source: RFC 6750, section 3; RFC 9728, section 5.1; Profile API documentation, "Scope
enforcement": before the handler runs, 403 with a descriptive message. That the person's role
counts too, and what a service may do, are our assumptions.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request

from sandbox.api.answers import Refusal
from sandbox.audit import Actor
from sandbox.authorization.records import AccessToken
from sandbox.bearer import bearer_sent, not_good
from sandbox.current import MCP_PATH, origins, world
from sandbox.roles import Role, not_for
from sandbox.scopes import SCOPES
from sandbox.services.tokens import ServiceToken
from sandbox.world import Account, Person

METADATA_PATH = "/.well-known/oauth-protected-resource"
AUTH_PATH = "/api/v4/auth"
PROTECTED = ("/api/", MCP_PATH)
_READING = ("GET", "HEAD", "OPTIONS")

P = ParamSpec("P")
R = TypeVar("R")


def check_bearer() -> None:
    """Before every protected call. Raises Refusal (401) without a live token; MCP is for people."""
    if not request.path.startswith(PROTECTED) or request.path == AUTH_PATH:
        return
    value = bearer_sent()
    if value is None:
        raise unauthorized(origins().api, token_sent=False)
    ledger = world().ledger
    if token := ledger.bearer(value):
        token.grant.last_used_at = datetime.now(UTC)
        g.token = token
    elif (service := ledger.services.live(value, "api")) and request.path != MCP_PATH:
        g.service = service
    else:
        raise unauthorized(origins().api, token_sent=True)


def needs(scope: str, *, whatever_role: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets a view be called only with a token that has the scope, and by somebody whose role lets
    them do what it allows, unless `whatever_role`. A service needs neither, and may only read.
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
        raise Refusal(403, "A service may only read") if "service" in g else forbidden(scope)
    role = None if whatever_role or not world().extensions.roles else _role()
    if role is not None and not role.may(scope):
        raise Refusal(403, not_for(role, scope))


def granted(scope: str) -> bool:
    """Whether the token of this call has the scope; a service has none, and may read."""
    if "service" in g:
        return request.method in _READING
    token: AccessToken = g.token
    return scope in token.scopes


def _role() -> Role | None:
    """What the person of this call is in its account."""
    person = signed_in()
    return person.roles.get(connected_account().id) if person else None


def connected_account() -> Account:
    """The one account that the token of this call is for."""
    service: ServiceToken | None = g.get("service")
    if service is not None:
        return world().account(service.service.belongs_to)
    token: AccessToken = g.token
    return world().account(token.grant.account_id)


def signed_in() -> Person | None:
    """Whose token this is; None for a service's, and where the world knows nobody of that id."""
    if "service" in g:
        return None
    token: AccessToken = g.token
    return world().person(token.grant.person_id)


def caller() -> Actor:
    """Who makes this call, as the audit names them."""
    grant = g.token.grant
    via = "mcp" if request.path == MCP_PATH else "rest"
    return Actor(grant.account_id, grant.person_id, grant.client_id, via)


def unauthorized(api_origin: str, *, token_sent: bool) -> Refusal:
    """401 that points at the resource metadata, so that a client finds where to sign in."""
    where = f'resource_metadata="{api_origin}{METADATA_PATH}"'
    return not_good(token_sent=token_sent, where=where)


def forbidden(scope: str) -> Refusal:
    """403 that names the scope and says what it would have allowed."""
    meaning = SCOPES.get(scope, "do this")
    message = f"This connection was not granted {scope}, so it may not {meaning}"
    challenge = f'Bearer error="insufficient_scope", scope="{scope}"'
    return Refusal(403, message, {"WWW-Authenticate": challenge})
