"""Who may call v3: a live token of a person or of a service, and the right that the person's role
gives.

Source: Profile API documentation of v3, "Role-Based Access". Which role may do what, and that
scopes count for nothing here, are our assumptions.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request

from sandbox.api.answers import Refusal
from sandbox.api.protect import connected_account, signed_in
from sandbox.bearer import bearer_sent, not_good
from sandbox.current import world
from sandbox.roles import Role

AUTH_PATH = "/v3/auth"
# The role's name on this API. Documented: "admin" and "manager".
ROLE_NAMES = {Role.OWNER: "admin", Role.MANAGER: "manager", Role.USER: "user"}

P = ParamSpec("P")
R = TypeVar("R")


def check_bearer() -> None:
    """Before every call of the API. Raises Refusal (401) without a live token."""
    if not request.path.startswith("/v3/") or request.path == AUTH_PATH:
        return
    value = bearer_sent()
    ledger = world().ledger
    if value and (token := ledger.bearer(value)):
        token.grant.last_used_at = datetime.now(UTC)
        g.token = token
    elif value and (service := ledger.services.live(value, "v3")):
        g.service = service
    else:
        raise not_good(token_sent=value is not None)


def for_roles(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets a view be called by people of these roles, and by services, which have none."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            role = role_here()
            if role is not None and role not in roles and world().extensions.roles:
                name = ROLE_NAMES[role]
                raise Refusal(403, f"Your role in this account is {name}, which may not do this")
            return view(*args, **kwargs)

        return guarded

    return guard


def role_here() -> Role | None:
    """What the person of this call is in its account; None for a service."""
    person = signed_in()
    return person.roles.get(connected_account().id) if person else None
