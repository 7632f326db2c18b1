"""What a person's role in the account leaves to be offered to them; pure.

Effective permission is scope and role together (Profile API reference, section 2.4); which role may
do what is documented nowhere, so the table is an assumption. It only spares people what Profile
would refuse: nothing is refused here because of a role, and one that is not known hides nothing.
"""

USER, MANAGER, OWNER = "User", "Manager", "Owner"

_WHO_MAY = {"profiles:write": (OWNER, MANAGER), "account:write": (OWNER,)}
_OWNERS = {OWNER.casefold(), "admin"}
_KNOWN = {role.casefold(): role for role in (USER, MANAGER, OWNER)}


class ForOwnersOnly(Exception):
    """A page of whoever sees to the account, asked for by somebody else."""


def is_owner(role: str | None) -> bool:
    """Whether somebody may see what is for owners ("admin" in the older API), as far as Profile
    tells roles: where it tells none (None), nobody can be told from an owner.
    """
    return role is None or role.casefold() in _OWNERS


def is_offered(role: str | None, scope: str) -> bool:
    """Whether somebody of this role (None where Profile did not tell) is offered what needs it."""
    known = _KNOWN.get((role or "").casefold())
    return known is None or known in _WHO_MAY.get(scope, _KNOWN.values())


def why_not_offered(role: str | None, scope: str) -> str:
    """A sentence on what is withheld; "" where nothing is."""
    if is_offered(role, scope):
        return ""
    who = " or ".join(f"{'an' if each == OWNER else 'a'} {each}" for each in _WHO_MAY[scope])
    return f"Your role in this account is {_KNOWN[str(role).casefold()]}; ask {who} to do this."
